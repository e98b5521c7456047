import { Button, Select, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { useQuery } from 'urql';
import { useMe } from '../me';
import { NoteDialog } from '../notes/NoteDialog';
import { NoteLine } from '../notes/NoteLine';
import { useSpeech } from '../words';
import type { Network } from './NetworkPage';
import { LearntQuery } from './queries';

/** What members learnt from each other: short notes that they share and everybody reads. */
export function Learnt({ network }: { network: Network }) {
  const { words, say } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const [written, write] = useState('');
  const search = useDeferredValue(written.trim());
  const [{ data }, again] = useQuery({
    query: LearntQuery,
    variables: { id: network.id, search },
  });
  const [aboutId, choose] = useState(network.covers[0]?.id ?? '');
  const about = network.covers.find((one) => one.id === aboutId);
  const [open, setOpen] = useState(false);
  const [news, setNews] = useState('');
  const notes = data?.notes.edges.map((edge) => edge.node) ?? [];
  const member = network.members.some((one) => one.id === me.expert.id);
  return (
    <section aria-labelledby="learnt" className="stack">
      <h2 id="learnt">{text.learnt}</h2>
      {notes.length > 0 || search ? (
        <TextInput
          label={text.learntSearch}
          maxLength={200}
          value={written}
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : null}
      {data && notes.length === 0 ? (
        <p className="quiet">{search ? text.learntNotFound : text.learntNone}</p>
      ) : null}
      <ul className="stack">
        {notes.map((note) => (
          <li key={note.id}>
            {note.issueType ? <p className="quiet small">{say(note.issueType.name)}</p> : null}
            <NoteLine note={note} />
          </li>
        ))}
      </ul>
      {member && about ? (
        <div className="row learnt-new">
          <Select
            label={text.learntAbout}
            allowDeselect={false}
            data={network.covers.map((one) => ({ value: one.id, label: say(one.name) }))}
            value={aboutId}
            onChange={(id) => choose(id ?? aboutId)}
          />
          <Button variant="default" onClick={() => setOpen(true)}>
            {text.learntShare}
          </Button>
        </div>
      ) : null}
      <p role="status">{news}</p>
      {open && about ? (
        <NoteDialog
          issueType={about}
          miniNetworkId={network.id}
          close={() => setOpen(false)}
          saved={() => {
            setOpen(false);
            setNews(text.learntShared);
            again({ requestPolicy: 'network-only' });
          }}
        />
      ) : null}
    </section>
  );
}
