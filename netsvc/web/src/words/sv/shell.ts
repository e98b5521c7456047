import type { Words } from '../en';

export const shell: Words['shell'] = {
  language: 'Språk',
  theme: { label: 'Färger', auto: 'Som i systemet', light: 'Ljust', dark: 'Mörkt' },
  presenceLabel: 'Din status',
  changePresence: 'Ändra din status',
  signOut: 'Logga ut',
  find: 'Sök vad som helst',
  offline: 'Ingen anslutning. Ansluter på nytt…',
  offlineSafe: 'Det du har skrivit finns kvar.',
  backOnline: 'Anslutningen är tillbaka',
  live: 'Ansluten',
};
