import type { Words } from '../en';

export const whatIf: Words['whatIf'] = {
  title: 'Tänk om?',
  more: 'Välj en ändring. Svaret fås genom att det som hände spelas upp på nytt, och antagandena står bredvid.',
  kinds: {
    unit: 'En enhet försvinner',
    open: 'En länk öppnas',
    close: 'En länk stängs',
    move: 'En ärendetyp flyttas',
    person: 'Någon slutar',
  },
  unit: 'Enhet',
  first: 'Den ena enheten',
  second: 'Den andra enheten',
  type: 'Ärendetyp',
  toUnit: 'Mottagande enhet',
  none: 'Välj',
  choose: 'Välj ovan vad som ändras.',
  nothing: {
    unit: 'Om den här enheten kan inget sägas för sig: för få personer eller inga ärenden.',
    open: 'Inga ärenden gick omvägar mellan de här två, eller för få personer för att säga.',
    close: 'De här två lämnar inte över direkt, eller för få personer för att säga.',
    move: 'Om dessa kan inget sägas för sig: för få personer eller inga ärenden.',
  },
  affected: {
    unit: (cases, unit) =>
      `Utan enheten ${unit} skulle ${cases} ärenden som överlämnades dit gå en annan väg.`,
    open: (cases, unit, about) =>
      `${cases} ärenden gick omvägar mellan ${unit} och ${about} och skulle gå direkt.`,
    close: (cases, unit, about) =>
      `${cases} ärenden gick direkt mellan ${unit} och ${about} och skulle få gå omvägar.`,
    move: (cases, unit, about) =>
      `${cases} ärenden av typen ${about} skulle överlämnas en gång var, till ${unit}.`,
  },
  handovers: {
    more: (n) => `Det blir ${n} överlämningar fler.`,
    fewer: (n) => `Det blir ${n} överlämningar färre.`,
  },
  hours: {
    more: (n) => `Kunderna skulle vänta ${n} timmar mer.`,
    fewer: (n) => `Kunderna skulle vänta ${n} timmar mindre.`,
  },
  hoursUnknown:
    'Hur mycket längre eller kortare kunderna skulle vänta: för få personer för att säga.',
  stranded: (n) => `${n} ärenden skulle bli utan plats.`,
  strandedUnknown: 'Hur många som skulle bli utan plats: för få personer för att säga.',
  apart: (n) => `Par av andra enheter som inte längre skulle nå varandra: ${n}.`,
  load: (unit, now, then) => `${unit} tar nu emot ${now} ärenden i veckan, därefter högst ${then}.`,
  lifted: (unit, now) => `Belastning: de ${now} ärenden i veckan som ${unit} tar emot faller bort.`,
  homeless: (n) => `Av dem skulle någon annan få ta emot ${n} i veckan.`,
  between: {
    more: (n, low, high) =>
      `Belastning: enheterna däremellan tar emot ${n} överlämningar fler i veckan (${low}–${high}).`,
    fewer: (n, low, high) =>
      `Belastning: enheterna däremellan tar emot ${n} överlämningar färre i veckan (${low}–${high}).`,
  },
  person: (all, unit) =>
    all === 0
      ? 'Inga två enheter skulle förlora sin enda länk om vem som helst slutade.'
      : `Par av enheter som hänger på en enda person: ${all}. Om just den personen slutade skulle paret förlora sin enda länk.${
          unit === null ? '' : ` Av dem hör till den valda enheten: ${unit}.`
        }`,
  change: 'Vad som ändras',
  inPeriod: 'Under perioden',
  interval: '95 % intervall',
  perWeek: 'I veckan',
  rows: {
    cases: 'Ärenden som berörs',
    handovers: 'Överlämningar',
    hours: 'Timmar i väntan',
    stranded: 'Ärenden utan plats',
  },
  assumed: {
    unit: 'Antagande: ett ärende som gick vidare från enheten går direkt till nästa och väntar lika länge där. Ett ärende som stannade i enheten har ingen plats. Ärenden som öppnades där är inte med.',
    open: 'Antagande: den direkta överlämningen tar lika länge som det sista steget tog, och ärendet stannar där.',
    close:
      'Antagande: ärendet går den kortaste vägen som finns kvar, och varje extra överlämning tar lika länge som en tar i medeltal i hela organisationen.',
    person: 'Vem personen är och hur mycket hen gör sägs inte. Länkarna är räknade över all tid.',
  },
};
