import { useState } from 'react';
import { useCommand } from '../commands';
import { useLive } from '../live';
import { NoteDialog } from '../notes/NoteDialog';
import { Mark, type Meaning } from '../ui/Mark';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import { allPassed, answersOf, live, markable, waitingOf, type Ask, type Reply } from './model';
import { MarkHelped, WithdrawAsk } from './queries';

const MEANINGS: Record<Ask['state'], Meaning> = {
  OPEN: 'waiting',
  ANSWERED: 'now',
  HELPED: 'done',
  CLOSED: 'away',
};

/** One question and what has come of it; answers are announced where the list is. */
export function AskThread({ ask, done }: { ask: Ask; done: (news: string) => void }) {
  const { words, say, locale } = useSpeech();
  const text = words.asks;
  const run = useCommand();
  const { refresh } = useLive();
  const [noting, setNoting] = useState<Reply | null>(null);
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const waiting = waitingOf(ask).map((reply) => reply.expert?.name ?? words.common.somebody);
  const tell = (
    answer: { good: unknown } | { problem: string } | { unsure: true },
    good: string,
  ) => {
    if ('good' in answer) done(good);
    else done('problem' in answer ? answer.problem || words.common.problem : words.common.unsure);
    refresh();
  };
  const mark = async ({ expert }: Reply) => {
    if (!expert) return;
    const answer = await run(
      MarkHelped,
      { askId: ask.id, expertId: expert.id },
      (data) => data.markHelped,
    );
    tell(answer, text.helpedThanks(expert.name));
  };
  const withdraw = async () => {
    tell(
      await run(WithdrawAsk, { askId: ask.id }, (data) => data.withdrawAsk),
      text.closed.WITHDRAWN,
    );
  };

  return (
    <article className="ask" data-state={ask.state}>
      <p className="ask-question">{ask.question}</p>
      <p className="row small">
        <Mark meaning={MEANINGS[ask.state]}>{text.states[ask.state]}</Mark>
        {waiting.length > 0 ? (
          <span className="quiet">{text.waitsFor(list.format(waiting))}</span>
        ) : null}
        {ask.miniNetwork ? <span className="quiet">{say(ask.miniNetwork.name)}</span> : null}
        {ask.closeReason && answersOf(ask).length === 0 ? (
          <span className="quiet">{text.closed[ask.closeReason]}</span>
        ) : null}
      </p>
      {answersOf(ask).map((reply) => (
        <div key={reply.expert?.id} className="ask-answer">
          <h3>{text.answerOf(reply.expert?.name ?? words.common.somebody)}</h3>
          <blockquote>{reply.text}</blockquote>
          <div className="row">
            {reply.helped ? <Mark meaning="done">{text.helped}</Mark> : null}
            {markable(ask) ? (
              <PrimaryButton rank={RANK.helped} onClick={() => void mark(reply)}>
                {text.helps}
              </PrimaryButton>
            ) : null}
            {ask.issueType ? (
              <button type="button" className="plain" onClick={() => setNoting(reply)}>
                {text.makeNote}
              </button>
            ) : null}
          </div>
        </div>
      ))}
      {ask.replies
        .filter((reply) => reply.state === 'PASSED' && reply.passReason)
        .map((reply) => (
          <p key={reply.expert?.id} className="quiet small">
            {text.passed(
              reply.expert?.name ?? words.common.somebody,
              reply.passReason ? text.passReasons[reply.passReason] : '',
            )}
          </p>
        ))}
      {allPassed(ask) ? <p>{text.allPassed}</p> : null}
      {live(ask) && answersOf(ask).length === 0 ? (
        <button type="button" className="plain small" onClick={() => void withdraw()}>
          {text.withdraw}
        </button>
      ) : null}
      {ask.issueType && noting?.expert ? (
        <NoteDialog
          issueType={ask.issueType}
          from={{ askId: ask.id, expert: noting.expert, text: noting.text ?? '' }}
          close={() => setNoting(null)}
          saved={() => {
            setNoting(null);
            done(words.notes.saved);
          }}
        />
      ) : null}
    </article>
  );
}
