import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeclineReason } from '../generated/graphql';
import { useSpeech } from '../words';
import { capital } from '../words/format';

type Props = {
  /** The reason chosen at first; null keeps the dialog closed. */
  first: DeclineReason | null;
  busy: boolean;
  close: () => void;
  decline: (reason: DeclineReason, note: string) => void;
};

export function DeclineDialog({ first, close, ...rest }: Props) {
  const { words } = useSpeech();
  return (
    <Modal
      opened={first !== null}
      onClose={close}
      title={words.inbox.declineTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      {first ? <Form first={first} close={close} {...rest} /> : null}
    </Modal>
  );
}

function Form({ first, busy, close, decline }: Props & { first: DeclineReason }) {
  const { words, locale } = useSpeech();
  const text = words.inbox;
  const [reason, setReason] = useState<DeclineReason>(first);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const better = reason === 'SOMEBODY_BETTER';

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (better && !note.trim()) setMissing(true);
        else decline(reason, note);
      }}
    >
      <p className="quiet">{text.declineLead}</p>
      <Radio.Group
        aria-label={text.declineTitle}
        value={reason}
        onChange={(value) => setReason(value)}
      >
        <div className="stack" style={{ padding: '8px 0' }}>
          {Object.entries(words.declineReasons).map(([value, label]) => (
            <Radio
              key={value}
              value={value}
              label={capital(label, locale)}
              data-autofocus={value === first || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label={better ? text.betterNote : `${words.common.noteLabel} (${words.common.optional})`}
        description={text.noteHelp}
        value={note}
        maxLength={500}
        error={missing && better ? text.noteMissing : null}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.declineDo}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
