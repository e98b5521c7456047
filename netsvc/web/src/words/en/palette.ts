export const palette = {
  title: 'Find anything',
  placeholder: 'A person, unit, issue type, case or page',
  pages: 'Pages',
  people: 'People',
  units: 'Units',
  issueTypes: 'Issue types',
  cases: 'Cases',
  keys: 'Keys',
  nothing: 'Nothing by that name.',
  hint: 'Arrows choose, Enter opens, Esc closes.',
};
