import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/core';
import { createClient as createStream, type Client as Stream } from 'graphql-ws';

/** One GraphQL client a signed-in person; `onSignedOut` is called when the service says so. */
export function createClient(onSignedOut: () => void): Client {
  return new Client({
    url: '/graphql',
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

/** Reconnecting is ours (see live.tsx): it has to resume after the last event seen. */
export function createStreamClient(): Stream {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  return createStream({
    url: `${scheme}://${location.host}/graphql`,
    lazy: true,
    retryAttempts: 0,
    keepAlive: 15_000,
  });
}
