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

/** One GraphQL client a signed-in person; `onSignedOut` is called when the service says so. */
export function createClient(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
    fetch: fetchInTime,
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
