import type { Words } from '../en';

export const palette: Words['palette'] = {
  title: 'Sök vad som helst',
  placeholder: 'Person, enhet, ärendetyp, ärende eller sida',
  pages: 'Sidor',
  people: 'Personer',
  units: 'Enheter',
  issueTypes: 'Ärendetyper',
  cases: 'Ärenden',
  keys: 'Tangenter',
  nothing: 'Inget med det namnet.',
  hint: 'Pilarna väljer, Enter öppnar, Esc stänger.',
};
