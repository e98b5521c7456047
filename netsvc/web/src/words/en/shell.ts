export const shell = {
  language: 'Language',
  theme: { label: 'Colours', auto: 'As the system', light: 'Light', dark: 'Dark' },
  presenceLabel: 'Your presence',
  changePresence: 'Change your presence',
  signOut: 'Sign out',
  find: 'Find anything',
  offline: 'No connection. Reconnecting…',
  offlineSafe: 'What you have written stays here.',
  awayMeanwhile:
    'Your connection was gone for a while, so others saw you as away. You are shown as free again.',
  backOnline: 'Connected again',
  live: 'Live',
};
