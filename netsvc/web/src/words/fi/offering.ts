import type { Words } from '../en';

const list = (names: string[]) => new Intl.ListFormat('fi', { type: 'conjunction' }).format(names);

export const offering: Words['offering'] = {
  askedAs: {
    CHOSEN: '',
    NEXT: '',
    POINTED_TO: 'kollegan suosittelema',
    ON_DUTY: 'päivystää',
    BACKUP: 'sijaistaa',
    UNIT_BACKUP: 'yksikön varahenkilö',
  },
  whyAsked: {
    CHOSEN: '',
    NEXT: '',
    POINTED_TO: 'Kollega sanoi, että tunnet tämän paremmin.',
    ON_DUTY: 'Päivystät tällaisia asioita.',
    BACKUP: 'Sijaistat kollegaa.',
    UNIT_BACKUP: 'Olet yksikön varahenkilö.',
  },
  together: 'Kysy kolmelta parhaalta yhtä aikaa',
  keyTogether: 'kysy kolmelta yhtä aikaa',
  askedTogether: (names) =>
    `Seuraavaksi: kysytään yhtä aikaa (${list(names)}); ensin ehtinyt saa asian.`,
  ifNoAnswer: (seconds, name) =>
    `Jos vastausta ei tule ${seconds} sekunnissa, vuorossa on ${name}.`,
  ifNoAnswerDuty: (seconds) =>
    `Jos vastausta ei tule ${seconds} sekunnissa, kysytään päivystäjältä tai sijaiselta.`,
  steps: 'Keneltä on kysytty',
  thenNext: (name) => `Jos tämä ei onnistu, vuorossa on ${name}.`,
  thenDuty: 'Jos tämä ei onnistu, kysytään päivystäjältä tai sijaiselta.',
  nobodyLeft: 'Kukaan ei ehtinyt ottaa asiaa nyt',
  nobodyLeftDo: 'Lupaa asiakkaalle, milloin häneen otetaan yhteyttä, ja siirrä asia myöhemmäksi.',
  promiseAndHandOver: 'Lupaa ja siirrä myöhemmäksi',
  needs: (name, fields) => `${name} tarvitsee lisää: ${list(fields)}`,
  needsSome: (name) => `${name} tarvitsee lisää tietoja`,
  needsDo: 'Kysy asiakkaalta, täydennä ja siirrä uudelleen.',
  promiseTitle: 'Mitä asiakkaalle luvataan?',
  promiseLead: (name) =>
    `Asiaa tarjotaan: ${name}. Lupaus kulkee asian mukana, oli se kenellä tahansa.`,
  promiseWhat: 'Lupaamme',
  promiseWhatDefault: 'Otamme sinuun yhteyttä tästä asiasta',
  promiseBy: 'Mihin mennessä',
  promiseTime: (when, hours) => `${when} (${hours} työtuntia)`,
  promiseDo: 'Lupaa ja siirrä',
  promises: 'Lupaukseni',
  promisesEmpty: 'Ei lupauksia odottamassa.',
  promiseKept: 'Tehty',
  promiseKeptDone: (number) => `Asian ${number} lupaus on pidetty.`,
  promiseLate: 'myöhässä',
  promiseOpen: 'määräaika',
  promiseOverdueNews: (number) => `Asian ${number} lupaus on myöhässä.`,
  customerPromised: (what, when) => `Asiakkaalle on luvattu: ${what}, ${when} mennessä.`,
  madeAway: 'Kaksi tarjousta jäi vastaamatta peräkkäin, joten sinut merkittiin poissa olevaksi.',
  madeAwayDo: 'Olen taas paikalla',
  better: 'Kuka tietää paremmin? Kirjoita nimi',
  betterHint: 'Häneltä kysytään seuraavaksi. Voit myös jättää tyhjäksi ja kirjoittaa rivin.',
  betterNone: 'Ei ketään sillä nimellä',
  missing: 'Mikä puuttuu?',
};
