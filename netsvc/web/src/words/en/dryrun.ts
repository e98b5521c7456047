export const dryrun = {
  title: 'Would it have been right?',
  none: 'No dry run has been kept yet. It ranks the cases of your own history as they would have been ranked, and shows how often that was right.',
  how: 'Whoever looks after the service runs it over a ticket log:',
  better: (share: string, own: string, three: string) =>
    `It would have been right more often than your own first choice (${share} and ${own}); the right unit is among its first three in ${three} of cases.`,
  worse: (share: string, own: string, three: string) =>
    `It would have been right less often than your own first choice (${share} and ${own}); the right unit is among its first three in ${three} of cases.`,
  level: (share: string, own: string, three: string) =>
    `In the first place it is level with your own first choice (${share} and ${own}); the right unit is among its first three in ${three} of cases.`,
  about: (log: string, cases: string, since: string, scored: string) =>
    `${log}: ${cases} cases. Scored are ${since}, ${scored} of them with a known unit. Each was ranked from what was known when it was opened, and taught only once it was resolved.`,
  after: (day: string) => `those opened after ${day}`,
  all: 'all of them',
  ranAt: (at: string) => `Run on ${at}.`,
  rates: 'How often the suggestion was right',
  who: 'Who resolved it',
  cases: 'Cases',
  first: 'First place',
  three: 'First three',
  five: 'First five',
  own: 'Your own first choice',
  unitSuggested: 'Unit, as suggested',
  unitOwn: 'Unit, your own first choice',
  personSuggested: 'Person, as suggested',
  movedSuggested: 'Unit, of cases that were moved',
  movedOwn: 'Your own first choice, of those',
  intervals: 'In brackets the range in which the true share lies with 95 % certainty.',
  pairsMore: (points: string, low: string, high: string) =>
    `On the same cases its first place was right ${points} percentage points more often than your own first choice (95 %: ${low} to ${high}).`,
  pairsLess: (points: string, low: string, high: string) =>
    `On the same cases its first place was right ${points} percentage points less often than your own first choice (95 %: ${low} to ${high}).`,
  pairsAlone: (suggested: string, own: string) =>
    `It alone was right in ${suggested} cases, your own choice alone in ${own}.`,
  noCases: 'no cases',
  saved: (n: string) => `It could have saved ${n} moves in 100 cases`,
  cost: (n: string) => `It would have cost ${n} more moves in 100 cases`,
  noTelling: 'Whether it saves moves between units can’t be told',
  movesSay: (moves: string, then: string) =>
    `Moves between units were ${moves}, and would have been ${then}.`,
  fewer: (low: string, high: string) => `In 100 cases that is ${low} to ${high} fewer (95 %).`,
  more: (low: string, high: string) => `In 100 cases that is ${low} to ${high} more (95 %).`,
  movedSay: (were: string, then: string) =>
    `Cases that moved at all were ${were}, and would have been ${then}.`,
  assumption:
    'The assumption: the agent asks the suggested units in their order, and each wrong one is one move. Whether people follow suggestions is what a pilot measures; this does not.',
  sureness: (points: string) => `How sure, and how right: off by ${points} points on average`,
  surenessSays: 'Where it says 70 %, it should be right in 70 of 100 cases.',
  surenessTable: 'How sure it was, and how often it was right',
  diagram:
    'Picture of how sure it was against how often it was right; points on the dashed line are exact. The table has the same figures.',
  said: 'It said',
  right: 'It was right',
  saidAxis: 'how sure it was',
  rightAxis: 'how often it was right',
  byUnit: 'By unit',
  byType: 'By issue type',
  name: 'As the log calls it',
  noGroups: 'Too few people in each to be shown apart.',
  smallUnits: 'Other small units',
  smallTypes: 'Other small issue types',
  smallGroups: 'Those with fewer than five people behind them are shown together.',
  weak: 'Where it is weak, and what would help',
  nothingWeak: 'No issue type with enough cases stands out as weak.',
  help: 'Say in the directory which unit is responsible for these, or who knows them: until their own cases have taught it, that is what it goes by.',
  weakSays: (type: string, share: string, units: string) =>
    `${type}: the right unit among the first three in ${share} of cases. Mostly resolved by ${units}.`,
};
