import type { PacketFieldType } from '../../generated/graphql';

const types: Record<PacketFieldType, string> = {
  TEXT: 'text, one line',
  LONG_TEXT: 'text, several lines',
  NUMBER: 'number',
  MONEY: 'euros',
  DATE: 'date',
  YES_NO: 'yes or no',
  CHOICE: 'choice',
};

export const issueTypes = {
  title: 'Issue type',
  partOf: 'Part of',
  travels: 'What travels with a handover',
  lead: (n: number) =>
    n === 0
      ? 'Nothing but the customer’s words travels with this matter.'
      : n === 1
        ? 'One thing is asked for, so that the customer need not repeat it.'
        : `${n} things are asked for, so that the customer need not repeat them.`,
  required: 'must be filled in',
  sensitive: 'sensitive',
  edit: 'Change what travels',
  whoEdits: 'An administrator can change this.',
  editLead: 'Ask for as little as the receiver can do with. Offers already made keep their fields.',
  types,
  field: (n: number) => `Field ${n}`,
  name: 'Short name',
  nameHelp: 'Letters a–z and digits. Measures are counted under it, so keep it once in use.',
  type: 'Kind of answer',
  label: 'What is asked',
  help: 'How to fill it in',
  why: 'Why it is needed',
  whyHelp: 'In all three languages, or in none.',
  requiredBox: 'It must be filled in, or left out with a reason',
  sensitiveBox: 'Sensitive: only those who handle the case see it, and it is sent nowhere outside',
  options: 'Options',
  option: (n: number) => `Option ${n}`,
  addOption: 'Add an option',
  removeOption: (n: number) => `Remove option ${n}`,
  add: 'Add a field',
  up: (label: string) => `Move “${label}” up`,
  down: (label: string) => `Move “${label}” down`,
  remove: (label: string) => `Remove “${label}”`,
  upShort: 'Up',
  downShort: 'Down',
  removeShort: 'Remove',
  save: 'Save',
  cancel: 'Leave as it was',
  saved: 'Saved. The next handover asks for these.',
};
