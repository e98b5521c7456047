export const position = {
  title: 'My position in the network',
  lead: 'Where you stand between colleagues by the handovers that you gave and took, over all time. Only you see it; it is no ranking and no goal.',
  none: 'You have neither given nor taken a handover yet, so there is nothing to show.',
  more: (low: string, high: string) =>
    `more than most of your colleagues, half of whom are between ${low} and ${high}.`,
  less: (low: string, high: string) =>
    `less than most of your colleagues, half of whom are between ${low} and ${high}.`,
  alike: (low: string, high: string) =>
    `like your colleagues, half of whom are between ${low} and ${high}.`,
  estimated: (low: string, high: string) =>
    `In so large a network this is an estimate from a sample: most likely between ${low} and ${high} (95 % interval).`,
  among: (count: string, group: string) => `Beside ${count} colleagues of ${group}.`,
  tooFew: 'Fewer than five colleagues have handovers, so theirs is not shown.',
  away: 'If I were gone',
  awaySays: (handovers: string, apart: string) =>
    `You gave or took ${handovers} handovers. Pairs of people who reach each other only through you: ${apart}.`,
  awayLinks: 'Units that are joined through you only:',
  awayNone: 'No two units are joined through you only.',
  leave: 'Leave me out',
  comeBack: 'Count me in again',
  leftOut: 'You are left out: nothing of your position is worked out.',
  leaveSays:
    'Left out, your position is worked out for nobody, and colleagues’ figures are made without you from the next snapshot on. What units do together still counts your work, as it never shows fewer than five people.',
};
