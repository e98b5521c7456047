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
};
