import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const backend = process.env.NETSVC_DEV_BACKEND ?? 'http://127.0.0.1:8000';
const page = (name: string) => new URL(name, import.meta.url).pathname;

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The development IDE alone is that large; people never load it.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: { input: { index: page('index.html'), graphiql: page('graphiql.html') } },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { target: backend, ws: true },
      '/insights': backend,
      '/auth': backend,
    },
  },
});
