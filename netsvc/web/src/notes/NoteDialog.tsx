import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../commands';
import type { Language, NotePartsFragment } from '../generated/graphql';
import { LANGUAGES, tagOf, useSpeech, type LocalText } from '../words';
import { guessLanguage } from './guess';
import { ChangeNote, WriteNote } from './queries';

export type Note = NotePartsFragment;
type Props = {
  issueType: { id: string; name: LocalText };
  /** The answer that a new note grows from. */
  from?: { askId: string; expert: { id: string; name: string }; text: string };
  /** Where its members learnt it. */
  miniNetworkId?: string;
  /** The note to change; a new one without it. */
  note?: Note;
  close: () => void;
  saved: () => void;
};
type Texts = Record<Language, string>;

const LONGEST = 600;
const EMPTY: Texts = { FI: '', SV: '', EN: '' };

/** The day half a year from now, as a date field writes it. */
function halfYearOn(): string {
  const day = new Date();
  day.setDate(day.getDate() + 182);
  return day.toISOString().slice(0, 10);
}

export function NoteDialog(props: Props) {
  const { words } = useSpeech();
  return (
    <Modal
      opened
      onClose={props.close}
      size="lg"
      title={props.note ? words.notes.changeTitle : words.notes.writeTitle}
      closeButtonProps={{ 'aria-label': words.common.close }}
    >
      <Form {...props} />
    </Modal>
  );
}

function Form({ issueType, from, miniNetworkId, note, close, saved }: Props) {
  const { words, say, language } = useSpeech();
  const text = words.notes;
  const run = useCommand();
  const first = from ? guessLanguage(from.text, language) : language;
  const [texts, setTexts] = useState<Texts>(() =>
    note
      ? { FI: note.text.fi ?? '', SV: note.text.sv ?? '', EN: note.text.en ?? '' }
      : { ...EMPTY, [first]: (from?.text ?? '').slice(0, LONGEST) },
  );
  const [reviewOn, setReviewOn] = useState(halfYearOn);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const order = [first, ...LANGUAGES.filter((one) => one !== first)];

  const save = async () => {
    setBusy(true);
    setProblem('');
    const kept = {
      fi: texts.FI.trim() || null,
      sv: texts.SV.trim() || null,
      en: texts.EN.trim() || null,
    };
    const review = reviewOn || null;
    const answer = note
      ? await run(
          ChangeNote,
          { noteId: note.id, text: kept, reviewOn: review },
          (data) => data.changeNote,
        )
      : await run(
          WriteNote,
          {
            issueTypeId: issueType.id,
            text: kept,
            reviewOn: review,
            askId: from?.askId ?? null,
            answeredById: from?.expert.id ?? null,
            miniNetworkId: miniNetworkId ?? null,
          },
          (data) => data.writeNote,
        );
    setBusy(false);
    if ('good' in answer) saved();
    else {
      setProblem(
        'problem' in answer ? answer.problem || words.common.problem : words.common.unsure,
      );
    }
  };

  return (
    <form
      className="stack note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p>
        <span className="quiet">{text.about}: </span>
        {say(issueType.name)}
      </p>
      {from ? <p className="quiet">{text.from(from.expert.name)}</p> : null}
      <p className="quiet small">{text.hint}</p>
      {order.map((one, index) => (
        <Textarea
          key={one}
          label={words.languages[one]}
          lang={tagOf(one)}
          autosize
          minRows={index === 0 ? 3 : 1}
          maxLength={LONGEST}
          data-autofocus={index === 0 || undefined}
          value={texts[one]}
          onChange={(event) => setTexts({ ...texts, [one]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        type="date"
        label={text.review}
        value={reviewOn}
        onChange={(event) => setReviewOn(event.currentTarget.value)}
      />
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <Button type="submit" loading={busy}>
          {text.save}
        </Button>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
    </form>
  );
}
