export const bridges = {
  question: 'Are we building bridges or silos?',
  why: {
    nothing:
      'Nothing has been handed over yet. As soon as matters are handed over on the Desk, or an earlier log is imported, the answer stands here.',
    nothingInDays: 'Nothing was handed over in these days: choose a longer period.',
    oneSilo:
      'The directory has one top-level unit only, and a silo is a top-level unit: there is nothing to build bridges to. The question needs at least two. How the units inside it work together stands below.',
    tooFew:
      'Too few to tell: fewer than five people stand behind the handovers. Wait for more of them, or choose a longer period.',
    apart:
      'The handovers join no people who are known to be of two silos, so there is nothing to compare.',
  },
  matrixEmpty: 'No handovers yet: each pair of units will be a cell here.',
  matrixOneSilo: 'There is one silo only, so by silos all is in one cell. By units it says more.',
  onlyBetween: (bounced: string) =>
    `Bridges, but cases come back over them: ${bounced} of handovers bounce.`,
  onlyBetweenUnknown: 'Bridges: every handover recorded here goes from one unit to another.',
  onlyBetweenSays:
    'Only handovers from unit to unit are recorded here, so how much stays inside a silo can’t be told.',
  bounced: (range: string, count: string) =>
    `${range} of ${count} handovers bounce: they are returned, or passed on unresolved (95 % interval).`,
  bounceTrend: {
    fewer: (before: string, after: string, turn: string) =>
      `Fewer than before: ${after} since ${turn}, ${before} before it.`,
    more: (before: string, after: string, turn: string) =>
      `More than before: ${after} since ${turn}, ${before} before it.`,
    same: (before: string, after: string, turn: string) =>
      `No sure change: ${after} since ${turn}, ${before} before it.`,
  },
  headline: {
    silos: (share: string, chance: string) =>
      `Silos rather than bridges: ${share} of handovers cross to another silo; chance alone would take ${chance} across.`,
    bridges: (share: string, chance: string) =>
      `Bridges: ${share} of handovers cross to another silo, more than the ${chance} of chance alone.`,
    unsure: (share: string, chance: string) =>
      `Cannot tell yet: ${share} of handovers cross to another silo, about the ${chance} of chance alone.`,
  },
  says: (range: string, count: string, chance: string) =>
    `${range} of ${count} handovers cross from one silo to another (95 % interval). If everybody handed over to anybody alike, ${chance} would.`,
  trend: {
    fewer: (before: string, after: string, turn: string) =>
      `Fewer silos than before: ${after} since ${turn}, ${before} before it.`,
    more: (before: string, after: string, turn: string) =>
      `More silos than before: ${after} since ${turn}, ${before} before it.`,
    same: (before: string, after: string, turn: string) =>
      `No sure change: ${after} since ${turn}, ${before} before it.`,
  },
  indices: (ei: string, expected: string, segregation: string, p: string) =>
    `E-I index ${ei}, by chance ${expected}; Freeman’s segregation ${segregation} (0 as by chance, 1 no handover between silos); p ${p}.`,
  silo: 'Handed over from',
  allFrom: (name: string) => `All of these handovers come from ${name}.`,
  allTogether:
    'No silo or unit can be told apart here: each by itself has too few people who handed over. A longer period may say more.',
  crossing: 'To another silo',
  byChance: 'By chance',
};
