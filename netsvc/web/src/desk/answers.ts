import { useCallback, useEffect, useRef, useState, type Dispatch } from 'react';
import { useClient } from 'urql';
import { OfferQuery } from '../graphql/queries';
import { useLive } from '../live';
import type { Action, Desk } from './model';
import { openLegs } from './offering';

/** Follows the offer: by the stream, and by asking after a gap or when its time is up. */
export function useAnswers(desk: Desk, dispatch: Dispatch<Action>) {
  const client = useClient();
  const { listen, connection } = useLive();
  const open = desk.stage === 'offered' ? desk.offer : null;
  const id = open?.id;
  const expiresAt = open?.expiresAt;

  useEffect(
    () =>
      listen(({ handover }) => {
        if (handover) dispatch({ do: 'answered', offer: handover });
      }),
    [listen, dispatch],
  );

  const lookAt = useRef<(handoverId: string) => Promise<void>>(() => Promise.resolve());
  const look = useCallback(
    async (handoverId: string) => {
      const result = await client
        .query(OfferQuery, { id: handoverId }, { requestPolicy: 'network-only' })
        .toPromise();
      const node = result.data?.node;
      if (node?.__typename !== 'Handover') return;
      dispatch({ do: 'answered', offer: node });
      const asked = openLegs(node)[0];
      if (asked && asked.id !== node.id) await lookAt.current(asked.id);
    },
    [client, dispatch],
  );
  // After a gap, and after a reload: what happened meanwhile is in no event to come.
  const [kept] = useState(id);
  useEffect(() => {
    lookAt.current = look;
  }, [look]);
  useEffect(() => {
    if (id && (connection > 1 || (connection === 1 && id === kept))) void look(id);
  }, [id, kept, connection, look]);
  useEffect(() => {
    if (!id || !expiresAt) return;
    const timer = setInterval(() => {
      if (Date.now() > Date.parse(expiresAt) + 2000) void look(id);
    }, 2000);
    return () => clearInterval(timer);
  }, [id, expiresAt, look]);
}
