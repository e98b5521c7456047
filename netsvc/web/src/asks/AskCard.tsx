import { Button } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import { useCommand } from '../commands';
import type { AskPassReason } from '../generated/graphql';
import { useLive } from '../live';
import { Ago } from '../time';
import { Mark } from '../ui/Mark';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import type { Ask } from './model';
import { AnswerAsk, PassAsk } from './queries';

/** A question to me: what is asked, and three ways to deal with it. */
export function AskCard({ ask, done }: { ask: Ask; done: (news: string) => void }) {
  const { words, say } = useSpeech();
  const text = words.asks;
  const run = useCommand();
  const { refresh } = useLive();
  const title = useId();
  const field = useId();
  const [answer, setAnswer] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const finish = (
    got: { good: unknown } | { problem: string } | { unsure: true },
    news: string,
  ) => {
    setBusy(false);
    if ('good' in got) done(news);
    else setProblem('problem' in got ? got.problem || words.common.problem : words.common.unsure);
    refresh();
  };
  const send = async () => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    finish(
      await run(AnswerAsk, { askId: ask.id, answer }, (data) => data.answerAsk),
      text.answered,
    );
  };
  const pass = async (reason: AskPassReason) => {
    setBusy(true);
    finish(await run(PassAsk, { askId: ask.id, reason }, (data) => data.passAsk), text.passedDone);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  const unit = ask.askerUnit ? say(ask.askerUnit.name) : words.common.unknown;
  return (
    <article className="offer" aria-labelledby={title} aria-busy={busy}>
      <div className="row offer-top">
        <h3 id={title}>{text.asks(ask.asker?.name ?? words.common.somebody, unit)}</h3>
        <span className="quiet">
          <Ago at={ask.askedAt} />
        </span>
      </div>
      <p className="row">
        <Mark meaning={ask.customerWaits ? 'waiting' : 'away'}>
          {ask.customerWaits ? text.customerWaits : text.noHurry},{' '}
          {words.inLanguage[ask.case.language]}
        </Mark>
        {ask.issueType ? <span>{say(ask.issueType.name)}</span> : null}
      </p>
      <blockquote className="offer-words">{ask.question}</blockquote>
      {ask.case.words === ask.question ? null : (
        <p>
          <span className="quiet">{text.matter}: </span>
          {ask.case.words}
        </p>
      )}
      <div>
        <label htmlFor={field}>{text.yourAnswer}</label>
        <textarea
          id={field}
          className="input"
          rows={2}
          maxLength={2000}
          aria-describedby={`${field}-hint`}
          value={answer}
          onKeyDown={onKey}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <span id={`${field}-hint`} className="quiet small">
          {text.questionHint}
        </span>
      </div>
      <p role="alert" className="panel-message">
        {problem}
      </p>
      <div className="row offer-do">
        <PrimaryButton rank={RANK.question} loading={busy} onClick={() => void send()}>
          {text.answer}
        </PrimaryButton>
        <Button
          variant="default"
          disabled={busy}
          title={text.passHelp}
          onClick={() => void pass('CANT_NOW')}
        >
          {text.cantNow}
        </Button>
        <Button
          variant="default"
          disabled={busy}
          title={text.passHelp}
          onClick={() => void pass('NOT_MINE')}
        >
          {text.notMine}
        </Button>
      </div>
    </article>
  );
}
