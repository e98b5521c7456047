import type { Words } from '../en';

export const asked: Words['asked'] = {
  answeredSays: (asks, within, helped) =>
    `Medan kunden var kvar ställdes ${asks} frågor. Av dem fick ${within} svar innan kontakten avslutades, och ${helped} av alla sades ha hjälpt.`,
  answeredFew: (asks) =>
    `Medan kunden var kvar ställdes ${asks} frågor. Så få svarade att det inte visas vad svaren ledde till.`,
  noAsks: 'Ingen har ännu frågat en sakkunnig medan kunden var kvar.',
  unitAsked: 'Tillfrågad enhet',
  asked: 'Tillfrågad',
  answered: 'Besvarade',
  helped: 'Svaret hjälpte',
  more: (points, before, after) =>
    `Där ett svar en gång har hjälpt löser enheten nu ${points} fler sådana ärenden på egen hand: nu ${after}, förut ${before}.`,
  fewer: (points, before, after) =>
    `Där ett svar en gång har hjälpt löser enheten nu ${points} färre sådana ärenden på egen hand: nu ${after}, förut ${before}.`,
  cannotTell: (before, after) =>
    `Det går inte ännu att säga om enheterna löser mer på egen hand efter ett svar som hjälpt: nu ${after}, förut ${before} av sådana ärenden.`,
  notMoved: 'Inget svar har hjälpt en enhet så länge att före och efter kan jämföras.',
  points: (low, high) => `${low}–${high} procentenheter`,
  travels: 'Vad som följer med en överlämning',
  againSays: (again, unused) =>
    `${again} av uppgifterna som följde med måste kunden frågas om på nytt; ${unused} behövde ingen.`,
  skippedSays: (skipped) => `${skipped} av uppgifterna lämnades bort med en orsak.`,
  noPackets: 'Ingen har ännu märkt vad som följde med en överlämning.',
  field: 'Fält',
  again: 'Frågades på nytt',
  unused: 'Behövdes inte',
  skipped: 'Lämnades bort',
};
