import type { Words } from '../en';

export const position: Words['position'] = {
  title: 'Min plats i nätverket',
  lead: 'Var du står mellan kollegerna enligt de överlämningar som du har gett och tagit emot, för hela tiden. Bara du ser det; det är ingen rangordning och inget mål.',
  none: 'Du har varken gett eller tagit emot en överlämning ännu, så det finns inget att visa.',
  more: (low, high) =>
    `mer än de flesta kolleger, av vilka hälften ligger mellan ${low} och ${high}.`,
  less: (low, high) =>
    `mindre än de flesta kolleger, av vilka hälften ligger mellan ${low} och ${high}.`,
  alike: (low, high) => `som kollegerna, av vilka hälften ligger mellan ${low} och ${high}.`,
  estimated: (low, high) =>
    `I ett så stort nätverk är det här en uppskattning av ett urval: troligast mellan ${low} och ${high} (95 % intervall).`,
  among: (count, group) => `Bredvid ${count} kolleger: ${group}.`,
  tooFew: 'Färre än fem kolleger har överlämningar, så deras visas inte.',
  away: 'Om jag vore borta',
  awaySays: (handovers, apart) =>
    `Du gav eller tog emot ${handovers} överlämningar. Par av människor som når varandra bara genom dig: ${apart}.`,
  awayLinks: 'Enheter som har kontakt bara genom dig:',
  awayNone: 'Inga två enheter har kontakt bara genom dig.',
  leave: 'Lämna mig utanför',
  comeBack: 'Ta med mig igen',
  leftOut: 'Du är utanför: inget räknas ut om din plats.',
  leaveSays:
    'Utanför räknas din plats inte ut för någon, och kollegernas siffror görs utan dig från och med nästa ögonblicksbild. Det som enheter gör tillsammans innehåller fortfarande ditt arbete, eftersom det aldrig visar färre än fem personer.',
};
