import type { Words } from '../en';

export const issueTypes: Words['issueTypes'] = {
  title: 'Ärendetyp',
  partOf: 'Hör till',
  travels: 'Vad som följer med när ärendet överlämnas',
  lead: (n) =>
    n === 0
      ? 'Bara kundens egna ord följer med ärendet.'
      : n === 1
        ? 'En uppgift frågas, så att kunden inte behöver upprepa den.'
        : `${n} uppgifter frågas, så att kunden inte behöver upprepa dem.`,
  required: 'ska fyllas i',
  sensitive: 'känslig',
  edit: 'Ändra vad som följer med',
  whoEdits: 'En administratör kan ändra detta.',
  editLead:
    'Fråga bara det som mottagaren behöver. Erbjudanden som redan är gjorda behåller sina fält.',
  types: {
    TEXT: 'text, en rad',
    LONG_TEXT: 'text, flera rader',
    NUMBER: 'tal',
    MONEY: 'euro',
    DATE: 'datum',
    YES_NO: 'ja eller nej',
    CHOICE: 'val',
  },
  field: (n) => `Fält ${n}`,
  name: 'Kort namn',
  nameHelp: 'Bokstäver a–z och siffror. Mätningarna räknas på det, så byt inte ett som används.',
  type: 'Typ av svar',
  label: 'Vad som frågas',
  help: 'Hur det fylls i',
  why: 'Varför det behövs',
  whyHelp: 'På alla tre språk eller på inget.',
  requiredBox: 'Ska fyllas i, eller lämnas bort med en orsak',
  sensitiveBox: 'Känslig: bara de som sköter ärendet ser den, och den skickas ingenstans',
  options: 'Alternativ',
  option: (n) => `Alternativ ${n}`,
  addOption: 'Lägg till ett alternativ',
  removeOption: (n) => `Ta bort alternativ ${n}`,
  add: 'Lägg till ett fält',
  up: (label) => `Flytta upp ”${label}”`,
  down: (label) => `Flytta ner ”${label}”`,
  remove: (label) => `Ta bort ”${label}”`,
  upShort: 'Upp',
  downShort: 'Ner',
  removeShort: 'Ta bort',
  save: 'Spara',
  cancel: 'Låt vara som det var',
  saved: 'Sparat. Nästa överlämning frågar efter dessa.',
};
