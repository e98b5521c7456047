import type { Words } from '../en';

export const packet: Words['packet'] = {
  neededFor: (why) => `Varför: ${why}`,
  sensitive: 'Känslig uppgift: bara de som sköter ärendet ser den.',
  choose: 'Välj',
  yes: 'Ja',
  no: 'Nej',
  skip: 'Lämna bort, säg varför',
  unskip: 'Fyll i ändå',
  skipNote: 'Några ord till, om du vill',
  skipNoteOf: (label) => `”${label}”: några ord till, om du vill`,
  skipReasons: {
    CUSTOMER_DOES_NOT_KNOW: 'kunden vet inte',
    NO_TIME: 'det fanns inte tid att fråga',
    REFUSED: 'kunden vill inte berätta',
    NOT_RELEVANT: 'uppgiften hör inte till ärendet',
  },
  fillIn: (label) => `Fyll i ”${label}”, eller lämna bort uppgiften och säg varför.`,
  unfit: {
    NUMBER: (label) => `Skriv ”${label}” som ett tal, till exempel 3 eller 12,5.`,
    MONEY: (label) => `Skriv ”${label}” i euro, till exempel 845 eller 845,50.`,
    OTHER: (label) => `Kontrollera ”${label}”.`,
  },
  skippedBecause: (why) => `Bortlämnad: ${why}`,
  notFilled: 'Inte ifylld',
  hidden: 'Bara de som sköter ärendet ser uppgiften.',
  marks: {
    ASKED_AGAIN: 'Måste frågas på nytt',
    MISSING: 'Behövdes men saknades',
    NEVER_USED: 'Behövdes inte',
  },
  allUseful: 'Allt fanns med och var till nytta',
  markWhy: 'Ett tryck räcker. Märkningen gäller fältet, aldrig avsändaren.',
  marked: 'Noterat, tack.',
  keySkip: 'lämna bort ett fält',
};
