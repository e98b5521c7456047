import type { CodegenConfig } from '@graphql-codegen/cli';

const api = (name: string, documents: string | string[]) => ({
  schema: `../../schema/${name}.graphql`,
  documents,
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: {
    scalars: { DateTime: 'string', Date: 'string', ID: 'string' },
    enumType: 'string-literal',
    useTypeImports: true,
  },
});

const config: CodegenConfig = {
  generates: {
    './src/generated/': api('operations', [
      'src/graphql/*.ts',
      'src/*/{queries,planQueries,commands}.ts',
      '../api/http/shared_pilot.graphql',
      '!src/insights/*.ts',
    ]),
    './src/generated/insights/': api('insights', 'src/insights/*.ts'),
  },
};

export default config;
