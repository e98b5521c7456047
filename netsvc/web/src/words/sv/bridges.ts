import type { Words } from '../en';

export const bridges: Words['bridges'] = {
  question: 'Bygger vi broar eller silor?',
  why: {
    nothing:
      'Ingenting har lämnats över ännu. Så snart ärenden lämnas över på arbetsbordet, eller en tidigare logg tas in, står svaret här.',
    nothingInDays: 'Ingenting lämnades över de här dagarna: välj en längre period.',
    oneSilo:
      'Katalogen har bara en enhet på högsta nivå, och en silo är en enhet på högsta nivå: det finns inget att bygga broar till. Frågan behöver minst två. Hur enheterna inom den samarbetar står nedanför.',
    tooFew:
      'För få för att säga: bakom överlämningarna står färre än fem personer. Vänta på fler, eller välj en längre period.',
    apart:
      'Överlämningarna förenar inga personer som man vet är från två silor, så det finns inget att jämföra.',
  },
  matrixEmpty: 'Inga överlämningar ännu: varje par av enheter blir en ruta här.',
  matrixOneSilo: 'Det finns bara en silo, så per silo är allt i en ruta. Per enhet syns mer.',
  onlyBetween: (bounced) =>
    `Broar finns, men ärenden kommer tillbaka: ${bounced} av överlämningarna återlämnas.`,
  onlyBetweenUnknown:
    'Broar: varje överlämning som antecknats här går från en enhet till en annan.',
  onlyBetweenSays:
    'Här antecknas bara överlämningar mellan enheter, så hur mycket som stannar i en silo går inte att säga.',
  bounced: (range, count) =>
    `${range} av ${count} överlämningar återlämnas: de skickas tillbaka eller vidare olösta (95 % intervall).`,
  bounceTrend: {
    fewer: (before, after, turn) =>
      `Färre än förr: ${after} sedan ${turn}, ${before} dessförinnan.`,
    more: (before, after, turn) => `Fler än förr: ${after} sedan ${turn}, ${before} dessförinnan.`,
    same: (before, after, turn) =>
      `Ingen säker förändring: ${after} sedan ${turn}, ${before} dessförinnan.`,
  },
  headline: {
    silos: (share, chance) =>
      `Silor hellre än broar: ${share} av överlämningarna går till en annan silo, av enbart slumpen skulle ${chance} göra det.`,
    bridges: (share, chance) =>
      `Broar: ${share} av överlämningarna går till en annan silo, mer än de ${chance} som slumpen skulle ge.`,
    unsure: (share, chance) =>
      `Det går inte att säga än: ${share} av överlämningarna går till en annan silo, ungefär som slumpens ${chance}.`,
  },
  says: (range, count, chance) =>
    `${range} av ${count} överlämningar går från en silo till en annan (95 % intervall). Om alla lämnade över till vem som helst lika gärna skulle ${chance} göra det.`,
  trend: {
    fewer: (before, after, turn) =>
      `Färre silor än förr: ${after} sedan ${turn}, ${before} dessförinnan.`,
    more: (before, after, turn) =>
      `Fler silor än förr: ${after} sedan ${turn}, ${before} dessförinnan.`,
    same: (before, after, turn) =>
      `Ingen säker förändring: ${after} sedan ${turn}, ${before} dessförinnan.`,
  },
  indices: (ei, expected, segregation, p) =>
    `E-I-index ${ei}, av slumpen ${expected}; Freemans segregation ${segregation} (0 som av slumpen, 1 ingen överlämning mellan silor); p ${p}.`,
  silo: 'Lämnar över',
  allFrom: (name) => `Alla de här överlämningarna kommer från ett ställe: ${name}.`,
  allTogether:
    'Här går ingen silo eller enhet att skilja ut: var och en för sig har för få personer som lämnat över. En längre period kan säga mer.',
  crossing: 'Till en annan silo',
  byChance: 'Av slumpen',
};
