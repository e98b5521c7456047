import type { IssueTypeInput, TaxonomyTypePartsFragment } from '../generated/graphql';

export const CODES = ['fi', 'sv', 'en'] as const;
export type Code = (typeof CODES)[number];
export type Texts = Record<Code, string>;
export type Form = {
  name: Texts;
  description: Texts;
  synonyms: Texts;
  examples: Texts;
  broaderId: string;
};

const NOTHING: Texts = { fi: '', sv: '', en: '' };
export const EMPTY: Form = {
  name: NOTHING,
  description: NOTHING,
  synonyms: NOTHING,
  examples: NOTHING,
  broaderId: '',
};

const lines = (list: readonly string[]) => list.join('\n');
export const listed = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export function formOf(type: TaxonomyTypePartsFragment): Form {
  return {
    name: pick(type.name),
    description: pick(type.description),
    synonyms: {
      fi: lines(type.synonymsFi),
      sv: lines(type.synonymsSv),
      en: lines(type.synonymsEn),
    },
    examples: {
      fi: lines(type.examplesFi),
      sv: lines(type.examplesSv),
      en: lines(type.examplesEn),
    },
    broaderId: type.broader?.id ?? '',
  };
}

const pick = ({ fi, sv, en }: Texts): Texts => ({ fi, sv, en });
const lists = ({ fi, sv, en }: Texts) => ({ fi: listed(fi), sv: listed(sv), en: listed(en) });

export function inputOf(form: Form): IssueTypeInput {
  return {
    name: form.name,
    description: form.description,
    synonyms: lists(form.synonyms),
    examples: lists(form.examples),
    broaderId: form.broaderId || null,
  };
}

/** The form with a customer's word among the synonyms of its language. */
export function withSynonym(form: Form, code: Code, word: string): Form {
  const known = listed(form.synonyms[code]);
  if (known.includes(word)) return form;
  return { ...form, synonyms: { ...form.synonyms, [code]: lines([...known, word]) } };
}
