import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { useCommand } from '../commands';
import { Mark } from '../ui/Mark';
import { Failed } from '../ui/states';
import { useSpeech } from '../words';
import { percent } from '../words/format';
import { plain } from './model';
import { LockPilot } from './commands';
import { PlanPowerQuery } from './planQueries';

/** What the plan can and can't find, and the lock. */
export function LockStep({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.planning;
  const run = useCommand();
  const [, navigate] = useLocation();
  const [{ data, error, fetching }, again] = useQuery({
    query: PlanPowerQuery,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const found = data?.planPower;
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (fetching || !found) return <p role="status">{text.checking}</p>;
  if (found.__typename !== 'ExperimentPower') {
    return (
      <p role="alert" className="notice notice-problem">
        {say(found.message)}
      </p>
    );
  }
  const undecidable = found.decidability != null && !found.decidability.decidable;
  const lock = async () => {
    setBusy(true);
    const answer = await run(LockPilot, { id, acknowledge: undecidable }, (d) => d.lockExperiment);
    setBusy(false);
    if ('good' in answer) navigate(`/pilots/${encodeURIComponent(id)}`);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <>
      {found.lacks.length > 0 ? (
        <div className="notice stack">
          <p>{text.lacks}</p>
          <ul className="pilot-rule">
            {found.lacks.map((one) => (
              <li key={one}>{text.fields[one] ?? one}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {found.decidability ? (
        <>
          <p className="pilot-answer">
            <Mark meaning={undecidable ? 'problem' : 'done'}>
              {text.sides(
                found.sides.filter((side) => side.treated).length,
                found.sides.filter((side) => !side.treated).length,
              )}
            </Mark>
            <br />
            {say(found.decidability.sentence)}
          </p>
          <Past found={found} />
        </>
      ) : null}
      <p className="quiet">{text.lockHint}</p>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div>
        <Button
          variant={undecidable ? 'default' : 'filled'}
          disabled={found.lacks.length > 0 || !found.decidability}
          loading={busy}
          onClick={() => void lock()}
        >
          {undecidable ? text.lockAnyway : text.lock}
        </Button>
      </div>
    </>
  );
}

type Power = {
  icc?: { estimate: number; low: number; high: number } | null;
  detectable?: { low?: number | null; high?: number | null } | null;
  pastAlarms?: { runs: number; alarms: number } | null;
};

function Past({ found }: { found: Power }) {
  const { words, locale } = useSpeech();
  const text = words.planning;
  const { detectable, pastAlarms, icc } = found;
  const small = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 3 });
  return (
    <ul className="stack measure">
      {detectable ? (
        <li>
          {detectable.low != null && detectable.high != null
            ? text.finds(plain(detectable.low, locale), plain(detectable.high, locale))
            : text.findsNothing}
        </li>
      ) : null}
      <li>
        {pastAlarms
          ? text.alarms(
              pastAlarms.alarms.toLocaleString(locale),
              pastAlarms.runs.toLocaleString(locale),
              percent(pastAlarms.alarms / pastAlarms.runs, locale),
            )
          : text.noAlarms}
      </li>
      {icc ? <li>{text.likeness(small(icc.estimate), small(icc.low), small(icc.high))}</li> : null}
    </ul>
  );
}
