import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import { useMe } from '../me';
import { FormDialog } from '../ui/FormDialog';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { day } from '../words/format';
import type { Network } from './NetworkPage';
import { MakeStandard } from './queries';

type Props = { network: Network; keeps: boolean; done: (news: string) => void };

/** Whose standard the agreement is and when it is looked at again; a later version is on trial. */
export function Standard({ network, keeps, done }: Props) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const [asked, ask] = useState(false);
  const { standard, agreement } = network;
  if (!agreement) return null;
  return (
    <div className="stack">
      {standard ? (
        <p>
          {text.standardSays(
            standard.version,
            standard.owner?.name ?? words.common.somebody,
            day(standard.reviewOn, locale),
          )}{' '}
          {standard.reviewDue ? <Mark meaning="waiting">{text.reviewDue}</Mark> : null}
          {agreement.version > standard.version ? ` ${text.onTrial(agreement.version)}` : ''}
        </p>
      ) : (
        <p className="quiet">{text.noStandard}</p>
      )}
      {keeps ? (
        <div>
          <Button variant="default" onClick={() => ask(true)}>
            {standard ? text.reviewStandard : text.makeStandard}
          </Button>
        </div>
      ) : null}
      {asked ? (
        <StandardDialog
          network={network}
          close={() => ask(false)}
          done={() => {
            ask(false);
            done(text.standardMade);
          }}
        />
      ) : null}
    </div>
  );
}

/** The day half a year from now, as a date field writes it. */
function halfYearOn(): string {
  const on = new Date();
  on.setDate(on.getDate() + 182);
  return on.toISOString().slice(0, 10);
}

type DialogProps = { network: Network; close: () => void; done: () => void };

function StandardDialog({ network, close, done }: DialogProps) {
  const { words } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const run = useCommand();
  const people = new Map([...network.members, me.expert].map((one) => [one.id, one.name]));
  const owner = network.standard?.owner;
  if (owner) people.set(owner.id, owner.name);
  const [ownerId, setOwner] = useState(owner?.id ?? me.expert.id);
  const [reviewOn, setReview] = useState(halfYearOn);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const answer = await run(
      MakeStandard,
      { miniNetworkId: network.id, ownerId, reviewOn },
      (data) => data.makeStandard,
    );
    setBusy(false);
    if ('good' in answer) done();
    else setProblem('problem' in answer ? answer.problem : words.common.unsure);
  };
  return (
    <FormDialog
      title={text.makeStandard}
      label={text.makeStandard}
      close={close}
      submit={() => void send()}
      problem={problem}
      busy={busy}
      ready={reviewOn !== ''}
    >
      <p>{text.standardHint}</p>
      <Select
        label={text.standardOwner}
        allowDeselect={false}
        data={[...people].map(([value, label]) => ({ value, label }))}
        value={ownerId}
        onChange={(value) => setOwner(value ?? ownerId)}
      />
      <TextInput
        type="date"
        label={text.standardReview}
        value={reviewOn}
        onChange={(event) => setReview(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
