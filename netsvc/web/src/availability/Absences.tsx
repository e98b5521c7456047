import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { AbsenceKind } from '../generated/graphql';
import { useNow } from '../time';
import { Mark } from '../ui/Mark';
import { PersonPicker, type PickedPerson } from '../ui/pickers';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import type { Mine } from './AvailabilityPage';
import { CancelAbsence, PlanAbsence } from './queries';

type Props = { mine: Mine; done: (news: string) => void; refresh: () => void };
const KINDS: readonly AbsenceKind[] = ['AWAY', 'TRAINING', 'OTHER_DUTIES'];

/** A local time of the reader's own clock as a moment; null while it is not complete. */
function momentOf(local: string): string | null {
  const at = Date.parse(local);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

export function Absences({ mine, done, refresh }: Props) {
  const { words, locale } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const now = useNow(60_000);
  const [planning, setPlanning] = useState(false);
  const absences = mine.absences ?? [];
  const cancel = async (absenceId: string) => {
    const answer = await run(CancelAbsence, { absenceId }, (data) => data.cancelAbsence);
    if ('good' in answer) done(text.absenceCancelled);
    else done('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  return (
    <>
      {absences.length === 0 ? <p className="quiet">{text.noAbsences}</p> : null}
      <ul className="lines">
        {absences.map((one) => {
          const holds = Date.parse(one.startsAt) <= now;
          const when = `${exact(one.startsAt, locale)} – ${exact(one.endsAt, locale)}`;
          return (
            <li key={one.id}>
              <div className="stack line-text">
                <p>
                  <span className="figures">{when}</span>{' '}
                  {holds ? <Mark meaning="away">{text.awayNow}</Mark> : null}
                </p>
                <p className="quiet">
                  {text.absenceKinds[one.kind]}
                  {one.backup ? `. ${text.standsIn(one.backup.name)}` : ''}
                </p>
              </div>
              <Button
                variant="default"
                aria-label={`${holds ? text.endNow : text.cancelAbsence}, ${when}`}
                onClick={() => void cancel(one.id)}
              >
                {holds ? text.endNow : text.cancelAbsence}
              </Button>
            </li>
          );
        })}
      </ul>
      {planning ? (
        <Plan
          mine={mine}
          close={() => setPlanning(false)}
          done={() => {
            setPlanning(false);
            done(text.absencePlanned);
            refresh();
          }}
        />
      ) : (
        <div>
          <Button variant="default" onClick={() => setPlanning(true)}>
            {text.planAbsence}
          </Button>
        </div>
      )}
    </>
  );
}

type PlanProps = { mine: Mine; close: () => void; done: () => void };

function Plan({ mine, close, done }: PlanProps) {
  const { words } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<AbsenceKind>('AWAY');
  const [backup, setBackup] = useState<PickedPerson | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ field?: string; said: string }>({ said: '' });
  const plan = async () => {
    const [starts, ends] = [momentOf(from), momentOf(to)];
    if (!starts || !ends) {
      setProblem({ field: starts ? 'to' : 'from', said: text.timesMissing });
      return;
    }
    setBusy(true);
    const answer = await run(
      PlanAbsence,
      { from: starts, to: ends, kind, backupExpertId: backup?.id ?? null },
      (data) => data.planAbsence,
    );
    setBusy(false);
    if ('good' in answer) done();
    else if ('problem' in answer) setProblem({ ...answer, said: answer.problem });
    else setProblem({ said: words.common.unsure });
  };
  return (
    <form
      className="stack plan"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void plan();
      }}
    >
      <div className="plan-times">
        <TextInput
          type="datetime-local"
          label={text.from}
          data-autofocus
          value={from}
          error={problem.field === 'from'}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={text.to}
          value={to}
          error={problem.field === 'to'}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.kind}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as AbsenceKind)}
          data={KINDS.map((value) => ({ value, label: text.absenceKinds[value] }))}
        />
      </div>
      <p className="quiet small">{text.kindWhy}</p>
      {backup ? (
        <p className="row">
          <span>{text.standsIn(backup.name)}</span>
          <button type="button" className="plain" onClick={() => setBackup(null)}>
            {words.mininetworks.remove}
          </button>
        </p>
      ) : (
        <PersonPicker
          label={`${text.whoStandsIn} (${words.common.optional})`}
          without={[mine.id]}
          invalid={problem.field === 'backupExpertId'}
          pick={setBackup}
        />
      )}
      <p role="alert" className="panel-message">
        {problem.said}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.planDo}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
