import type { Words } from '../en';

export const cases: Words['cases'] = {
  title: 'Ärenden',
  filter: 'Vilka ärenden',
  search: 'Sök på ord eller nummer',
  count: (n, more) => (more ? `De första ${n}` : n === 1 ? '1 ärende' : `${n} ärenden`),
  number: 'Nummer',
  words: 'Ord',
  about: 'Gäller',
  owner: 'Hos vem',
  state: 'Läge',
  opened: 'Öppnat',
  empty: 'Inga ärenden här.',
  emptyMine:
    'Du har inga öppna ärenden. De kommer från arbetsbordet och från överlämningar du tar emot.',
};
