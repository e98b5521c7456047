import type { Words } from '../en';

export const palette: Words['palette'] = {
  title: 'Etsi mitä vain',
  placeholder: 'Henkilö, yksikkö, asiatyyppi, asia tai sivu',
  pages: 'Sivut',
  people: 'Henkilöt',
  units: 'Yksiköt',
  issueTypes: 'Asiatyypit',
  cases: 'Asiat',
  keys: 'Näppäimet',
  nothing: 'Ei mitään sillä nimellä.',
  hint: 'Nuolet valitsevat, Enter avaa, Esc sulkee.',
};
