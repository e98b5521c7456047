import type { AskedAs } from '../../generated/graphql';

const list = (names: string[]) =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
const askedAs: Record<AskedAs, string> = {
  CHOSEN: '',
  NEXT: '',
  POINTED_TO: 'pointed to',
  ON_DUTY: 'on duty',
  BACKUP: 'stands in',
  UNIT_BACKUP: 'backup of the unit',
};
const whyAsked: Record<AskedAs, string> = {
  CHOSEN: '',
  NEXT: '',
  POINTED_TO: 'A colleague said you know this better.',
  ON_DUTY: 'You are on duty for such matters.',
  BACKUP: 'You stand in for a colleague.',
  UNIT_BACKUP: 'You stand in for the unit.',
};

export const offering = {
  askedAs,
  whyAsked,
  together: 'Ask the best three at once',
  keyTogether: 'ask three at once',
  askedTogether: (names: string[]) =>
    `Happens next: ${list(names)} are asked at once; who accepts first has it.`,
  ifNoAnswer: (seconds: number, name: string) => `If no answer in ${seconds} s, ${name} is asked.`,
  ifNoAnswerDuty: (seconds: number) =>
    `If no answer in ${seconds} s, whoever is on duty or stands in is asked.`,
  steps: 'Who was asked',
  thenNext: (name: string) => `If this does not work, ${name} is asked.`,
  thenDuty: 'If this does not work, whoever is on duty or stands in is asked.',
  nobodyLeft: 'Nobody could take it now',
  nobodyLeftDo: 'Promise the customer when they are contacted, and hand the case over for later.',
  promiseAndHandOver: 'Promise and hand over for later',
  needs: (name: string, fields: string[]) => `${name} needs more: ${list(fields)}`,
  needsSome: (name: string) => `${name} needs more information`,
  needsDo: 'Ask the customer, fill it in and hand over again.',
  promiseTitle: 'What does the customer get to know?',
  promiseLead: (name: string) =>
    `${name} is asked to take it over. The promise follows the case, whoever has it.`,
  promiseWhat: 'We promise',
  promiseWhatDefault: 'We contact you about this matter',
  promiseBy: 'By when',
  promiseTime: (when: string, hours: number) => `${when} (${hours} working hours)`,
  promiseDo: 'Promise and hand over',
  promises: 'My promises due',
  promisesEmpty: 'You owe nobody anything.',
  promiseKept: 'Done',
  promiseKeptDone: (number: string) => `Promise of case ${number} kept.`,
  promiseLate: 'overdue',
  promiseOpen: 'due',
  promiseOverdueNews: (number: string) => `A promise of case ${number} is overdue.`,
  customerPromised: (what: string, when: string) =>
    `The customer was promised: ${what}, by ${when}.`,
  madeAway: 'You missed two offers in a row, so you are marked away.',
  madeAwayDo: 'I’m here again',
  better: 'Who knows better? Type a name',
  betterHint: 'They are asked next. Or leave it empty and write a line.',
  betterNone: 'Nobody by that name',
  missing: 'What is missing?',
};
