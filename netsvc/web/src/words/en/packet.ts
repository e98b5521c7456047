import type { PacketMark, PacketSkipReason } from '../../generated/graphql';

const skipReasons: Record<PacketSkipReason, string> = {
  CUSTOMER_DOES_NOT_KNOW: 'the customer doesn’t know',
  NO_TIME: 'there was no time to ask',
  REFUSED: 'the customer doesn’t want to tell',
  NOT_RELEVANT: 'it has no bearing on this matter',
};
const marks: Record<PacketMark, string> = {
  ASKED_AGAIN: 'I had to ask again',
  MISSING: 'Was needed, was missing',
  NEVER_USED: 'I didn’t need it',
};

export const packet = {
  neededFor: (why: string) => `Why: ${why}`,
  sensitive: 'Sensitive: only those who handle the case see it.',
  choose: 'Choose',
  yes: 'Yes',
  no: 'No',
  skip: 'Leave out, say why',
  unskip: 'Fill in after all',
  skipNote: 'A word more, if you like',
  skipNoteOf: (label: string) => `“${label}”: a word more, if you like`,
  skipReasons,
  fillIn: (label: string) => `Fill in “${label}”, or leave it out with a reason.`,
  unfit: {
    NUMBER: (label: string) => `Write “${label}” as a number, such as 3 or 12.5.`,
    MONEY: (label: string) => `Write “${label}” in euros, such as 845 or 845.50.`,
    OTHER: (label: string) => `Have another look at “${label}”.`,
  },
  skippedBecause: (why: string) => `Left out: ${why}`,
  notFilled: 'Not filled in',
  hidden: 'Only those who handle the case see this.',
  marks,
  allUseful: 'All was there and useful',
  markWhy: 'One press each. It counts for the field, never for the sender.',
  marked: 'Noted, thank you.',
  keySkip: 'leave a field out',
};
