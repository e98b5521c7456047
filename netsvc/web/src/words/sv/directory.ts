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
  answersFor: 'Ansvarar för',
  noPeople: 'Ingen hör direkt till den här enheten. Se på dess delar.',
  freeOf: (free, all) => `${free} av ${all} lediga nu`,
  issueTypes: 'Ärendetyper',
  issueTypesLead:
    'De slags ärenden som netsvc känner till, och vad som måste följa med vart och ett.',
  issueTypesSearch: 'Sök ärendetyper',
  issueTypesCount: (n) => (n === 1 ? '1 ärendetyp' : `${n} ärendetyper`),
};
