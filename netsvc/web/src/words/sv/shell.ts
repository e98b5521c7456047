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
  awayMeanwhile:
    'Din anslutning var borta en stund, så andra såg dig som borta. Nu visas du som ledig igen.',
  backOnline: 'Anslutningen är tillbaka',
  live: 'Ansluten',
};
