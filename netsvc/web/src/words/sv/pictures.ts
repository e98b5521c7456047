import type { Words } from '../en';

export const pictures: Words['pictures'] = {
  take: 'Matrisen som bild:',
  failed: 'Bilden kunde inte göras. SVG fungerar överallt.',
};
