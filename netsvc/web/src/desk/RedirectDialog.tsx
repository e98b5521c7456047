import { Button, Modal, NativeSelect, Radio, TextInput } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { useQuery } from 'urql';
import type { RedirectReason } from '../generated/graphql';
import { UnitsQuery } from '../graphql/queries';
import { useSpeech } from '../words';
import type { IssueType } from './model';
import { useDesk } from './state';

type Props = { opened: boolean; close: () => void; issueType: IssueType | null };

export function RedirectDialog({ opened, close, issueType }: Props) {
  const { words } = useSpeech();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={words.desk.redirectTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Form close={close} issueType={issueType} />
    </Modal>
  );
}

function Form({ close, issueType }: Omit<Props, 'opened'>) {
  const { words, say, locale } = useSpeech();
  const { desk, actions } = useDesk();
  const reasons = Object.keys(words.redirectReasons) as RedirectReason[];
  const [reason, setReason] = useState<RedirectReason>('NO_EXPERT_FOUND');
  const [toward, setToward] = useState('');
  const [note, setNote] = useState('');
  const [{ data }] = useQuery({ query: UnitsQuery, requestPolicy: 'cache-first' });
  const units = (data?.units.edges ?? [])
    .map(({ node }) => ({ value: node.id, label: say(node.name) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));

  const record = async (why: RedirectReason) => {
    setReason(why);
    if (await actions.redirect(issueType, why, toward || null, note)) close();
  };
  // A digit is one press; where something is written or chosen from a list it is a character.
  const onKey = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (target instanceof HTMLSelectElement) return;
    if (target instanceof HTMLInputElement && target.type !== 'radio') return;
    const why = reasons[Number(event.key) - 1];
    if (!why || desk.stage === 'sending') return;
    event.preventDefault();
    void record(why);
  };
  return (
    // The keys belong to the controls within; the form itself is none.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="stack"
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        void record(reason);
      }}
    >
      <p className="quiet">{words.desk.redirectLead}</p>
      <Radio.Group
        label={words.desk.redirectReason}
        description={words.desk.redirectKeys}
        value={reason}
        onChange={(value) => setReason(value)}
      >
        <div className="stack" style={{ padding: '8px 0' }}>
          {reasons.map((value, index) => (
            <Radio
              key={value}
              value={value}
              label={
                <>
                  <kbd aria-hidden="true">{index + 1}</kbd> {words.redirectReasons[value]}
                </>
              }
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <NativeSelect
        label={words.desk.toward}
        value={toward}
        onChange={(event) => setToward(event.currentTarget.value)}
        data={[{ value: '', label: words.desk.towardNone }, ...units]}
      />
      <TextInput
        label={`${words.common.noteLabel} (${words.common.optional})`}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p role="alert" className="panel-message">
        {desk.problem}
      </p>
      <div className="row">
        <Button type="submit" loading={desk.stage === 'sending'}>
          {words.desk.redirectDo}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
