import type { Words } from '../en';

export const alerts: Words['alerts'] = {
  label: 'Kun tarjous tai kysymys tulee',
  sound: 'Lyhyt ääni',
  desktop: 'Ilmoitus työpöydälle',
  forbidden: 'Selaimesi ei salli sitä tälle sivustolle.',
  title: (who) => (who ? `Uusi tarjous: ${who}` : 'Uusi tarjous'),
  titleAsk: (who) => (who ? `${who} kysyy, asiakas odottaa` : 'Kysymys, asiakas odottaa'),
};
