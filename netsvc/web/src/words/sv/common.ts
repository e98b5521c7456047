import type { Words } from '../en';

export const common: Words['common'] = {
  cancel: 'Avbryt',
  close: 'Stäng',
  back: 'Tillbaka',
  again: 'Försök igen',
  more: 'Visa fler',
  loading: 'Hämtar…',
  unknown: 'okänt',
  none: 'inget',
  optional: 'frivilligt',
  noteLabel: 'En kommentar',
  problem: 'Det gick inte',
  unsure: 'Vi vet inte om det gick fram. Försök igen: det kan inte ske två gånger.',
  failed: 'Vi kunde inte hämta uppgifterna.',
  failedSafe: 'Inget gick förlorat. Försök igen om en stund.',
  notYours: 'Den här sidan hör inte till din roll',
  notYoursWho: (who) => `Den är för: ${who}.`,
  notFound: 'Det finns inget på den här adressen',
  notFoundGo: 'Gå till början',
  nobody: 'ingen',
  somebody: 'någon',
};
