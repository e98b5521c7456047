export const asked = {
  answeredSays: (asks: string, within: string, helped: string) =>
    `Of ${asks} questions asked while the customer was there, ${within} were answered before the contact ended; ${helped} of all were said to have helped.`,
  answeredFew: (asks: string) =>
    `${asks} questions were asked while the customer was there. So few people answered that what came of them is not shown.`,
  noAsks: 'Nobody has asked an expert while a customer was there yet.',
  unitAsked: 'Unit asked',
  asked: 'Times asked',
  answered: 'Answered',
  helped: 'The answer helped',
  more: (points: string, before: string, after: string) =>
    `Where an answer once helped, the unit now solves ${points} more of such matters by itself: ${after} of them, ${before} before.`,
  fewer: (points: string, before: string, after: string) =>
    `Where an answer once helped, the unit now solves ${points} fewer of such matters by itself: ${after} of them, ${before} before.`,
  cannotTell: (before: string, after: string) =>
    `Whether units solve more by themselves after an answer that helped can't be told yet: ${after} of such matters, ${before} before.`,
  notMoved: 'No answer has helped a unit for long enough to compare before and after.',
  points: (low: string, high: string) => `${low} to ${high} percentage points`,
  travels: 'What travels with a handover',
  againSays: (again: string, unused: string) =>
    `${again} of the fields that travelled had to be asked of the customer again; ${unused} nobody needed.`,
  skippedSays: (skipped: string) => `${skipped} of the fields were left out with a reason.`,
  noPackets: 'Nobody has marked what travelled with a handover yet.',
  field: 'Field',
  again: 'Asked again',
  unused: 'Nobody needed it',
  skipped: 'Left out',
};
