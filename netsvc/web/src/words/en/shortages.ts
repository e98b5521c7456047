export const shortages = {
  says: (cases: string, unit: string, hours: string) =>
    `Nobody was free in ${cases} cases, most often here: ${unit}, ${hours}.`,
  ways: (redirected: string, nobodyTook: string) =>
    `In ${redirected} of them the customer was told to go elsewhere; in ${nobodyTook} everybody who could be asked was asked and nobody took it.`,
  allRedirected: 'Each time the customer was told to go elsewhere.',
  noneTook: 'Each time everybody who could be asked was asked, and nobody took it.',
  none: 'Somebody was free for every case so far.',
  tooFew: 'Too few people looked for help for the figure to be shown.',
  table: 'Cases in which nobody was free, by unit and hour of the day',
  all: 'All hours',
  hours: (from: number, until: number) => `${from}:00–${until}:00`,
  joined: 'Neighbouring hours of few people are counted together.',
};
