import type { Words } from '../en';

export const health: Words['health'] = {
  title: 'Hur nätverket mår',
  period: (from, to) => `Erbjudanden från andra enheter, ${from} – ${to}.`,
  answered: (kind, half, most) =>
    `${kind}: hälften besvaras inom ${half}, nio av tio inom ${most}.`,
  covered: (covered, promised) =>
    `Schemat täcker ${covered} av de ${promised} i veckan som det lovar.`,
  coveredAll: (promised) => `Schemat täcker alla de ${promised} i veckan som det lovar.`,
  few: 'Under de här veckorna tillfrågades för få för att siffror ska visas.',
  answers: 'Svar på erbjudanden',
  kinds: {
    WARM: 'Kunden på linjen',
    COLD: 'Kontakt senare',
    both: 'Alla erbjudanden',
  },
  kind: 'Erbjudande',
  offers: 'Erbjudanden',
  answersOf: 'Besvarade',
  half: 'Hälften inom',
  most: 'Nio av tio inom',
  hours: 'Jourtimmar',
  promised: 'Lovat',
  there: 'Täckt',
  ordinary: 'En vanlig vecka',
  ahead: 'De fyra kommande veckorna, med frånvaro och helger',
  noHours: 'Schemat lovar inga timmar.',
  load: 'Hur belastningen fördelas',
  spread: (asIf, people) =>
    `De ${people} medlemmarna delar den lika jämnt som ${asIf} personer som tar lika mycket var.`,
  takenOf: (n) => (n === 1 ? '1 ärende mottaget' : `${n} ärenden mottagna`),
  unit: 'Enhet',
  otherUnits: 'Övriga små enheter',
  share: 'Andel',
  own: (taken, offers) => `Du tog emot ${taken} av de ${offers} som du erbjöds.`,
  ownMedian: (time) => `Hälften besvarade du inom ${time}.`,
  ownOnly: 'Bara du ser det här.',
  changes: 'Vilka som kommit och gått',
  noChanges: 'Ingen under det senaste året.',
  joined: (name, on) => `${name} kom med ${on}`,
  left: (name, on) => `${name} lämnade ${on}`,
  leftSince: (name, since, on) => `${name} lämnade ${on}, medlem sedan ${since}`,
  why: 'Vad som räknas',
  whyText:
    'Erbjudanden om nätverkets ärenden från andra enheter till dem som då var medlemmar, under tre avslutade perioder på fyra veckor. Siffror visas när minst fem personer står bakom dem i varje period, och små enheter visas tillsammans. Ingen rangordnas.',
};
