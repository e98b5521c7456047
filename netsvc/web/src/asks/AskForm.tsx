import { Button, Radio } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useCommand } from '../commands';
import type { OpenedCase } from '../desk/model';
import { useLive } from '../live';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import type { To } from './model';
import { AskExperts } from './queries';

type Props = {
  matter: string;
  choices: To[];
  /** The case, opened now if it was not yet; null where that did not work. */
  open: () => Promise<OpenedCase | null>;
  close: () => void;
};

const keyOf = (to: To) => (to.kind === 'best' ? 'best' : `${to.kind} ${to.id}`);

/** A question about the case in hand: the words are there already, Enter sends it. */
export function AskForm({ matter, choices, open, close }: Props) {
  const { words, locale } = useSpeech();
  const text = words.asks;
  const run = useCommand();
  const { refresh } = useLive();
  const field = useRef<HTMLTextAreaElement>(null);
  const [question, setQuestion] = useState(matter);
  const [whom, setWhom] = useState(() => (choices[0] ? keyOf(choices[0]) : ''));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const chosen = choices.find((to) => keyOf(to) === whom) ?? choices[0];

  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);

  const send = async () => {
    if (busy || !chosen) return;
    setBusy(true);
    setProblem('');
    const opened = await open();
    if (!opened) {
      setBusy(false);
      return;
    }
    const answer = await run(
      AskExperts,
      {
        caseId: opened.id,
        question,
        expertIds: chosen.kind === 'one' ? [chosen.id] : chosen.kind === 'best' ? chosen.ids : null,
        miniNetworkId: chosen.kind === 'network' ? chosen.id : null,
      },
      (data) => data.askExperts,
    );
    setBusy(false);
    if ('good' in answer) {
      refresh();
      close();
    } else {
      setProblem(
        'problem' in answer ? answer.problem || words.common.problem : words.common.unsure,
      );
    }
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Enter') {
      // the desk's own keys hand the case over; in here they ask
      event.stopPropagation();
      if (event.shiftKey || (event.target as HTMLElement).tagName === 'BUTTON') return;
      event.preventDefault();
      void send();
    }
  };

  const nameOf = (to: To) =>
    to.kind === 'one'
      ? text.toOne(to.name)
      : to.kind === 'best'
        ? text.toBest(list.format(to.names))
        : text.toNetwork(to.name);

  return (
    // The keys belong to the fields and buttons inside.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="ask-form stack"
      aria-label={text.formTitle}
      aria-busy={busy}
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{text.formTitle}</h3>
      <div>
        <label htmlFor="ask-question">{text.question}</label>
        <textarea
          id="ask-question"
          ref={field}
          className="input"
          rows={3}
          maxLength={1000}
          aria-describedby="ask-hint"
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
        />
        <span id="ask-hint" className="quiet small">
          {text.questionHint}
        </span>
      </div>
      {choices.length > 0 ? (
        <Radio.Group label={text.toWhom} value={whom} onChange={setWhom}>
          <div className="stack ask-choices">
            {choices.map((to) => (
              <Radio key={keyOf(to)} value={keyOf(to)} label={nameOf(to)} />
            ))}
          </div>
        </Radio.Group>
      ) : (
        <p>{words.desk.chooseFirst}</p>
      )}
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row">
        <PrimaryButton
          rank={RANK.asking}
          type="submit"
          loading={busy}
          disabled={choices.length === 0}
        >
          {text.send}
        </PrimaryButton>
        <Button variant="default" onClick={close}>
          {words.common.cancel}
        </Button>
      </div>
      <p className="quiet small">{text.stays}</p>
    </form>
  );
}
