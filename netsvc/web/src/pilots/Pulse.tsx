import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { AnswerPulse } from './commands';
import type { PulsePartsFragment } from '../generated/graphql';
import type { Pilot } from './model';
import { PilotPulseQuery } from './queries';

const QUESTIONS = ['clear', 'tools', 'influence'] as const;
const SCALE = [1, 2, 3, 4, 5] as const;
type Given = Record<(typeof QUESTIONS)[number], number>;

/** Three anonymous questions about one's own work in a pilot, once a fortnight. */
export function PulseForm({ id, name }: { id: string; name: string }) {
  const { words } = useSpeech();
  const text = words.pilots;
  const run = useCommand();
  const [given, give] = useState<Partial<Given>>({});
  const [busy, setBusy] = useState(false);
  const [thanks, setThanks] = useState(false);
  const [problem, setProblem] = useState('');
  const { clear, tools, influence } = given;
  const send = async () => {
    if (clear === undefined || tools === undefined || influence === undefined) {
      setProblem(text.pulseAll);
      return;
    }
    setBusy(true);
    const answer = await run(AnswerPulse, { id, clear, tools, influence }, (d) => d.answerPulse);
    setBusy(false);
    if ('good' in answer) setThanks(true);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <div className="stack">
      {thanks ? null : (
        <form
          className="stack pulse"
          aria-label={text.pulseOf(name)}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <h3>{text.pulse}</h3>
          <p className="quiet">{text.pulseSays}</p>
          {QUESTIONS.map((question) => (
            <fieldset key={question}>
              <legend>{text.pulseAsks[question]}</legend>
              <div className="row">
                <span className="quiet small">{text.pulseLow}</span>
                {SCALE.map((value) => (
                  <label key={value}>
                    <input
                      type="radio"
                      name={`${id}-${question}`}
                      value={value}
                      checked={given[question] === value}
                      onChange={() => give({ ...given, [question]: value })}
                    />{' '}
                    {value}
                  </label>
                ))}
                <span className="quiet small">{text.pulseHigh}</span>
              </div>
            </fieldset>
          ))}
          <p role="alert" className="panel-message">
            {problem}
          </p>
          <div>
            <Button type="submit" loading={busy}>
              {text.pulseSend}
            </Button>
          </div>
        </form>
      )}
      <p role="status">{thanks ? text.pulseThanks : ''}</p>
    </div>
  );
}

/** What the people of a pilot say, as it stands now. */
export function PulseFigures({ pilot }: { pilot: Pilot }) {
  const [{ data }] = useQuery({ query: PilotPulseQuery, variables: { id: pilot.id } });
  return <PulseTable rows={data?.experimentPulse ?? []} />;
}

/** What people said in the latest fortnight; the earlier ones are a press away. */
export function PulseTable({ rows }: { rows: readonly PulsePartsFragment[] }) {
  const { words } = useSpeech();
  const text = words.pilots;
  const last = rows.reduce((day, row) => (row.starts > day ? row.starts : day), '');
  const earlier = rows.filter((row) => row.starts !== last);
  return (
    <section aria-labelledby="pulse">
      <h2 id="pulse">{text.pulse}</h2>
      <p className="measure">{rows.length > 0 ? text.pulseBeside : text.pulseNone}</p>
      {rows.length > 0 ? (
        <Fortnights name={text.pulse} rows={rows.filter((row) => row.starts === last)} />
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{text.pulseEarlier}</summary>
          <Fortnights name={text.pulseEarlier} rows={earlier} />
        </details>
      ) : null}
    </section>
  );
}

function Fortnights({ name, rows }: { name: string; rows: readonly PulsePartsFragment[] }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const mean = (value: number) =>
    value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <WideTable label={name}>
      <table className="pilot-table">
        <caption className="hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{text.pulseFrom}</th>
            <th scope="col">{text.pulseWho}</th>
            {QUESTIONS.map((question) => (
              <th key={question} scope="col">
                {text.pulseAsks[question]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.starts + row.side}>
              <th scope="row">{day(row.starts, locale)}</th>
              <td>
                {text.pulseSides[row.side]}
                <span className="quiet small pilots-question">{text.people(row.answers)}</span>
              </td>
              {QUESTIONS.map((question) => (
                <td key={question} className="figures">
                  {mean(row[question])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
