export const bridges = {
  question: 'Are we building bridges or silos?',
  onlyBetween:
    'Cannot tell: every handover here crosses to another silo, as in a log that records nothing else.',
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
  crossing: 'To another silo',
  byChance: 'By chance',
};
