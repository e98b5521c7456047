import type { Words } from '../en';

export const cases: Words['cases'] = {
  title: 'Asiat',
  filter: 'Mitkä asiat',
  search: 'Asian numero, asiakas tai sanoja',
  count: (n, more) => (more ? `Ensimmäiset ${n}` : n === 1 ? '1 asia' : `${n} asiaa`),
  number: 'Numero',
  words: 'Sanat',
  about: 'Koskee',
  owner: 'Kenellä',
  state: 'Tila',
  opened: 'Avattu',
  empty: 'Täällä ei ole asioita.',
  emptyMine: 'Sinulla ei ole avoimia asioita. Niitä tulee työpöydältä ja siirroista, jotka otat.',
  promisedBy: 'luvattu viimeistään',
  emptyOverdue: 'Yksikään asiakkaalle annettu lupaus ei ole myöhässä.',
  searchHow: 'Uusin ensin. Asiakasnumeroa verrataan vain salatussa muodossa, eikä sitä säilytetä.',
  notFound: (search) => `Haulla ”${search}” ei löydy täältä mitään.`,
  notFoundMore: 'Kokeile sanan osaa, asian numeroa tai asiakasnumeroa, tai etsi kaikista asioista.',
};
