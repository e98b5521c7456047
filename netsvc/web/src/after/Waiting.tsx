import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useLive } from '../live';
import { useSpeech } from '../words';
import { ConferenceCard } from './Conference';
import { ConferencesQuery, WaitingQuery } from './queries';
import { QuestionCard } from './Question';

type Props = { done: (news: string) => void };

/** Questions to me as a sender, and conferences in which I may name the owner. */
export function WaitingForMe({ done }: Props) {
  const { words } = useSpeech();
  const text = words.after;
  const { listen, connection } = useLive();
  const [{ data }, read] = useQuery({ query: WaitingQuery, requestPolicy: 'cache-and-network' });
  useEffect(
    () => listen(() => read({ requestPolicy: 'network-only' })),
    [listen, read, connection],
  );
  const finish = (news: string) => {
    done(news);
    read({ requestPolicy: 'network-only' });
  };
  const questions = data?.senderQuestions ?? [];
  const conferences = data?.conferences ?? [];
  return (
    <>
      {questions.length > 0 ? (
        <section aria-labelledby="sender-questions">
          <h2 id="sender-questions">{text.questions}</h2>
          <ul className="offers">
            {questions.map((one) => (
              <li key={one.id}>
                <QuestionCard question={one} done={finish} elsewhere />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {conferences.length > 0 ? (
        <section aria-labelledby="conferences">
          <h2 id="conferences">{text.conferences}</h2>
          {conferences.map((one) => (
            <ConferenceCard key={one.id} conference={one} done={finish} elsewhere />
          ))}
        </section>
      ) : null}
    </>
  );
}

/** The same for managers, who see how work flows. */
export function ConferencesForMe() {
  const { words } = useSpeech();
  const [{ data }, read] = useQuery({ query: ConferencesQuery });
  const conferences = data?.conferences ?? [];
  if (conferences.length === 0) return null;
  return (
    <section aria-labelledby="conferences">
      <h2 id="conferences">{words.after.conferences}</h2>
      {conferences.map((one) => (
        <ConferenceCard
          key={one.id}
          conference={one}
          done={() => read({ requestPolicy: 'network-only' })}
          elsewhere
        />
      ))}
    </section>
  );
}
