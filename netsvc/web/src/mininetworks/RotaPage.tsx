import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useCommand } from '../commands';
import type { Weekday } from '../generated/graphql';
import { Mark } from '../ui/Mark';
import { useSpeech, useWords } from '../words';
import { capital } from '../words/format';
import { HoursCell, TurnsCell } from './RotaCells';
import { WEEKDAYS, weekdayName } from './model';
import type { Network } from './NetworkPage';
import { OfNetwork } from './OfNetwork';
import { SetRota } from './queries';
import {
  bareTimes,
  draftOf,
  emptyDraft,
  toInput,
  unfinished,
  type Draft,
  type Hours,
  type Turn,
} from './rota';

const ZONES = ['Europe/Helsinki', 'Europe/Mariehamn', 'Europe/Stockholm', 'UTC'];
const HOLIDAYS = ['FI', 'FI-01', 'SE', ''] as const;

/** The whole rota at once: when somebody must be on duty, and whose turn it is. */
export function RotaPage({ id }: { id: string }) {
  const text = useWords().mininetworks;
  return (
    <OfNetwork id={id} title={text.rota} heading={() => text.rotaTitle} lead={text.rotaLead}>
      {(network) => <Form network={network} />}
    </OfNetwork>
  );
}

function Form({ network }: { network: Network }) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const run = useCommand();
  const [, navigate] = useLocation();
  const alert = useRef<HTMLParagraphElement>(null);
  const [draft, setDraft] = useState<Draft>(() =>
    network.rota ? draftOf(network.rota) : emptyDraft(),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const zones = ZONES.includes(draft.timeZone) ? ZONES : [draft.timeZone, ...ZONES];
  const setDay = (of: 'hours' | 'turns', day: Weekday, list: Hours[] | Turn[]) =>
    setDraft((old) => ({ ...old, [of]: { ...old[of], [day]: list } }));
  const likeMonday = () =>
    setDraft((old) => ({
      ...old,
      hours: {
        ...old.hours,
        TUE: old.hours.MON,
        WED: old.hours.MON,
        THU: old.hours.MON,
        FRI: old.hours.MON,
      },
      turns: {
        ...old.turns,
        TUE: old.turns.MON,
        WED: old.turns.MON,
        THU: old.turns.MON,
        FRI: old.turns.MON,
      },
    }));

  const save = async () => {
    const missing = unfinished(draft);
    if (missing) {
      setProblem(text.rotaMissing[missing]);
      requestAnimationFrame(() => alert.current?.focus());
      return;
    }
    setBusy(true);
    const answer = await run(
      SetRota,
      { miniNetworkId: network.id, input: toInput(draft) },
      (data) => data.setRota,
    );
    setBusy(false);
    if ('good' in answer) navigate(`/mininetworks/${encodeURIComponent(network.id)}`);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <form
      className="stack form-steps"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="form-three">
        <NativeSelect
          label={text.timeZone}
          value={draft.timeZone}
          data={zones}
          onChange={(event) => change({ timeZone: event.currentTarget.value })}
        />
        <NativeSelect
          label={text.holidays}
          value={draft.holidays}
          data={[
            ...HOLIDAYS.map((value) => ({ value, label: text.holidayPlaces[value] })),
            ...(HOLIDAYS.some((one) => one === draft.holidays) ? [] : [draft.holidays]),
          ]}
          onChange={(event) => change({ holidays: event.currentTarget.value })}
        />
      </div>
      <fieldset>
        <legend>{text.ordinaryWeek}</legend>
        <table className="rota-editor">
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              <th scope="col">{text.mustBe}</th>
              <th scope="col">{text.turns}</th>
              <th scope="col">{text.gap}</th>
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((day) => {
              const name = capital(weekdayName(day, locale), locale);
              return (
                <tr key={day}>
                  <th scope="row">{name}</th>
                  <td data-label={text.mustBe}>
                    <HoursCell
                      name={name}
                      hours={draft.hours[day]}
                      change={(list) => setDay('hours', day, list)}
                    />
                  </td>
                  <td data-label={text.turns}>
                    <TurnsCell
                      name={name}
                      turns={draft.turns[day]}
                      members={network.members}
                      change={(list) => setDay('turns', day, list)}
                    />
                  </td>
                  <td>
                    {bareTimes(draft, day).map(([from, to]) => (
                      <Mark key={from} meaning="problem">
                        <span className="figures">
                          {from}–{to}
                        </span>
                      </Mark>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        <button type="button" className="plain" onClick={likeMonday}>
          {text.likeMonday}
        </button>
      </fieldset>
      <fieldset>
        <legend>{text.exceptions}</legend>
        <p className="quiet small">{text.exceptionsHint}</p>
        {draft.exceptions.map((one, index) => {
          const put = (part: Partial<typeof one>) =>
            change({
              exceptions: draft.exceptions.map((old, at) =>
                at === index ? { ...old, ...part } : old,
              ),
            });
          return (
            <div key={index} className="exception">
              <TextInput
                type="date"
                label={text.date}
                value={one.day}
                onChange={(event) => put({ day: event.currentTarget.value })}
              />
              <div>
                {one.turns.length === 0 ? (
                  <p className="quiet small">{text.exceptionBare}</p>
                ) : null}
                <TurnsCell
                  name={one.day || text.date}
                  turns={one.turns}
                  members={network.members}
                  change={(turns) => put({ turns })}
                />
              </div>
              <button
                type="button"
                className="plain"
                aria-label={text.removeNamed(one.day || text.date)}
                onClick={() =>
                  change({ exceptions: draft.exceptions.filter((_, at) => at !== index) })
                }
              >
                {text.remove}
              </button>
            </div>
          );
        })}
        <button
          type="button"
          className="plain"
          onClick={() => change({ exceptions: [...draft.exceptions, { day: '', turns: [] }] })}
        >
          {text.addException}
        </button>
      </fieldset>
      <p role="alert" className="panel-message" tabIndex={-1} ref={alert}>
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.saveRota}
        </Button>
        <Link href={`/mininetworks/${encodeURIComponent(network.id)}`}>{words.common.cancel}</Link>
      </div>
    </form>
  );
}
