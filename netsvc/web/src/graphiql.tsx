import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createStreamClient } from './client';

const root = document.getElementById('graphiql');
if (!root) throw new Error('graphiql.html has no #graphiql');
root.style.height = '100vh';
// The page is served at the address of the schema that it asks.
const fetcher = createGraphiQLFetcher({
  url: location.pathname,
  wsClient: createStreamClient(),
});
createRoot(root).render(<GraphiQL fetcher={fetcher} />);
