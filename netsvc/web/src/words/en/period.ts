export const period = {
  label: 'Period',
  choices: {
    all: 'All time',
    quarter: 'Last quarter',
    half: 'Half a year',
    year: 'Year',
    days: 'Own days',
  },
  from: 'First day',
  to: 'Last day',
  backwards: 'The period ends before it begins, so everything is shown.',
  whole:
    'Figures cover whole months, several together where few people worked in one. Each heading says which days it is about.',
  empty: 'Nothing was handed over in these days.',
  showAll: 'Show all time',
};
