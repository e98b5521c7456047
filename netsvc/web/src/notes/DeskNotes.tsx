import { useState } from 'react';
import { useSpeech } from '../words';
import type { Note } from './NoteDialog';
import { NoteLine } from './NoteLine';

const SHOWN = 2;

/** What colleagues noted on the issue type, quietly, above who resolves it. */
export function DeskNotes({ notes, of }: { notes: readonly Note[]; of: string }) {
  const { words } = useSpeech();
  const text = words.notes;
  const [wide, setWide] = useState('');
  if (notes.length === 0) return null;
  const shown = wide === of ? notes : notes.slice(0, SHOWN);
  const rest = notes.length - shown.length;
  return (
    <aside aria-label={text.desk} className="desk-notes">
      <ul>
        {shown.map((note) => (
          <li key={note.id}>
            <NoteLine note={note} />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <button type="button" className="plain small" onClick={() => setWide(of)}>
          {text.more(rest)}
        </button>
      ) : null}
    </aside>
  );
}
