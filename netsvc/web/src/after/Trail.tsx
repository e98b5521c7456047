import { useState } from 'react';
import { useQuery } from 'urql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import { TrailQuery } from './queries';

/** Every record of the case, asked for when it is opened. */
export function Trail({ caseId }: { caseId: string }) {
  const { words } = useSpeech();
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{words.after.trail}</summary>
      {opened ? <Records caseId={caseId} /> : null}
    </details>
  );
}

function Records({ caseId }: { caseId: string }) {
  const { words, locale } = useSpeech();
  const text = words.after;
  const [{ data, error }, read] = useQuery({
    query: TrailQuery,
    variables: { id: caseId },
    requestPolicy: 'network-only',
  });
  const denied = error?.graphQLErrors.some((one) => one.extensions.code === 'NOT_ALLOWED');
  if (denied) return <p>{text.trailNot}</p>;
  if (error) return <Failed again={() => read({ requestPolicy: 'network-only' })} />;
  const trail = data?.auditTrail;
  if (!trail) return <Skeletons rows={3} height={40} />;
  const whole =
    trail.chain === 'WHOLE'
      ? text.trailWhole
      : trail.chain === 'BROKEN'
        ? text.trailBroken(trail.brokenAt ?? 0)
        : text.trailNone;
  return (
    <>
      <p>{whole}</p>
      {/* A wide table is scrolled by keyboard too. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="trail" role="region" aria-label={text.trail} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.when}</th>
              <th scope="col">{text.by}</th>
              <th scope="col">{text.what}</th>
              <th scope="col">{text.states}</th>
            </tr>
          </thead>
          <tbody>
            {trail.records.map((one) => (
              <tr key={one.id}>
                <td>{exact(one.at, locale)}</td>
                <td>{one.actor?.name ?? text.byItself}</td>
                <td>{one.action}</td>
                <td>{[one.fromState, one.toState].filter(Boolean).join(' → ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
