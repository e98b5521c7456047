export const cases = {
  title: 'Cases',
  filter: 'Which cases',
  search: 'Search by words or number',
  count: (n: number, more: boolean) =>
    more ? `The first ${n}` : n === 1 ? '1 case' : `${n} cases`,
  number: 'Number',
  words: 'Words',
  about: 'About',
  owner: 'Whose',
  state: 'State',
  opened: 'Opened',
  empty: 'No cases here.',
  emptyMine: 'You have no open cases. They come from the desk and from offers you accept.',
};
