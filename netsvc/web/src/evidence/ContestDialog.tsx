import { Button, Modal, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { EvidenceContestKind } from '../generated/graphql';
import { useSpeech } from '../words';
import type { Line } from './Mine';
import { ContestEvidence } from './queries';

type Props = { line: Line | null; close: () => void; done: () => void };

export function ContestDialog({ line, close, done }: Props) {
  const { words, say } = useSpeech();
  const name = line?.issueType ? say(line.issueType.name) : '';
  return (
    <Modal
      opened={line !== null}
      onClose={close}
      title={words.evidence.contestTitle(name)}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {line?.issueType ? (
        <Form typeId={line.issueType.id} line={line} {...{ close, done }} />
      ) : null}
    </Modal>
  );
}

type FormProps = { typeId: string; line: Line; close: () => void; done: () => void };

function Form({ typeId, line, close, done }: FormProps) {
  const { words } = useSpeech();
  const text = words.evidence;
  const run = useCommand();
  const [kind, setKind] = useState<EvidenceContestKind>('NOT_MY_WORK');
  const [reason, setReason] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!reason.trim()) {
      setError(text.sayWhy);
      return;
    }
    setBusy(true);
    const variables = { issueTypeId: typeId, kind, reason };
    const answer = await run(ContestEvidence, variables, (data) => data.contestEvidence);
    setBusy(false);
    if ('good' in answer) done();
    else setError('unsure' in answer ? words.common.failed : answer.problem);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Radio.Group label={text.what} value={kind} onChange={setKind}>
        <div className="stack" style={{ padding: '8px 0' }}>
          <Radio value="NOT_MY_WORK" label={text.kinds.NOT_MY_WORK} data-autofocus />
          {line.missed > 0 ? (
            <Radio value="NOT_MY_MISSES" label={text.misses(line.missed)} />
          ) : null}
        </div>
      </Radio.Group>
      <Textarea
        label={text.why}
        description={text.whyHelp}
        value={reason}
        maxLength={1000}
        autosize
        minRows={2}
        error={error || null}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.send}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
