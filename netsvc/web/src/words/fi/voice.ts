import type { Words } from '../en';

export const voice: Words['voice'] = {
  title: 'Vielä lopuksi: miten asiakas sen näkee?',
  solved: 'Ratkesiko asia?',
  repeated: 'Joutuiko asiakas toistamaan asiaansa?',
  yes: 'Kyllä',
  no: 'Ei',
  wouldNotSay: 'Ei halunnut vastata',
  link: 'Anna linkki sen sijaan',
  linkHow: 'Asiakas vastaa tästä kerran, kahden viikon kuluessa:',
  thanks: 'Kiitos, tallennettu. Vastaus kuuluu yksikölle, ei koskaan vain sinulle.',
  noted: 'Merkitty, että kysyttiin.',
};
