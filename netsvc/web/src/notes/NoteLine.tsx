import type { Language } from '../generated/graphql';
import { Mark } from '../ui/Mark';
import { LANGUAGES, tagOf, useSpeech } from '../words';
import { day } from '../words/format';
import type { Note } from './NoteDialog';

/** The text in the reader's language, or else in the first it is written in. */
export function textOf({ text }: Note, language: Language): { said: string; lang: Language } {
  const by: Record<Language, string | null | undefined> = {
    FI: text.fi,
    SV: text.sv,
    EN: text.en,
  };
  const lang = by[language] ? language : (LANGUAGES.find((one) => by[one]) ?? language);
  return { said: by[lang] ?? '', lang };
}

/** A note with who wrote it and when; one past its day of review says so. */
export function NoteLine({ note }: { note: Note }) {
  const { words, language, locale } = useSpeech();
  const { said, lang } = textOf(note, language);
  const text = words.notes;
  return (
    <>
      <p className="note-text" lang={tagOf(lang)}>
        {said}
      </p>
      <p className="row small quiet">
        <span>
          {text.by(note.author?.name ?? words.common.somebody, day(note.writtenAt, locale))}
        </span>
        {note.changedBy ? (
          <span>{text.changedBy(note.changedBy.name, day(note.changedAt, locale))}</span>
        ) : null}
        {note.toReview ? <Mark meaning="waiting">{text.due}</Mark> : null}
      </p>
    </>
  );
}
