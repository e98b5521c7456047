import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useCommand } from '../commands';
import { Failed, Skeletons } from '../ui/states';
import { useWords } from '../words';
import { ContestItem } from './ContestItem';
import { ContestsToDecide, DecideContest } from './queries';

/** Open contests of the people one leads, and of the issue types one's unit is responsible for. */
export function Deciding() {
  const words = useWords();
  const text = words.evidence;
  const [{ data, error }, ask] = useQuery({
    query: ContestsToDecide,
    requestPolicy: 'cache-and-network',
  });
  const [said, setSaid] = useState('');
  const again = () => ask({ requestPolicy: 'network-only' });
  const contests = data?.evidenceContests;
  return (
    <section aria-labelledby="deciding" className="stack">
      <h2 id="deciding">{text.toDecide}</h2>
      <p role="status" className={said ? 'notice' : 'hidden'}>
        {said}
      </p>
      {error && !contests ? <Failed again={again} /> : null}
      {!contests && !error ? <Skeletons rows={2} /> : null}
      {contests?.length === 0 ? <p className="quiet">{text.nothingToDecide}</p> : null}
      <ul>
        {contests?.map((one) => (
          <ContestItem key={one.id} contest={one} who>
            <Decision
              id={one.id}
              name={one.expert?.name ?? ''}
              done={(message) => {
                setSaid(message);
                again();
              }}
            />
          </ContestItem>
        ))}
      </ul>
    </section>
  );
}

type DecisionProps = { id: string; name: string; done: (message: string) => void };

function Decision({ id, name, done }: DecisionProps) {
  const words = useWords();
  const text = words.evidence;
  const run = useCommand();
  const [reason, setReason] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const decide = async (uphold: boolean) => {
    if (!reason.trim()) {
      setError(text.sayWhy);
      return;
    }
    setBusy(true);
    const variables = { contestId: id, uphold, reason };
    const answer = await run(DecideContest, variables, (data) => data.decideEvidenceContest);
    setBusy(false);
    if ('good' in answer) done(uphold ? text.upheldDone(name) : text.rejectedDone(name));
    else setError('unsure' in answer ? words.common.failed : answer.problem);
  };
  return (
    <div className="stack measure">
      <Textarea
        label={text.decisionWhy}
        description={text.decisionHelp(name)}
        value={reason}
        maxLength={1000}
        autosize
        minRows={2}
        error={error || null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button disabled={busy} onClick={() => void decide(true)}>
          {text.uphold}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void decide(false)}>
          {text.reject}
        </Button>
      </div>
    </div>
  );
}
