import type { Words } from '../en';

export const shell: Words['shell'] = {
  language: 'Kieli',
  theme: { label: 'Värit', auto: 'Kuten laitteessa', light: 'Vaalea', dark: 'Tumma' },
  presenceLabel: 'Tilasi',
  changePresence: 'Vaihda tilaasi',
  signOut: 'Kirjaudu ulos',
  find: 'Etsi mitä vain',
  offline: 'Ei yhteyttä. Yhdistetään uudelleen…',
  offlineSafe: 'Kirjoittamasi säilyy tässä.',
  backOnline: 'Yhteys palasi',
  live: 'Yhteydessä',
};
