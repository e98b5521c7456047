import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { ConnectionKind } from '../generated/graphql';
import { useSpeech } from '../words';
import { SetConnection } from './queries';

type Line = { kind: ConnectionKind; address: string };
type Props = {
  /** The person, unit or mini-network that is connected. */
  id: string;
  line: Line | null;
};

const KINDS: readonly ConnectionKind[] = ['EXTENSION', 'QUEUE', 'SIP', 'CHAT'];

/** How a customer on the line is connected; it is shown once a handover is accepted. */
export function ConnectionEditor({ id, line }: Props) {
  const { words } = useSpeech();
  const text = words.availability;
  const run = useCommand();
  const [kept, setKept] = useState(line);
  const [kind, setKind] = useState<ConnectionKind>(line?.kind ?? 'EXTENSION');
  const [address, setAddress] = useState(line?.address ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [news, setNews] = useState('');

  const save = async (said: Line | null) => {
    setBusy(true);
    setNews('');
    const answer = await run(SetConnection, { id, line: said }, (data) => data.setConnection);
    setBusy(false);
    if (!('good' in answer)) {
      setProblem('problem' in answer ? answer.problem : words.common.unsure);
      return;
    }
    setProblem('');
    const now = answer.good.directLine ?? said;
    setKept(now);
    setAddress(now?.address ?? '');
    setNews(now ? text.connectionSaved : text.connectionGone);
  };
  return (
    <form
      className="stack connection"
      onSubmit={(event) => {
        event.preventDefault();
        void save({ kind, address: address.trim() });
      }}
    >
      <p className="quiet small measure">{kept ? text.connectionWhen : text.connectionNone}</p>
      <div className="connection-fields">
        <NativeSelect
          label={text.connectionKind}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ConnectionKind)}
          data={KINDS.map((value) => ({ value, label: text.kinds[value] }))}
        />
        <TextInput
          label={text.connectionAddress}
          placeholder={text.kindExamples[kind]}
          autoComplete="off"
          maxLength={300}
          value={address}
          error={problem || undefined}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
      </div>
      <div className="row">
        <Button type="submit" variant="default" loading={busy} disabled={!address.trim()}>
          {words.common.save}
        </Button>
        {kept ? (
          <button type="button" className="plain" onClick={() => void save(null)}>
            {text.connectionRemove}
          </button>
        ) : null}
        <span role="status">{news}</span>
      </div>
    </form>
  );
}
