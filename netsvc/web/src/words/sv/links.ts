import type { Words } from '../en';

export const links: Words['links'] = {
  level: 'Visa',
  levels: { silos: 'Per silo', units: 'Per enhet' },
  key: '+ fler, − färre än enheternas volymer skulle ge',
  asTable: 'Överlämningarna som tabell',
  byVolume: 'Väntat av volymerna',
  matrix: 'Överlämningar från rad till kolumn',
  matrixHelp:
    'Överlämningar från radens enhet till kolumnens. Piltangenterna flyttar, Enter förklarar rutan.',
  fromTo: 'Från, till',
  hub: (unit, share) => `Minst ${share} av alla går från eller till ${unit}.`,
  blocks: 'Linjerna ramar in enheter som mest lämnar över till varandra.',
  busiest: (shown, all) => `De ${shown} livligaste av ${all} enheter visas.`,
  moreUnits: (n) => `Visa ${n}`,
  fewer: (n) => `Visa de ${n} livligaste`,
  chooseCell:
    'Välj en ruta, en enhet på kartan eller en rundgång: den förklaras här, och alla vyer gäller den.',
  showCell: 'Visa dess ruta',
  clear: 'Visa allt igen',
  cell: {
    more: (from, to, count) =>
      `${from} till ${to}: ${count} överlämningar, fler än volymerna skulle ge`,
    fewer: (from, to, count) =>
      `${from} till ${to}: ${count} överlämningar, färre än volymerna skulle ge`,
    asChance: (from, to, count) =>
      `${from} till ${to}: ${count} överlämningar, som volymerna skulle ge`,
    unknown: (from, to, count) => `${from} till ${to}: ${count} överlämningar`,
    none: (from, to) => `${from} till ${to}: inget att visa`,
  },
  against: {
    more: (count, expected, range) =>
      `${count} överlämningar (95 % intervall ${range}). Vad den ena lämnar över och den andra tar emot totalt skulle ge ${expected}, så mer går den här vägen än av en slump.`,
    fewer: (count, expected, range) =>
      `${count} överlämningar (95 % intervall ${range}). Vad den ena lämnar över och den andra tar emot totalt skulle ge ${expected}, så mindre går den här vägen än av en slump.`,
    asChance: (count, expected, range) =>
      `${count} överlämningar (95 % intervall ${range}), ungefär de ${expected} som det den ena lämnar över och den andra tar emot totalt skulle ge.`,
    unknown: (count) =>
      `${count} överlämningar. Hur många volymerna skulle ge: för få personer för att säga.`,
  },
  count: (count) => `${count} överlämningar.`,
  pace: (half, most) => `Hälften tas emot inom ${half}, nio av tio inom ${most}.`,
  noPace: 'Hur snabbt de tas emot: för få personer för att säga.',
  solved: (half, most) =>
    `Hälften löses inom ${half} från att de erbjudits, nio av tio inom ${most}.`,
  notSolved: 'Hur snabbt de löses: för få personer för att säga.',
  notTimed: 'När överlämningar tas emot är inte antecknat.',
  again: (share) => `Av uppgifterna måste ${share} frågas av kunden på nytt.`,
  ended: (declined, bounced) => `${declined} avböjs, ${bounced} kommer tillbaka.`,
  loopSays: (way, times, hours) =>
    `Mest tid går åt på vägen ${way}: ${times} gånger, sammanlagt ${hours} timmar.`,
  loopIs: (times, hours) => `${times} gånger runt, sammanlagt ${hours} timmar.`,
  ofLoop: 'Alla vyer gäller dess enheter.',
  ofUnit: (sent, received) =>
    `${sent} visade överlämningar till andra, ${received} från andra. Alla vyer gäller den här enheten.`,
  way: 'Väg',
  times: 'Gånger',
  hours: 'Timmar',
  about: 'Gäller oftast',
  noLoops: 'Inget ärende kom tillbaka till en enhet där det redan hade varit.',
  noneOfChosen: 'Inget här gäller det valda.',
  wentRound: (cases, perWeek, busy) =>
    `${cases} ärenden gick omvägar. Den som har jour får ungefär ${perWeek} i veckan och, om veckorna varierar som hittills, högst ${busy} under ungefär 19 veckor av 20.`,
  saves: (hours, steps, bounces) =>
    `Överlämnade direkt hade de sparat ${hours.n} väntetimmar (95 % intervall ${hours.range}), ${steps.n} steg (${steps.range}) och ${bounces.n} återlämningar (${bounces.range}).`,
  savesSteps: (steps, bounces) =>
    `Överlämnade direkt hade de sparat ${steps.n} steg (95 % intervall ${steps.range}) och ${bounces.n} återlämningar (${bounces.range}). Hur länge de väntade är inte antecknat.`,
  savesCustomer:
    'I alla hänvisades kunden vidare eller måste ta kontakt igen; vid direkt överlämning hade ingen behövt göra det. Mellan enheterna fanns inga steg att spara, och hur länge kunderna väntade är inte antecknat.',
  mostly: (types) => `Oftast: ${types}.`,
  held: {
    within: (promised, realised) =>
      `Prövat på slutet av perioden, som hölls undan: ${promised} timmar väntades av det tidigare, ${realised} fanns.`,
    less: (promised, realised) =>
      `Prövat på slutet av perioden, som hölls undan: ${promised} timmar väntades av det tidigare, bara ${realised} fanns. Förslaget lovar mer än det håller.`,
    more: (promised, realised) =>
      `Prövat på slutet av perioden, som hölls undan: ${promised} timmar väntades av det tidigare, hela ${realised} fanns. Behovet växer.`,
  },
  draft: (pair) => `Gör ett utkast till mininätverk: ${pair}`,
  smallTogether: 'Små enheter tillsammans: välj personerna med deras chefer.',
  allProposals: (n) => `Visa alla ${n}`,
  noProposals: 'Inga två enheter hade sparat något på att lämna över direkt.',
  missing: (needs) => `behövdes ${needs} gånger, och ingenting lämnades över direkt.`,
  missingInAll: (n) => `${n} par av enheter behöver varandra så. De mest behövda först:`,
  unlinked: 'Ingen överlämning från den ena till den andra visas.',
  whatIfOpened: 'Tänk om den här länken öppnades?',
  missingTogether: (needs) =>
    `Små enheter behövde varandra ${needs} gånger där ingen någonsin lämnat över direkt. Bakom varje par finns för få personer för att nämna det.`,
  noMissing: 'Enheter vars ärenden behöver varandra lämnar också över dem direkt.',
  lone: 'länken hänger på en enda person.',
  loneInAll: (n) => `${n} länkar hänger på en enda person. De första enligt namn:`,
  noLone: 'Ingen länk hänger på en enda person.',
  whatIfClosed: 'Tänk om den här länken stängdes?',
};
