export const map = {
  name: 'Map',
  time: 'Time',
  whole: 'The whole period',
  oneStretch: 'Too few people in shorter stretches of time to show how the map changes.',
  silos: 'Silos by letter and colour',
  lines:
    'Strong lines cross from silo to silo, pale ones stay inside. Wider: more handovers. Larger: more work.',
  linesFlat: 'Wider: more handovers. Larger: more work. Near: much handed over between them.',
  picture: (units: string, links: string) =>
    `Map of ${units} units and ${links} links between them. The table beside it says the same.`,
  says: (links: string, from: string, to: string, count: string) =>
    `${links} links cross from one silo to another. The strongest joins ${from} and ${to}: ${count} handovers both ways.`,
  saysFlat: (units: string, links: string, from: string, to: string, count: string) =>
    `${units} units and ${links} links between them. The strongest joins ${from} and ${to}: ${count} handovers both ways.`,
  noBridge: 'No handover shown here crosses from one silo to another.',
  empty: 'Nothing was handed over between units. Once something is, the map is here.',
  noWebGl: 'This browser can’t draw the movable map, so here is a still picture of it.',
  closer: 'Closer',
  further: 'Further away',
  wholeMap: 'Whole map',
  take: 'For print:',
  unit: 'Unit',
  sent: 'To others',
  received: 'From others',
  inside: 'Inside',
  allUnits: (n: string) => `Show all ${n} units`,
  rest: (n: string) => `${n} handovers of other small units have no place on the map.`,
  inSilo: (silo: string) => `Silo: ${silo}`,
  noLinks: 'No links with other units in this time.',
  thereAndBack: (there: string, back: string) => `${there} there, ${back} back`,
  people: 'People and hours of the unit',
  close: 'Close',
};
