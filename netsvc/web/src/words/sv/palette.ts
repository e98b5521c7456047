import type { Words } from '../en';

export const palette: Words['palette'] = {
  title: 'Sök vad som helst',
  placeholder: 'En person, enhet, ärendetyp, ett mininätverk, ärende eller en sida',
  pages: 'Sidor',
  people: 'Personer',
  units: 'Enheter',
  issueTypes: 'Ärendetyper',
  cases: 'Ärenden',
  keys: 'Tangenter',
  nothing: 'Inget med det namnet.',
  hint: 'Pilarna väljer, Enter öppnar, Esc stänger.',
  networks: 'Mininätverk',
  toDesk: 'till arbetsbordet',
  keysHere: 'Sidans tangenter',
  keySearch: 'sök',
  keyMove: 'upp och ner i listan',
  keyOpen: 'öppna',
  results: (n) => (n === 1 ? '1 hittades' : `${n} hittades`),
};
