import { useEffect } from 'react';
import { Link } from 'wouter';
import { useLive } from '../live';
import { Empty } from '../ui/states';
import { useSpeech } from '../words';
import { AskCard } from './AskCard';
import { AskThread } from './AskThread';

/** Questions to me and from me, and my own effort, which only I see. */
export function AskInbox({ done }: { done: (news: string) => void }) {
  const { words } = useSpeech();
  const text = words.asks;
  const { asks, listen } = useLive();

  useEffect(
    () =>
      listen(({ kind, ask }) => {
        if (!ask) return;
        const said = ask.replies.filter((reply) => reply.state === 'ANSWERED').at(-1)?.expert?.name;
        if (kind === 'ASKED') done(text.newAsk(ask.asker?.name ?? words.common.somebody));
        else if (kind === 'ASK_CLOSED') done(text.goneAsk);
        else if (kind === 'HELPED') done(text.yourHelp);
        else if (kind === 'ANSWERED' && said) done(text.newAnswer(said));
      }),
    [listen, done, text, words],
  );

  if (!asks) return null;
  const mine = [...asks.mine].reverse();
  return (
    <>
      <section aria-labelledby="asks">
        <h2 id="asks">{text.toYou}</h2>
        {asks.toMe.length === 0 ? <Empty>{text.empty}</Empty> : null}
        <ul className="offers">
          {asks.toMe.map((ask) => (
            <li key={ask.id}>
              <AskCard ask={ask} done={done} />
            </li>
          ))}
        </ul>
        <p className="quiet small ask-effort">
          {text.effort(asks.effort.answered, asks.effort.helped)}
        </p>
      </section>
      {mine.length > 0 ? (
        <section aria-labelledby="asked">
          <h2 id="asked">{text.yours}</h2>
          <ul className="stack">
            {mine.map((ask) => (
              <li key={ask.id}>
                <Link href={`/cases/${encodeURIComponent(ask.case.id)}`} className="small">
                  {ask.case.number}
                </Link>
                <AskThread ask={ask} done={done} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
