import { Button } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import { useSpeech } from '../words';
import type { Network } from './NetworkPage';
import { ChangeNetwork } from './queries';

type Props = { network: Network; done: (news: string) => void };

/** A draft is found by nobody until somebody who keeps it starts it. */
export function StartDraft({ network, done }: Props) {
  const { words } = useSpeech();
  const text = words.mininetworks;
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const start = async () => {
    setBusy(true);
    const { fi, sv, en } = network.name;
    const input = {
      name: { fi, sv, en },
      memberIds: network.members.map((one) => one.id),
      issueTypeIds: network.covers.map((one) => one.id),
      activeFrom: network.activeFrom,
      activeTo: network.activeTo,
      draft: false,
    };
    const answer = await run(
      ChangeNetwork,
      { id: network.id, input },
      (data) => data.changeMiniNetwork,
    );
    setBusy(false);
    if ('good' in answer) done(text.started);
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <div className="stack">
      <p className="measure quiet">{text.draftSays}</p>
      <div>
        <Button variant="default" loading={busy} onClick={() => void start()}>
          {text.startDraft}
        </Button>
      </div>
      {problem ? <p role="alert">{problem}</p> : null}
    </div>
  );
}
