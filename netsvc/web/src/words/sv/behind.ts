import type { Words } from '../en';

export const behind: Words['behind'] = {
  title: 'Ärendena bakom rutan',
  show: 'Visa ärendena bakom rutan',
  hide: 'Dölj ärendena',
  none: 'Inget av ärendena finns kvar.',
  notYours: 'Själva ärendena läses av kundrådgivare och sakkunniga, som sköter dem.',
  together:
    'Här står små enheter tillsammans, så ärendena bakom dem räknas inte upp: det skulle skilja dem åt igen.',
};
