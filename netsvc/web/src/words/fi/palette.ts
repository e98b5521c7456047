import type { Words } from '../en';

export const palette: Words['palette'] = {
  title: 'Etsi mitä vain',
  placeholder: 'Henkilö, yksikkö, asiatyyppi, miniverkosto, asia tai sivu',
  pages: 'Sivut',
  people: 'Henkilöt',
  units: 'Yksiköt',
  issueTypes: 'Asiatyypit',
  cases: 'Asiat',
  keys: 'Näppäimet',
  nothing: 'Ei mitään sillä nimellä.',
  hint: 'Nuolet valitsevat, Enter avaa, Esc sulkee.',
  networks: 'Miniverkostot',
  toDesk: 'työpöydälle',
  keysHere: 'Tämän sivun näppäimet',
  keySearch: 'hae',
  keyMove: 'luettelossa ylös ja alas',
  keyOpen: 'avaa',
  results: (n) => (n === 1 ? '1 löytyi' : `${n} löytyi`),
};
