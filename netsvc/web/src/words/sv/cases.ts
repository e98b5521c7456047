import type { Words } from '../en';

export const cases: Words['cases'] = {
  title: 'Ärenden',
  filter: 'Vilka ärenden',
  search: 'Ärendenummer, kund eller ord',
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
  promisedBy: 'lovat senast',
  emptyOverdue: 'Inget löfte till en kund är försenat.',
  searchHow: 'Nyast först. Kundnumret jämförs bara i krypterad form och sparas inte.',
  notFound: (search) => `Inget för ”${search}” här.`,
  notFoundMore:
    'Prova en del av ett ord, ett ärendenummer eller kundnumret, eller sök bland alla ärenden.',
};
