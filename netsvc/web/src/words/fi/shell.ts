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
  awayMeanwhile: 'Yhteytesi oli hetken poikki, joten näyit muille poissa olevana. Olet taas vapaa.',
  backOnline: 'Yhteys palasi',
  live: 'Yhteydessä',
};
