import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema/operations.graphql',
  documents: ['src/graphql/*.ts'],
  generates: {
    './src/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        scalars: { DateTime: 'string', ID: 'string' },
        enumType: 'string-literal',
        useTypeImports: true,
      },
    },
  },
};

export default config;
