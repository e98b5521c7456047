import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { createClient as createStream, type Client as Stream } from 'graphql-ws';

/** Longer than the service takes at most; a network that went silent must not hold a button. */
const LONGEST_REQUEST = 20_000;
const LONGEST_PONG = 5_000;

const fetchInTime: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(LONGEST_REQUEST);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  return fetch(input, { ...init, signal });
};

const BETWEEN_TRIES = 1_500;
const MOST_TRIES = 120;

/** Figures that are being made from the database are asked for again until they are there. */
export const fetchWhenReady: typeof fetch = async (input, init) => {
  for (let tries = 1; ; tries++) {
    const answer = await fetchInTime(input, init);
    if (tries >= MOST_TRIES || !(await isBeingMade(answer))) return answer;
    await new Promise((go) => setTimeout(go, BETWEEN_TRIES));
    init?.signal?.throwIfAborted();
  }
};

async function isBeingMade(answer: Response): Promise<boolean> {
  if (!answer.url.endsWith('/insights')) return false;
  const text = await answer.clone().text();
  return /"code"\s*:\s*"(NOT_READY|DEADLINE_EXCEEDED)"/.test(text);
}

/** One GraphQL client a signed-in person; `onSignedOut` is called when the service says so. */
export function createClient(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
    fetch: fetchWhenReady,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      cacheExchange,
      mapExchange({
        onError(error) {
          if (error.graphQLErrors.some((one) => one.extensions.code === 'NOT_SIGNED_IN')) {
            onSignedOut();
          }
        },
      }),
      fetchExchange,
    ],
  });
}

/**
 * Reconnecting is ours (see live.tsx): it has to resume after the last event seen. A network that
 * goes silent closes no socket, so one that does not answer a ping in time is ended here.
 */
export function createStreamClient(): Stream {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  let patience = 0;
  const stream = createStream({
    url: `${scheme}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: 0,
    keepAlive: 10_000,
    on: {
      ping: (received) => {
        if (!received) patience = window.setTimeout(() => stream.terminate(), LONGEST_PONG);
      },
      pong: (received) => {
        if (received) window.clearTimeout(patience);
      },
      closed: () => window.clearTimeout(patience),
    },
  });
  return stream;
}
