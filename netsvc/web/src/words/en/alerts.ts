export const alerts = {
  label: 'When an offer or a question comes',
  sound: 'A short sound',
  desktop: 'A notice on the desktop',
  forbidden: 'Your browser does not allow it for this site.',
  title: (who: string) => (who ? `New offer from ${who}` : 'New offer'),
  titleAsk: (who: string) =>
    who ? `${who} asks, the customer waits` : 'A question, the customer waits',
};
