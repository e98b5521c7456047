import type { Words } from '../en';

export const pictures: Words['pictures'] = {
  take: 'Matriisi kuvana:',
  failed: 'Kuvaa ei voitu tehdä. SVG toimii kaikkialla.',
};
