import type { Words } from '../en';

export const position: Words['position'] = {
  title: 'Oma paikkani verkostossa',
  lead: 'Missä olet kollegoiden välissä antamiesi ja ottamiesi siirtojen perusteella, koko ajalta. Vain sinä näet tämän; se ei ole järjestys eikä tavoite.',
  none: 'Et ole vielä antanut etkä ottanut siirtoa, joten näytettävää ei ole.',
  more: (low, high) =>
    `enemmän kuin useimmilla kollegoilla, joista puolet on välillä ${low}–${high}.`,
  less: (low, high) =>
    `vähemmän kuin useimmilla kollegoilla, joista puolet on välillä ${low}–${high}.`,
  alike: (low, high) => `kuten kollegoilla, joista puolet on välillä ${low}–${high}.`,
  estimated: (low, high) =>
    `Näin suuressa verkostossa luku on arvio otoksesta: todennäköisimmin välillä ${low}–${high} (95 %:n väli).`,
  among: (count, group) => `Vertailussa ${count} kollegaa: ${group}.`,
  tooFew: 'Alle viidellä kollegalla on siirtoja, joten heidän lukujaan ei näytetä.',
  away: 'Jos en olisi täällä',
  awaySays: (handovers, apart) =>
    `Annoit tai otit ${handovers} siirtoa. Ihmispareja, jotka tavoittavat toisensa vain sinun kauttasi: ${apart}.`,
  awayLinks: 'Yksiköt, jotka ovat yhteydessä vain sinun kauttasi:',
  awayNone: 'Mitkään kaksi yksikköä eivät ole yhteydessä vain sinun kauttasi.',
  leave: 'Jätä minut pois',
  comeBack: 'Ota minut taas mukaan',
  leftOut: 'Olet jäänyt pois: paikastasi ei lasketa mitään.',
  leaveSays:
    'Kun jäät pois, paikkaasi ei lasketa kenellekään, ja kollegoiden luvut tehdään ilman sinua seuraavasta tilannekuvasta alkaen. Se, mitä yksiköt tekevät yhdessä, sisältää yhä työsi, sillä siinä ei koskaan näy alle viittä ihmistä.',
};
