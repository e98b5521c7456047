import { Button } from '@mantine/core';
import { useCommand } from '../commands';
import { KeepPromise } from '../inbox/queries';
import { useLive } from '../live';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import type { WholeCase } from './CasePage';

type Props = { matter: WholeCase; mine: boolean; done: (news: string) => void };

/** What the customer waits for; whoever has the case owes it and says when it is done. */
export function Promises({ matter, mine, done }: Props) {
  const { words, locale } = useSpeech();
  const text = words.offering;
  const run = useCommand();
  const { refresh } = useLive();
  const due = matter.promises.filter((one) => !one.fulfilledAt && one.state !== 'RELEASED');
  const keep = async (id: string) => {
    const answer = await run(KeepPromise, { promiseId: id }, (data) => data.keepPromise);
    if ('good' in answer) done(text.promiseKeptDone(matter.number));
    else done('problem' in answer ? answer.problem : words.common.unsure);
    refresh();
  };
  if (due.length === 0) return null;
  return (
    <ul className="case-promises" aria-label={words.case.promise}>
      {due.map((one) => (
        <li key={one.id} className="row">
          <Mark meaning={one.state === 'BROKEN' ? 'problem' : 'waiting'}>
            {one.state === 'BROKEN' ? text.promiseLate : text.promiseOpen}{' '}
            <time dateTime={one.dueAt}>{exact(one.dueAt, locale)}</time>
          </Mark>
          <span>{one.what}</span>
          {mine ? (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${text.promiseKept}, ${one.what}`}
              onClick={() => void keep(one.id)}
            >
              {text.promiseKept}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
