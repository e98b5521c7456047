export const cases = {
  title: 'Cases',
  filter: 'Which cases',
  search: 'Case number, customer or words',
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
  promisedBy: 'promised by',
  emptyOverdue: 'No promise to a customer has run out.',
  searchHow:
    'Newest first. A customer’s number is only compared in its scrambled form and is not kept.',
  notFound: (search: string) => `Nothing for “${search}” here.`,
  notFoundMore:
    'Try a part of a word, a case number, the customer’s number, or look among all cases.',
};
