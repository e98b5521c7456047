import type { Words } from '../en';

export const contact: Words['contact'] = {
  withCustomer: 'Med kunden',
  end: 'Avsluta kontakten',
  done: (number) => `Kontakten slut. Ärende ${number} väntar hos dig.`,
  key: 'avsluta kontakten',
};
