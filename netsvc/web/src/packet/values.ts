/** Values of packet fields: from what is typed to what travels, and from there to what is read. */
import type {
  PacketEntryInput,
  PacketFieldPartsFragment,
  PacketPartsFragment,
  PacketSkipReason,
} from '../generated/graphql';
import type { LocalText } from '../words';

export type Field = PacketFieldPartsFragment;
export type Filled = { value: string; skipped?: PacketSkipReason | undefined; note?: string };
export type Packet = Record<string, Filled>;
export type Fault = { field: Field; is: 'missing' | 'unfit' };
type ReadField = PacketPartsFragment['packetFields'][number];

/** 1 234,5 or 1,234.5 as 1234.5; null where it is no number. */
export function plainNumber(typed: string, locale: string): string | null {
  let text = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(/\u2212/g, '-');
  if (locale.startsWith('en') && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    text = text.replaceAll(',', '');
  }
  text = text.replace(',', '.').replace(/^(-?)0+(?=\d)/, '$1');
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? text : null;
}

/** The value in the form that travels, '' where there is none, null where it does not fit. */
export function travelling(field: Field, typed: string, locale: string): string | null {
  const text = typed.trim();
  if (text === '') return '';
  switch (field.type) {
    case 'NUMBER':
      return plainNumber(text, locale);
    case 'MONEY': {
      const amount = plainNumber(text, locale);
      return amount !== null && /^\d+(\.\d{1,2})?$/.test(amount) ? amount : null;
    }
    case 'DATE':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
    default:
      return text;
  }
}

type Leg = PacketPartsFragment['packet'];

/** What has travelled by these legs, oldest first: the newest value, else why it was left out. */
export function travelled(legs: readonly Leg[]): Packet {
  const packet: Packet = {};
  for (const { name, value, hidden, skipped, skipNote } of legs.flat()) {
    if (hidden) continue;
    if (!skipped) packet[name] = { value };
    else if (!packet[name]?.value) packet[name] = { value: '', skipped, note: skipNote ?? '' };
  }
  return packet;
}

/** The first field that keeps the packet from travelling. */
export function faultIn(fields: Field[], packet: Packet, locale: string): Fault | null {
  for (const field of fields) {
    const filled = packet[field.name];
    const value = filled?.skipped ? '' : travelling(field, filled?.value ?? '', locale);
    if (value === null) return { field, is: 'unfit' };
    if (field.required && value === '' && !filled?.skipped) return { field, is: 'missing' };
  }
  return null;
}

/** What is sent; empty fields that need not travel are left out. */
export function entries(fields: Field[], packet: Packet, locale: string): PacketEntryInput[] {
  return fields.flatMap((field): PacketEntryInput[] => {
    const filled = packet[field.name];
    if (!filled) return [];
    if (filled.skipped) {
      const skipNote = filled.note?.trim() ? filled.note.trim() : null;
      return [{ name: field.name, skipped: filled.skipped, skipNote }];
    }
    const value = travelling(field, filled.value, locale);
    return value ? [{ name: field.name, value }] : [];
  });
}

type Reading = { locale: string; say: (text: LocalText) => string; yes: string; no: string };

/** The value as it is read; what does not fit its type any more is shown as it is. */
export function readable(field: ReadField | undefined, value: string, reading: Reading): string {
  const { locale, say } = reading;
  switch (field?.type) {
    case 'NUMBER':
      return isFinite(Number(value))
        ? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(value))
        : value;
    case 'MONEY':
      return isFinite(Number(value))
        ? new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }).format(
            Number(value),
          )
        : value;
    case 'DATE': {
      const at = Date.parse(`${value}T00:00:00Z`);
      return isNaN(at)
        ? value
        : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
    }
    case 'YES_NO':
      return value === 'yes' ? reading.yes : value === 'no' ? reading.no : value;
    case 'CHOICE': {
      const option = field.options.find((one) => one.value === value);
      return option ? say(option.label) : value;
    }
    default:
      return value;
  }
}
