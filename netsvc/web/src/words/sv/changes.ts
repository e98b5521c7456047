import type { Words } from '../en';

export const changes: Words['changes'] = {
  title: 'Före och efter',
  oneStretch: 'I kortare perioder är människorna för få för att ställa dem bredvid varandra.',
  figure: 'Tal',
  crossing: 'Överlämningar till en annan silo',
  bounced: 'Överlämningar som återlämnas',
  since: (day) => `(från ${day})`,
  before: 'Före',
  after: 'Efter',
  change: 'Förändring, 95 % intervall',
  points: (low, high) => `${low} till ${high} procentenheter`,
  flows: 'Flöden som ändrades',
  part: (days) => `Av alla, ${days}`,
  says: (flow, before, after) =>
    `Den största förändringen: ${flow}, från ${before} till ${after} av alla överlämningar.`,
  sure: (n) =>
    n === 1
      ? 'Det här flödet ändrades mer än av slumpen. Av flöden som hittas så väntas högst 1 av 20 vara slump.'
      : `${n} flöden ändrades mer än av slumpen; de största står här. Av flöden som hittas så väntas högst 1 av 20 vara slump.`,
  onlyLargest: 'Bara flöden som hör till de största i båda halvorna jämförs.',
  none: 'Inget flöde ändrades mer än av slumpen.',
  noneOfChosen: 'I det valda ändrades inget mer än av slumpen.',
};
