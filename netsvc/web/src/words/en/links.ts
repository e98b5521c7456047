/** Words of which some need fewer of the figures than others beside them. */
type Says = (first: string, second: string, third: string) => string;

/** A figure, and its 95 % interval. */
type Said = { n: string; range: string };

export const links = {
  level: 'Show by',
  levels: { silos: 'Silos', units: 'Units' },
  key: '+ more, − fewer than the volumes of the two would give',
  asTable: 'Handovers as a table',
  byVolume: 'By volume',
  matrix: 'Handovers from row to column',
  matrixHelp:
    'Handovers from the unit of the row to the unit of the column. Arrow keys move, Enter explains a cell.',
  fromTo: 'From, to',
  hub: (unit: string, share: string) =>
    `At least ${share} of all pass ${unit}, as sender or receiver.`,
  blocks: 'Lines mark units that mostly hand over to each other.',
  busiest: (shown: string, all: string) => `The ${shown} busiest of ${all} units are shown.`,
  moreUnits: (n: string) => `Show ${n}`,
  fewer: (n: string) => `Show the ${n} busiest`,
  chooseCell:
    'Choose a cell, a unit on the map or a loop: it explains itself here, and every view is about it.',
  showCell: 'Show its cell',
  clear: 'Show everything again',
  cell: {
    more: (from: string, to: string, count: string) =>
      `${from} to ${to}: ${count} handovers, more than their volumes would give`,
    fewer: (from: string, to: string, count: string) =>
      `${from} to ${to}: ${count} handovers, fewer than their volumes would give`,
    asChance: (from: string, to: string, count: string) =>
      `${from} to ${to}: ${count} handovers, as their volumes would give`,
    unknown: (from: string, to: string, count: string) => `${from} to ${to}: ${count} handovers`,
    none: ((from, to) => `${from} to ${to}: none shown`) as Says,
  },
  against: {
    more: (count: string, expected: string, range: string) =>
      `${count} handovers (95 % interval ${range}). What the one hands over and the other receives in all would give ${expected}, so more goes this way than by chance.`,
    fewer: (count: string, expected: string, range: string) =>
      `${count} handovers (95 % interval ${range}). What the one hands over and the other receives in all would give ${expected}, so less goes this way than by chance.`,
    asChance: (count: string, expected: string, range: string) =>
      `${count} handovers (95 % interval ${range}), about the ${expected} that what the one hands over and the other receives in all would give.`,
    unknown: ((count) =>
      `${count} handovers. How many their volumes would give: too few people to tell.`) as Says,
  },
  count: (count: string) => `${count} handovers.`,
  pace: (half: string, most: string) =>
    `Half are accepted within ${half}, nine in ten within ${most}.`,
  noPace: 'How quickly they are accepted: too few people to tell.',
  solved: (half: string, most: string) =>
    `Half are resolved within ${half} of being offered, nine in ten within ${most}.`,
  notSolved: 'How quickly they are resolved: too few people to tell.',
  notTimed: 'When handovers were accepted is not recorded.',
  again: (share: string) => `Of what travelled, ${share} had to be asked of the customer again.`,
  ended: (declined: string, bounced: string) => `${declined} are declined, ${bounced} bounce.`,
  loopSays: (way: string, times: string, hours: string) =>
    `Most time is lost on ${way}: ${times} times, ${hours} hours in all.`,
  loopIs: (times: string, hours: string) => `${times} times round, ${hours} hours in all.`,
  ofLoop: 'Every view is about its units.',
  ofUnit: (sent: string, received: string) =>
    `${sent} handovers shown to others, ${received} from others. Every view is about this unit.`,
  way: 'Way',
  times: 'Times',
  hours: 'Hours',
  about: 'Mostly about',
  noLoops: 'No case came back to a unit where it had already been.',
  noneOfChosen: 'Nothing here of what is chosen.',
  wentRound: (cases: string, perWeek: string, busy: string) =>
    `${cases} cases went round. Who is on duty gets about ${perWeek} a week and, if weeks go on varying as they have, ${busy} or fewer in about 19 weeks of 20.`,
  saves: (hours: Said, steps: Said, bounces: Said) =>
    `Handed over directly, they would have saved ${hours.n} hours of waiting (95 % interval ${hours.range}), ${steps.n} steps (${steps.range}) and ${bounces.n} bounces (${bounces.range}).`,
  savesSteps: (steps: Said, bounces: Said) =>
    `Handed over directly, they would have saved ${steps.n} steps (95 % interval ${steps.range}) and ${bounces.n} bounces (${bounces.range}). How long they waited is not recorded.`,
  savesCustomer:
    'In all of them the customer was redirected or had to get in touch again; handed over directly, nobody would have had to. There were no steps between units to save, and how long customers waited is not recorded.',
  mostly: (types: string) => `Mostly: ${types}.`,
  held: {
    within: (promised: string, realised: string) =>
      `Checked on the last part of the period, held back: ${promised} hours foretold from what came before, ${realised} found.`,
    less: (promised: string, realised: string) =>
      `Checked on the last part of the period, held back: ${promised} hours foretold from what came before, only ${realised} found. It promises more than it keeps.`,
    more: (promised: string, realised: string) =>
      `Checked on the last part of the period, held back: ${promised} hours foretold from what came before, even ${realised} found. The need is growing.`,
  },
  draft: (pair: string) => `Draft a mini-network: ${pair}`,
  smallTogether: 'Small units together: choose the people with their supervisors.',
  allProposals: (n: number) => `Show all ${n}`,
  noProposals: 'No two units would have saved anything by handing over directly.',
  missing: (needs: string) => `needed ${needs} times, and never once handed over directly.`,
  missingInAll: (n: string) => `${n} pairs of units need each other so. The most needed first:`,
  unlinked: 'No handover from the one to the other is shown.',
  whatIfOpened: 'What if this link opened?',
  missingTogether: (needs: string) =>
    `Small units needed each other ${needs} times where none had ever handed over directly. Too few people are behind each pair to name it.`,
  noMissing: 'Units whose cases need each other also hand them over directly.',
  lone: 'joined by one person only.',
  loneInAll: (n: string) => `${n} links hang on one person only. The first of them by name:`,
  noLone: 'No link hangs on one person only.',
  whatIfClosed: 'What if this link closed?',
};
