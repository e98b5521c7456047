import { Checkbox } from '@mantine/core';
import { useQuery } from 'urql';
import { useSpeech } from '../words';
import type { IssueType, Suggestion } from './model';
import { TOGETHER } from './offering';
import { OfferTimesQuery } from './queries';
import { useDesk } from './state';

/** What happens after the key press: who is asked, for how long, and who is asked then. */
export function NextUp({ issueType, next }: { issueType: IssueType | null; next: Suggestion[] }) {
  const { words } = useSpeech();
  const { desk, dispatch } = useDesk();
  const text = words.offering;
  const [{ data }] = useQuery({
    query: OfferTimesQuery,
    variables: { issueTypeId: issueType?.id ?? null },
    requestPolicy: 'cache-first',
  });
  const seconds = Math.round(data?.offerTimes.warmSeconds ?? 45);
  const name = desk.chosen?.expert.name;
  const free = next.filter((one) => one.freeNow);
  const beside = desk.together ? free.slice(0, TOGETHER - 1) : [];
  const then = free[beside.length]?.expert.name;
  const asked = [name ?? '', ...beside.map((one) => one.expert.name)];
  return (
    <>
      <p className="quiet small next-up">
        {!name ? (
          words.desk.chooseWho
        ) : (
          <>
            {beside.length > 0 ? text.askedTogether(asked) : words.desk.nextWarm(name)}{' '}
            {then ? text.ifNoAnswer(seconds, then) : text.ifNoAnswerDuty(seconds)}
          </>
        )}
      </p>
      {name && free.length > 0 ? (
        <Checkbox
          size="sm"
          checked={desk.together}
          onChange={(event) => dispatch({ do: 'together', together: event.currentTarget.checked })}
          label={
            <>
              {text.together} <kbd>Alt B</kbd>
            </>
          }
        />
      ) : null}
    </>
  );
}
