import { useEffect } from 'react';
import { useQuery } from 'urql';
import { Path, useDeciders } from '../after/Conference';
import { StoryQuery } from '../after/queries';
import { useLive } from '../live';
import { useMe } from '../me';
import { Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { useDesk } from './state';

export const CONFER = 'confer';

/** What happened to the case in hand beside its offers, read again whenever one hears of it. */
function useStory() {
  const { desk } = useDesk();
  const { listen, connection } = useLive();
  const id = desk.opened?.id ?? '';
  const [{ data }, read] = useQuery({
    query: StoryQuery,
    variables: { id },
    pause: id === '',
    requestPolicy: 'cache-and-network',
  });
  useEffect(
    () =>
      listen(({ handover }) => {
        if (handover?.case.id === id) read({ requestPolicy: 'network-only' });
      }),
    [listen, read, id],
  );
  useEffect(() => {
    if (connection > 1) read({ requestPolicy: 'network-only' });
  }, [connection, read]);
  return data?.caseStory ?? null;
}

/** Why the receiver gave the case back. */
export function GivenBack({ leg }: { leg: string }) {
  const { words, locale } = useSpeech();
  const given = useStory()?.returns.findLast((one) => one.handover?.id === leg);
  if (!given) return null;
  const why = words.after.returnReasons[given.reason];
  return (
    <>
      <p>{why.charAt(0).toLocaleUpperCase(locale) + why.slice(1)}.</p>
      {given.note ? <blockquote>{given.note}</blockquote> : null}
    </>
  );
}

/** Who names the owner of the case in hand, where it has been, and live who it is. */
export function Conferring() {
  const { words } = useSpeech();
  const text = words.after;
  const me = useMe().expert.id;
  const deciders = useDeciders();
  const conference = useStory()?.conferences.at(-1);
  const named = conference?.named;
  const who = named ? (named.id === me ? text.namedYou : text.nameDone(named.name)) : '';
  return (
    <>
      <p role="status" className="conferring-named">
        {who ? <Mark meaning="done">{who}</Mark> : null}
      </p>
      {conference?.note ? <blockquote>{conference.note}</blockquote> : null}
      {conference ? (
        <>
          {named ? null : (
            <p>
              {text.conferenceWhy(text.loops[conference.kind])}{' '}
              {text.conferenceWho(deciders(conference))}
            </p>
          )}
          <Path path={conference.path} />
        </>
      ) : null}
    </>
  );
}
