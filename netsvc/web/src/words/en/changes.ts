export const changes = {
  title: 'Before and after',
  oneStretch: 'Too few people in shorter stretches of time to put one beside another.',
  figure: 'Figure',
  crossing: 'Handovers to another silo',
  bounced: 'Handovers that bounce',
  since: (day: string) => `(from ${day})`,
  before: 'Before',
  after: 'After',
  change: 'Change, 95 % interval',
  points: (low: string, high: string) => `${low} to ${high} points`,
  flows: 'Flows that changed',
  part: (days: string) => `Of all, ${days}`,
  says: (flow: string, before: string, after: string) =>
    `The largest change: ${flow}, from ${before} to ${after} of all handovers.`,
  sure: (n: number) =>
    n === 1
      ? 'This one flow changed more than chance would change it (p < 0.01).'
      : `${n} flows changed more than chance would change them (p < 0.01); the largest stand here.`,
  none: 'No flow changed more than chance would change it.',
  noneOfChosen: 'Of what is chosen nothing changed more than by chance.',
};
