import type { Words } from '../en';

export const contact: Words['contact'] = {
  withCustomer: 'Asiakkaan kanssa',
  end: 'Päätä yhteydenotto',
  done: (number) => `Yhteydenotto ohi. Asia ${number} odottaa sinulla.`,
  key: 'päätä yhteydenotto',
};
