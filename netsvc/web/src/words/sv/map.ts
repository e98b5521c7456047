import type { Words } from '../en';

export const map: Words['map'] = {
  name: 'Karta',
  time: 'Tid',
  whole: 'Hela perioden',
  oneStretch: 'I kortare perioder är människorna för få för att visa hur kartan ändras.',
  silos: 'Silor med bokstav och färg',
  lines:
    'Starka linjer går från silo till silo, bleka stannar inom en. Bredare: fler överlämningar. Större: mer arbete.',
  linesFlat: 'Bredare: fler överlämningar. Större: mer arbete. Nära: mycket överlämnas emellan.',
  picture: (units, links) =>
    `Karta över ${units} enheter och ${links} länkar mellan dem. Tabellen bredvid säger samma sak.`,
  says: (links, from, to, count) =>
    `${links} länkar går från en silo till en annan. Den starkaste förenar ${from} och ${to}: ${count} överlämningar mellan dem visas.`,
  saysFlat: (units, links, from, to, count) =>
    `${units} enheter och ${links} länkar mellan dem. Den starkaste förenar ${from} och ${to}: ${count} överlämningar mellan dem visas.`,
  noBridge: 'Ingen överlämning som visas här går från en silo till en annan.',
  empty: 'Inget har överlämnats mellan enheter. När något gör det finns kartan här.',
  noWebGl: 'Den här webbläsaren kan inte rita den rörliga kartan, så här är en bild av den.',
  closer: 'Närmare',
  further: 'Längre bort',
  wholeMap: 'Hela kartan',
  take: 'För utskrift:',
  unit: 'Enhet',
  sent: 'Till andra',
  received: 'Från andra',
  inside: 'Inom enheten',
  allUnits: (n) => `Visa alla ${n} enheter`,
  rest: (n) => `${n} överlämningar hos övriga små enheter har ingen plats på kartan.`,
  inSilo: (silo) => `Silo: ${silo}`,
  noLinks: 'Inga länkar till andra enheter visas för den här tiden.',
  thereAndBack: (there, back) => `${there} dit, ${back} tillbaka`,
  people: 'Enhetens sida',
  peopleHidden: 'Färre än fem personer hör till enheten, så ingen nämns vid namn.',
  peopleOf: (n: number) => `Personer: ${n}`,
  peopleNamed: (unit: string) => `${unit}: personer efter namn`,
  peopleLeft: 'Den som har bett att bli utelämnad från kartan nämns inte här.',
  dash: '– betyder: inga, eller för få personer för att säga.',
  close: 'Stäng',
};
