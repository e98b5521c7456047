import type { Words } from '../en';

export const period: Words['period'] = {
  label: 'Period',
  choices: {
    all: 'All tid',
    quarter: 'Senaste kvartalet',
    half: 'Ett halvår',
    year: 'Ett år',
    days: 'Egna dagar',
  },
  from: 'Första dagen',
  to: 'Sista dagen',
  backwards: 'Perioden slutar innan den börjar, så all tid visas.',
  whole:
    'Siffrorna gäller hela månader, flera tillsammans där få har arbetat under en månad. Varje rubrik säger vilka dagar den handlar om.',
  empty: 'Inget överlämnades under de här dagarna.',
  showAll: 'Visa all tid',
};
