import type { Words } from '../en';

export const directory: Words['directory'] = {
  person: 'Henkilö',
  units: 'Yksiköt',
  speaks: 'Palvelukielet',
  skills: 'Kertoo osaavansa',
  level: ['hieman', 'hyvin', 'perusteellisesti'],
  networks: 'Miniverkostot',
  room: 'Tilaa asioille',
  people: 'Henkilöt',
  partOf: 'Kuuluu',
  parts: 'Sisältää',
  openNow: 'Avoinna nyt',
  closedNow: 'Nyt kiinni',
  noSkills: 'Ei ilmoitettu.',
  answersFor: 'Vastaa asioista',
  noPeople: 'Kukaan ei kuulu suoraan tähän yksikköön. Katso sen osia.',
  freeOf: (free, all) => `vapaana ${free}/${all}`,
  issueTypes: 'Asiatyypit',
  issueTypesLead: 'Millaiset asiat netsvc tuntee ja mitä kunkin mukana pitää siirtyä.',
  issueTypesSearch: 'Hae asiatyyppejä',
  issueTypesCount: (n) => (n === 1 ? '1 asiatyyppi' : `${n} asiatyyppiä`),
};
