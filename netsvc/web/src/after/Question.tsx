import { Textarea } from '@mantine/core';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { useCommand } from '../commands';
import type { SenderQuestionPartsFragment } from '../generated/graphql';
import { PrimaryButton, RANK } from '../ui/Primary';
import { useSpeech } from '../words';
import { AnswerSender } from './queries';

type Props = {
  question: SenderQuestionPartsFragment;
  done: (news: string) => void;
  elsewhere?: boolean;
};

/** A question to me as the sender of a handover. */
export function QuestionCard({ question, done, elsewhere = false }: Props) {
  const { words } = useSpeech();
  const text = words.after;
  const run = useCommand();
  const title = useId();
  const [answer, setAnswer] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const said = await run(
      AnswerSender,
      { questionId: question.id, answer: answer.trim() },
      (data) => data.answerSenderQuestion,
    );
    setBusy(false);
    if ('good' in said) done(text.answered);
    else setProblem('problem' in said ? said.problem : words.common.unsure);
  };
  return (
    <article className="question" aria-labelledby={title}>
      <h3 id={title}>
        {text.askedYou(question.askedBy?.name ?? words.common.somebody)}
        {elsewhere ? (
          <>
            {', '}
            <Link href={`/cases/${encodeURIComponent(question.case.id)}`}>
              {question.case.number}
            </Link>
          </>
        ) : null}
      </h3>
      <blockquote>{question.question}</blockquote>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Textarea
          label={text.answer}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <p role="alert" className="panel-message">
          {problem}
        </p>
        <div>
          <PrimaryButton rank={RANK.question} type="submit" loading={busy}>
            {text.answerDo}
          </PrimaryButton>
        </div>
      </form>
    </article>
  );
}
