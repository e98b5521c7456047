import type { Words } from '../en';

export const tabs: Words['tabs'] = {
  label: 'Kunder på gång',
  fresh: 'Ny kund',
  open: 'En kund till',
  close: 'Stäng',
  full: (most) => `Högst ${most} kunder samtidigt.`,
  news: 'något nytt',
  heard: (label) => `Något nytt: ${label}`,
  caseTitle: 'Ska kontakten avslutas?',
  caseLead: (number) =>
    `Ärende ${number} är fortfarande ditt. Det finns kvar bland dina ärenden, och ett öppet erbjudande om att ta över genast återtas.`,
  caseDo: 'Avsluta kontakten och stäng',
  draftTitle: 'Ska det du skrivit kastas?',
  draftLead: 'Inget ärende är öppnat än, så inget av det sparas.',
  draftDo: 'Kasta',
  stay: 'Stanna här',
  keyOpen: 'en kund till',
  keyNext: 'nästa kunds flik',
  keyPrevious: 'föregående kunds flik',
  keyClose: 'stäng fliken',
};
