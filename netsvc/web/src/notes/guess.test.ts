import { expect, test } from 'vitest';
import { guessLanguage } from './guess';

test('a sentence tells its language', () => {
  expect(guessLanguage('Ja, om hyran har stigit och avtalet är nytt.', 'FI')).toBe('SV');
  expect(guessLanguage('Kyllä, jos vuokra on noussut ja sopimus on uusi.', 'EN')).toBe('FI');
  expect(guessLanguage('Yes, if the rent went up and they have a contract.', 'FI')).toBe('EN');
});

test('what tells nothing is in the language of the writer', () => {
  expect(guessLanguage('', 'SV')).toBe('SV');
  expect(guessLanguage('845 €', 'FI')).toBe('FI');
});
