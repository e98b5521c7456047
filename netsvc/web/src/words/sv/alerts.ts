import type { Words } from '../en';

export const alerts: Words['alerts'] = {
  label: 'När ett erbjudande eller en fråga kommer',
  sound: 'Ett kort ljud',
  desktop: 'En avisering på skrivbordet',
  forbidden: 'Din webbläsare tillåter det inte för den här webbplatsen.',
  title: (who) => (who ? `Nytt erbjudande från ${who}` : 'Nytt erbjudande'),
  titleAsk: (who) => (who ? `${who} frågar, kunden väntar` : 'En fråga, kunden väntar'),
};
