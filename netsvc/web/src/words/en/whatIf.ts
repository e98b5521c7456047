/** Words of which one needs fewer of the names than others beside it. */
type Says = (cases: string, unit: string, about: string) => string;

export const whatIf = {
  title: 'What if?',
  more: 'Choose a change. It is answered by replaying what happened, with what is assumed beside it.',
  kinds: {
    unit: 'A unit is gone',
    open: 'A link opens',
    close: 'A link closes',
    move: 'An issue type moves',
    person: 'Somebody leaves',
  },
  unit: 'Unit',
  first: 'Between the unit',
  second: 'and the unit',
  type: 'Issue type',
  toUnit: 'To the unit',
  none: 'Choose',
  choose: 'Choose above what changes.',
  nothing: {
    unit: 'Nothing can be told of this unit by itself: too few people, or no cases.',
    open: 'No cases went around between these two, or too few people to tell.',
    close: 'These two do not hand over directly, or too few people to tell.',
    move: 'Nothing can be told of these by themselves: too few people, or no cases.',
  },
  affected: {
    unit: ((cases, unit) =>
      `Without ${unit}, ${cases} cases that were handed to it would go another way.`) as Says,
    open: (cases: string, unit: string, about: string) =>
      `${cases} cases went around between ${unit} and ${about} and would go directly.`,
    close: (cases: string, unit: string, about: string) =>
      `${cases} cases went directly between ${unit} and ${about} and would have to go around.`,
    move: (cases: string, unit: string, about: string) =>
      `${cases} cases of ${about} would be handed over once each, to ${unit}.`,
  },
  handovers: {
    more: (n: string) => `That is ${n} handovers more.`,
    fewer: (n: string) => `That is ${n} handovers fewer.`,
  },
  hours: {
    more: (n: string) => `Customers would wait ${n} hours more.`,
    fewer: (n: string) => `Customers would wait ${n} hours less.`,
  },
  hoursUnknown: 'How much longer or shorter customers would wait: too few people to tell.',
  stranded: (n: string) => `${n} cases would be left without a place to go.`,
  strandedUnknown: 'How many would be left without a place to go: too few people to tell.',
  apart: (n: string) => `${n} pairs of other units would no longer reach each other.`,
  load: (unit: string, now: string, then: string) =>
    `${unit} takes ${now} cases a week now, and at most ${then} then.`,
  lifted: (unit: string, now: string) =>
    `Load: the ${now} cases a week that ${unit} takes up fall away.`,
  homeless: (n: string) => `Somebody else would have to take up ${n} a week of them.`,
  between: {
    more: (n: string, low: string, high: string) =>
      `Load: units in between take up ${n} handovers a week more (${low} to ${high}).`,
    fewer: (n: string, low: string, high: string) =>
      `Load: units in between take up ${n} handovers a week fewer (${low} to ${high}).`,
  },
  person: (all: number, unit: number | null) =>
    all === 0
      ? 'No two units would lose their only connection if any one person left.'
      : `${all} pairs of units hang on one person each: if that person left, they would lose their only connection.${
          unit === null ? '' : ` Of the chosen unit: ${unit}.`
        }`,
  change: 'What changes',
  inPeriod: 'In the period',
  interval: '95 % interval',
  perWeek: 'A week',
  rows: {
    cases: 'Cases concerned',
    handovers: 'Handovers',
    hours: 'Hours of waiting',
    stranded: 'Cases without a place',
  },
  assumed: {
    unit: 'Assumed: a case that went on from the unit goes straight to the next one and waits there as long as it did. A case that ended in the unit has nowhere to go. Cases opened there are not counted.',
    open: 'Assumed: the direct handover takes as long as the last step took, and the case stays there.',
    close:
      'Assumed: a case takes the shortest way that is left, and each handover more takes as long as one takes on average in the whole organisation.',
    person:
      'Who the person is, and how much they do, is not said. The links are counted over all time.',
  },
};
