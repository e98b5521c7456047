import { Button, Checkbox, Modal, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeclineReason } from '../generated/graphql';
import { useSpeech, type LocalText } from '../words';
import { capital } from '../words/format';
import { WhoIsBetter, type Pointed } from './WhoIsBetter';

type Props = {
  /** The reason chosen at first; null keeps the dialog closed. */
  first: DeclineReason | null;
  busy: boolean;
  close: () => void;
  /** What travels with the case: one may say which of it is missing. */
  fields: { name: string; label: LocalText }[];
  decline: (reason: DeclineReason, note: string, more: DeclineMore) => void;
};
export type DeclineMore = { missingFields?: string[]; pointToExpertId?: string };

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

function Form({ first, busy, close, fields, decline }: Props & { first: DeclineReason }) {
  const { words, say, locale } = useSpeech();
  const text = words.inbox;
  const [reason, setReason] = useState<DeclineReason>(first);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [lacking, setLacking] = useState<string[]>([]);
  const better = reason === 'SOMEBODY_BETTER';
  const incomplete = reason === 'INFORMATION_MISSING';

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (better && !pointed && !note.trim()) setMissing(true);
        else {
          decline(reason, note, {
            ...(better && pointed ? { pointToExpertId: pointed.id } : {}),
            ...(incomplete && lacking.length > 0 ? { missingFields: lacking } : {}),
          });
        }
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
      {better ? <WhoIsBetter value={pointed} choose={setPointed} /> : null}
      {incomplete && fields.length > 0 ? (
        <Checkbox.Group
          label={words.offering.missing}
          value={lacking}
          onChange={(value) => setLacking(value)}
        >
          <div className="stack" style={{ padding: '8px 0' }}>
            {fields.map((field) => (
              <Checkbox key={field.name} value={field.name} label={say(field.label)} />
            ))}
          </div>
        </Checkbox.Group>
      ) : null}
      <TextInput
        label={better ? text.betterNote : `${words.common.noteLabel} (${words.common.optional})`}
        description={text.noteHelp}
        value={note}
        maxLength={500}
        error={missing && better && !pointed ? text.noteMissing : null}
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
