/** How a mini-network is doing. */
export const health = {
  title: 'How it is doing',
  period: (from: string, to: string) => `Offers from other units, ${from} – ${to}.`,
  answered: (kind: string, half: string, most: string) =>
    `${kind}: half are answered within ${half}, nine in ten within ${most}.`,
  covered: (covered: string, promised: string) =>
    `The rota covers ${covered} of the ${promised} it promises in a week.`,
  coveredAll: (promised: string) => `The rota covers all of the ${promised} it promises in a week.`,
  few: 'Too few people were asked in these weeks to show figures.',
  answers: 'Answers to offers',
  kinds: {
    WARM: 'Customer on the line',
    COLD: 'Contacts the customer later',
    both: 'All offers',
  },
  kind: 'Offer',
  offers: 'Offers',
  answersOf: 'Answered',
  half: 'Half within',
  most: 'Nine in ten within',
  hours: 'Hours on duty',
  promised: 'Promised',
  there: 'Covered',
  ordinary: 'An ordinary week',
  ahead: 'The next four weeks, with absences and holidays',
  noHours: 'The rota promises no hours.',
  load: 'How the load is spread',
  spread: (asIf: string, people: number) =>
    `The ${people} members share it as evenly as ${asIf} people who take the same each.`,
  takenOf: (n: number) => (n === 1 ? '1 matter taken' : `${n} matters taken`),
  unit: 'Unit',
  otherUnits: 'Other small units',
  share: 'Share',
  own: (taken: number, offers: number) => `You took ${taken} of the ${offers} offered to you.`,
  ownMedian: (time: string) => `Half you answered within ${time}.`,
  ownOnly: 'Only you see this.',
  changes: 'Who joined and left',
  noChanges: 'Nobody in the last year.',
  joined: (name: string, on: string) => `${name} joined on ${on}`,
  left: (name: string, on: string) => `${name} left on ${on}`,
  leftSince: (name: string, since: string, on: string) =>
    `${name} left on ${on}, a member since ${since}`,
  why: 'What is counted',
  whyText:
    'Offers about the matters that the mini-network covers, made from other units to people who were members then, in three blocks of four weeks that are over. Figures are shown where at least five people are behind them in each block, and small units are shown together. Nobody is ranked.',
};
