import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { MeQuery } from '../graphql/queries';
import { useLive, type LiveEvent } from '../live';
import { useWords } from '../words';

const ABOUT_PRESENCE: ReadonlySet<LiveEvent['kind']> = new Set([
  'PRESENCE_CHANGED',
  'CONNECTION_LOST',
  'CONNECTION_BACK',
]);

/** Keeps the presence that is shown true, and says when netsvc changed it by itself. */
export function PresenceNews() {
  const words = useWords();
  const { listen } = useLive();
  const [back, setBack] = useState(false);
  const [, readMe] = useQuery({ query: MeQuery, pause: true });

  useEffect(
    () =>
      listen(({ kind }) => {
        if (!ABOUT_PRESENCE.has(kind)) return;
        readMe({ requestPolicy: 'network-only' });
        setBack(kind === 'CONNECTION_BACK');
      }),
    [listen, readMe],
  );

  return (
    <div role="status" className={back ? 'presence-news' : 'hidden'}>
      {back ? (
        <>
          {words.shell.awayMeanwhile}{' '}
          <button type="button" className="tool" onClick={() => setBack(false)}>
            {words.common.close}
          </button>
        </>
      ) : null}
    </div>
  );
}
