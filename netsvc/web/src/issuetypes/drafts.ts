/** Fields of a packet while an administrator writes them: pure changes of a list. */
import type { PacketFieldInput } from '../generated/graphql';
import type { Field } from '../packet/values';
import type { LocalText } from '../words';

export type OptionDraft = { key: number; value: string; label: LocalText };
export type Draft = Omit<Field, 'help' | 'why' | 'options'> & {
  key: number;
  help: LocalText;
  why: LocalText;
  options: OptionDraft[];
};

const NOTHING: LocalText = { fi: '', sv: '', en: '' };
let last = 0;
const nextKey = () => ++last;

const plain = ({ fi, sv, en }: LocalText): LocalText => ({ fi, sv, en });
const orNothing = (text: LocalText | null | undefined) => (text ? plain(text) : NOTHING);
const orNull = (text: LocalText) => (text.fi || text.sv || text.en ? text : null);

export function draftOf(field: Field): Draft {
  return {
    ...field,
    key: nextKey(),
    label: plain(field.label),
    help: orNothing(field.help),
    why: orNothing(field.why),
    options: field.options.map(({ value, label }) => ({
      key: nextKey(),
      value,
      label: plain(label),
    })),
  };
}

export function emptyDraft(): Draft {
  return {
    key: nextKey(),
    name: '',
    type: 'TEXT',
    required: false,
    sensitive: false,
    label: NOTHING,
    help: NOTHING,
    why: NOTHING,
    options: [],
  };
}

export const emptyOption = (): OptionDraft => ({ key: nextKey(), value: '', label: NOTHING });

export function moved<T>(list: T[], at: number, by: -1 | 1): T[] {
  const one = list[at];
  const other = list[at + by];
  if (one === undefined || other === undefined) return list;
  return list.map((item, place) => (place === at ? other : place === at + by ? one : item));
}

/** The name that an empty one gets from the English label: "New rent a month" as newRentAMonth. */
export function nameFrom(label: string): string {
  const parts = label
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(/ +/)
    .filter(Boolean);
  const name = parts
    .map((part, place) =>
      place === 0 ? part.toLowerCase() : part.charAt(0).toUpperCase() + part.slice(1).toLowerCase(),
    )
    .join('');
  return name.replace(/^[0-9]+/, '').slice(0, 60);
}

export function inputOf(draft: Draft): PacketFieldInput {
  const { name, type, required, sensitive, label } = draft;
  return {
    name: name.trim() || nameFrom(label.en),
    type,
    required,
    sensitive,
    label,
    help: orNull(draft.help),
    why: orNull(draft.why),
    options:
      type === 'CHOICE'
        ? draft.options.map((option) => ({
            value: option.value.trim() || nameFrom(option.label.en),
            label: option.label,
          }))
        : [],
  };
}
