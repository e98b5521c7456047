import type { Words } from '../en';

export const voice: Words['voice'] = {
  title: 'Innan kunden går: hur ser kunden på det?',
  solved: 'Löstes ärendet?',
  repeated: 'Behövde kunden upprepa sig?',
  yes: 'Ja',
  no: 'Nej',
  wouldNotSay: 'Ville inte svara',
  link: 'Ge en länk i stället',
  linkHow: 'Kunden svarar här en gång, inom två veckor:',
  thanks: 'Tack, sparat. Svaret hör till enheten, aldrig till dig ensam.',
  noted: 'Antecknat att kunden tillfrågades.',
};
