import type { Words } from '../en';

export const directory: Words['directory'] = {
  person: 'Person',
  units: 'Enheter',
  speaks: 'Talar',
  skills: 'Säger sig kunna',
  level: ['lite', 'bra', 'grundligt'],
  networks: 'Mininätverk',
  room: 'Plats för ärenden',
  people: 'Personer',
  partOf: 'Hör till',
  parts: 'Består av',
  openNow: 'Öppet nu',
  closedNow: 'Stängt nu',
  noSkills: 'Inget angett.',
};
