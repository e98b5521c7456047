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
      ? 'This one flow changed more than chance would change it. Of flows found so, at most 1 in 20 is expected to be chance.'
      : `${n} flows changed more than chance would change them; the largest stand here. Of flows found so, at most 1 in 20 is expected to be chance.`,
  onlyLargest: 'Only flows that are among the largest of both halves are compared.',
  none: 'No flow changed more than chance would change it.',
  noneOfChosen: 'Of what is chosen nothing changed more than by chance.',
};
