import type { Words } from '../en';

export const period: Words['period'] = {
  label: 'Ajanjakso',
  choices: {
    all: 'Koko aika',
    quarter: 'Viime neljännes',
    half: 'Puoli vuotta',
    year: 'Vuosi',
    days: 'Omat päivät',
  },
  from: 'Ensimmäinen päivä',
  to: 'Viimeinen päivä',
  backwards: 'Jakso päättyy ennen alkuaan, joten näytetään koko aika.',
  whole:
    'Luvut kattavat kokonaisia kuukausia, monta yhdessä, jos kuukaudessa on ollut vähän tekijöitä. Jokainen otsikko kertoo, mistä päivistä on kyse.',
  empty: 'Näinä päivinä ei siirretty mitään.',
  showAll: 'Näytä koko aika',
};
