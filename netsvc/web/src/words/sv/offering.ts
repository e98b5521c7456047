import type { Words } from '../en';

const list = (names: string[]) => new Intl.ListFormat('sv', { type: 'conjunction' }).format(names);

export const offering: Words['offering'] = {
  askedAs: {
    CHOSEN: '',
    NEXT: '',
    POINTED_TO: 'föreslagen av en kollega',
    ON_DUTY: 'har jour',
    BACKUP: 'ersättare',
    UNIT_BACKUP: 'enhetens reserv',
  },
  whyAsked: {
    CHOSEN: '',
    NEXT: '',
    POINTED_TO: 'En kollega sade att du kan det här bättre.',
    ON_DUTY: 'Du har jour för sådana ärenden.',
    BACKUP: 'Du ersätter en kollega.',
    UNIT_BACKUP: 'Du är enhetens reserv.',
  },
  together: 'Fråga de tre bästa på en gång',
  askedTogether: (names) =>
    `Härnäst: ${list(names)} tillfrågas på en gång; den som svarar först får ärendet.`,
  ifNoAnswer: (seconds, name) => `Om inget svar kommer inom ${seconds} s står ${name} i tur.`,
  ifNoAnswerDuty: (seconds) =>
    `Om inget svar kommer inom ${seconds} s tillfrågas den som har jour eller ersätter.`,
  steps: 'Vem som har tillfrågats',
  thenNext: (name) => `Om det här inte går står ${name} i tur.`,
  thenDuty: 'Om det här inte går tillfrågas den som har jour eller ersätter.',
  nobodyLeft: 'Ingen kunde ta ärendet nu',
  nobodyLeftDo: 'Lova kunden när hen kontaktas och lämna över ärendet till senare.',
  promiseAndHandOver: 'Lova och lämna över till senare',
  needs: (name, fields) => `${name} behöver mer: ${list(fields)}`,
  needsSome: (name) => `${name} behöver fler uppgifter`,
  needsDo: 'Fråga kunden, fyll i och lämna över igen.',
  promiseTitle: 'Vad får kunden veta?',
  promiseLead: (name) =>
    `${name} tillfrågas om att ta över. Löftet följer ärendet, vem som än har det.`,
  promiseWhat: 'Vi lovar',
  promiseWhatDefault: 'Vi kontaktar dig om det här ärendet',
  promiseBy: 'Senast när',
  promiseTime: (when, hours) => `${when} (${hours} arbetstimmar)`,
  promiseDo: 'Lova och lämna över',
  promises: 'Mina löften',
  promisesEmpty: 'Du är inte skyldig någon något.',
  promiseKept: 'Klart',
  promiseKeptDone: (number) => `Löftet i ärende ${number} är uppfyllt.`,
  promiseLate: 'försenat',
  promiseOpen: 'senast',
  promiseOverdueNews: (number) => `Ett löfte i ärende ${number} är försenat.`,
  customerPromised: (what, when) => `Kunden har lovats: ${what}, senast ${when}.`,
  madeAway: 'Du missade två erbjudanden i rad, så du är markerad som frånvarande.',
  madeAwayDo: 'Jag är här igen',
  better: 'Vem vet bättre? Skriv ett namn',
  betterHint: 'Hen tillfrågas härnäst. Eller lämna tomt och skriv en rad.',
  betterNone: 'Ingen med det namnet',
  missing: 'Vad saknas?',
};
