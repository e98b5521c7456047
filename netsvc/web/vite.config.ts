import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { documentsInPlace } from './documents';

const backend = process.env.NETSVC_DEV_BACKEND ?? 'http://127.0.0.1:8000';
const page = (name: string) => new URL(name, import.meta.url).pathname;

/** GraphiQL carries fonts as data: addresses, which the content security policy refuses. */
const withoutDataFonts: Plugin = {
  name: 'netsvc:without-data-fonts',
  enforce: 'pre',
  transform: {
    filter: { id: /graphiql.*\.css$/ },
    handler: (code) => code.replace(/@font-face\s*\{[^}]*data:[^}]*\}/g, ''),
  },
};

export default defineConfig({
  plugins: [
    documentsInPlace(new URL('src/generated/', import.meta.url)),
    react(),
    withoutDataFonts,
  ],
  build: {
    target: 'es2022',
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The development IDE alone is that large; people never load it.
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: { index: page('index.html'), graphiql: page('graphiql.html') },
      // "use no memo" in GraphiQL's packages speaks to another compiler than this one.
      onLog: (level, log, handler) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
      },
    },
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
