import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useCommand } from '../commands';
import { useLive } from '../live';
import { Mark } from '../ui/Mark';
import { Empty } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import { KeepPromise, MyPromises as Query } from './queries';

/** What I owe customers, soonest due first; overdue ones stay until they are done. */
export function MyPromises({ done }: { done: (news: string) => void }) {
  const { words, locale } = useSpeech();
  const text = words.offering;
  const run = useCommand();
  const { listen, refresh, connection, inbox } = useLive();
  const [{ data }, read] = useQuery({ query: Query, requestPolicy: 'cache-and-network' });

  useEffect(
    () =>
      listen(({ kind, handover }) => {
        read({ requestPolicy: 'network-only' });
        if (kind === 'PROMISE_OVERDUE') done(text.promiseOverdueNews(handover?.case.number ?? ''));
      }),
    [listen, read, done, text],
  );
  // Whoever has a case has its promises, and nobody is sent an event of what they did themselves.
  const mine = inbox?.myCases.map((one) => one.id).join(' ');
  useEffect(() => {
    if (connection > 1 || mine !== undefined) read({ requestPolicy: 'network-only' });
  }, [connection, mine, read]);

  const keep = async (id: string, number: string) => {
    const answer = await run(KeepPromise, { promiseId: id }, (got) => got.keepPromise);
    if ('good' in answer) done(text.promiseKeptDone(number));
    else done('problem' in answer ? answer.problem : words.common.unsure);
    read({ requestPolicy: 'network-only' });
    refresh();
  };
  const promises = data?.myPromises ?? [];
  return (
    <section aria-labelledby="promises">
      <h2 id="promises">{text.promises}</h2>
      {promises.length === 0 ? <Empty>{text.promisesEmpty}</Empty> : null}
      <ul className="lines">
        {promises.map((one) => (
          <li key={one.id}>
            <div className="stack line-text">
              <div className="row">
                <Link href={`/cases/${encodeURIComponent(one.case.id)}`}>{one.case.number}</Link>
                <Mark meaning={one.state === 'BROKEN' ? 'problem' : 'waiting'}>
                  {one.state === 'BROKEN' ? text.promiseLate : text.promiseOpen}{' '}
                  <time dateTime={one.dueAt}>{exact(one.dueAt, locale)}</time>
                </Mark>
              </div>
              <p>{one.what}</p>
            </div>
            <Button
              variant="default"
              aria-label={`${text.promiseKept}, ${one.case.number}`}
              onClick={() => void keep(one.id, one.case.number)}
            >
              {text.promiseKept}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
