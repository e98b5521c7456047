export const nav = {
  main: 'Main',
  desk: 'Desk',
  inbox: 'Inbox',
  cases: 'Cases',
  taxonomy: 'Issue types',
  evidence: 'Evidence',
  network: 'Network',
  dryrun: 'Dry run',
  notes: 'Notes',
  mininetworks: 'Mini-networks',
  pilots: 'Pilots',
  skip: 'Skip to the content',
  offersWaiting: (n: number) => (n === 1 ? '1 offer waiting' : `${n} offers waiting`),
  reviewsWaiting: (n: number) =>
    n === 1
      ? 'a standard of yours waits for its review'
      : `${n} standards of yours wait for their review`,
};
