import type { Words } from '../en';

export const insights: Words['insights'] = {
  title: 'Nätverk',
  headline: (share) => `${share} av ärendena hänvisades vidare.`,
  redirectSays: (range) => `Kunden hänvisades vidare i ${range} av ärendena`,
  firstContactSays: (customer, strict) =>
    `Som kunderna upplevde det löstes ${customer} vid första kontakten; helt utan överlämning ${strict}`,
  verdictSays: (solved, repeated, answered) =>
    `På direkt fråga säger ${solved} av kunderna att ärendet löstes och ${repeated} att de fick upprepa sig; av de tillfrågade svarade ${answered}.`,
  ofAnswers: (answers) => `(av ${answers} svar, 95 % konfidensintervall).`,
  verdictNone: 'För få kunder har tillfrågats för att säga hur de ser på det.',
  solvedBySelf: 'Löst enligt kunden',
  repeatedBySelf: 'Fick upprepa sig',
  flowSays: (from, to, count) => `Mest går från ${from} till ${to}: ${count} överlämningar.`,
  ofCases: (cases) => `(${cases} ärenden, 95 % intervall).`,
  unit: 'Enhet',
  redirected: 'Hänvisade vidare',
  cases: 'Ärenden',
  strict: 'Strikt',
  customer: 'Som kunden upplevde det',
  gross: 'alla ärenden',
  net: 'de som kunde lösas',
  from: 'Från',
  to: 'Till',
  count: 'Överlämningar',
  share: 'Av alla',
  median: 'Tas vanligtvis emot inom',
  allFlows: (n) => `Visa alla ${n}`,
  tooFew: 'för få för att säga',
  files: 'Ta siffrorna med dig:',
  why: 'Vad är det här?',
  asOf: (when) => `Enligt uppgifterna ${when}.`,
};
