import { readFileSync } from 'node:fs';
import { print, stripIgnoredCharacters, type DocumentNode } from 'graphql';
import type { Plugin } from 'vite';

const DOCUMENT = /^export const (\w+?)(?:Document|FragmentDoc) = (\{.*\}) as unknown as/gm;
const CALL = /\bgraphql\(`([^`]*)`\)/g;
const NAME = /^\s*(?:query|mutation|subscription|fragment)\s+(\w+)/;

/**
 * Puts each operation, with its fragments, as text where it is asked for. As generated, one table
 * holds them all as syntax trees, two thirds of the whole app, and every page would load it.
 * Types stay what they are; urql takes text as well as trees.
 */
export function documentsInPlace(folder: URL): Plugin {
  const tables = new Map<string, Map<string, string>>();
  const table = (api: string) => {
    const known = tables.get(api) ?? read(new URL(`${api}graphql.ts`, folder));
    tables.set(api, known);
    return known;
  };
  return {
    name: 'netsvc:documents-in-place',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/(?!generated\/).*\.tsx?$/, code: 'graphql(`' },
      handler: (code, id) => {
        const documents = table(/from '[./]*\/generated\/insights'/.test(code) ? 'insights/' : '');
        return code.replace(CALL, (_, source: string) => {
          const found = documents.get(NAME.exec(source)?.[1] ?? '');
          if (found === undefined) throw new Error(`${id}: an operation that was not generated`);
          return JSON.stringify(found);
        });
      },
    },
  };
}

function read(file: URL): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, tree] of readFileSync(file, 'utf8').matchAll(DOCUMENT)) {
    if (!name || !tree) continue;
    found.set(name, stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode)));
  }
  return found;
}
