import { expect, test } from 'vitest';
import { EMPTY, inputOf, withSynonym } from './model';

test('lines become lists without blanks, and no area is none', () => {
  const input = inputOf({ ...EMPTY, synonyms: { fi: ' vuokra \n\ntuki', sv: '', en: '' } });
  expect(input.synonyms).toEqual({ fi: ['vuokra', 'tuki'], sv: [], en: [] });
  expect(input.broaderId).toBeNull();
});

test('a word is added once, to its own language', () => {
  const once = withSynonym(EMPTY, 'sv', 'hyra');
  expect(once.synonyms).toEqual({ fi: '', sv: 'hyra', en: '' });
  expect(withSynonym(once, 'sv', 'hyra')).toBe(once);
});
