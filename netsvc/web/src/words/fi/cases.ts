import type { Words } from '../en';

export const cases: Words['cases'] = {
  title: 'Asiat',
  filter: 'Mitkä asiat',
  search: 'Hae sanoilla tai numerolla',
  count: (n, more) => (more ? `Ensimmäiset ${n}` : n === 1 ? '1 asia' : `${n} asiaa`),
  number: 'Numero',
  words: 'Sanat',
  about: 'Koskee',
  owner: 'Kenellä',
  state: 'Tila',
  opened: 'Avattu',
  empty: 'Täällä ei ole asioita.',
  emptyMine: 'Sinulla ei ole avoimia asioita. Niitä tulee työpöydältä ja siirroista, jotka otat.',
};
