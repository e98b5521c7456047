import type { KeyboardEvent } from 'react';
import type { PacketSkipReason } from '../generated/graphql';
import { useSpeech, type LocalText, type Words } from '../words';
import { capital } from '../words/format';
import type { Fault, Field, Filled, Packet } from './values';

type Props = {
  fields: Field[];
  packet: Packet;
  fault: Fault | null;
  fill: (name: string, filled: Filled) => void;
  /** Enter in a line goes on: to what is still missing, or to the hand-over. */
  onward: () => void;
};

export const inputId = (field: Pick<Field, 'name'>) => `packet-${field.name}`;

/** What keeps the packet from travelling, in words. */
export function complaintAbout(fault: Fault, words: Words, say: (text: LocalText) => string) {
  const { fillIn, unfit } = words.packet;
  const { label, type } = fault.field;
  if (fault.is === 'missing') return fillIn(say(label));
  return (type === 'NUMBER' || type === 'MONEY' ? unfit[type] : unfit.OTHER)(say(label));
}

const focus = (id: string) => setTimeout(() => document.getElementById(id)?.focus());

/** What travels with the case, asked for by type; a required field is left out with a reason. */
export function PacketForm({ fields, packet, fault, fill, onward }: Props) {
  return fields.map((field) => (
    <Row
      key={field.name}
      field={field}
      filled={packet[field.name] ?? { value: '' }}
      invalid={fault?.field.name === field.name}
      fill={(filled) => fill(field.name, filled)}
      onward={onward}
    />
  ));
}

type RowProps = {
  field: Field;
  filled: Filled;
  invalid: boolean;
  fill: (filled: Filled) => void;
  onward: () => void;
};

function Row({ field, filled, invalid, fill, onward }: RowProps) {
  const { words, say } = useSpeech();
  const text = words.packet;
  const id = inputId(field);
  const skip = () => {
    fill({ ...filled, skipped: filled.skipped ?? 'CUSTOMER_DOES_NOT_KNOW' });
    focus(id);
  };
  const unskip = () => {
    fill({ value: filled.value });
    focus(id);
  };
  const onKey = (event: KeyboardEvent) => {
    const { target } = event;
    if (event.altKey && event.code === 'KeyS' && field.required) {
      event.preventDefault();
      event.stopPropagation();
      if (filled.skipped) unskip();
      else skip();
    } else if (
      event.key === 'Enter' &&
      !(event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) &&
      (target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
    ) {
      event.preventDefault();
      onward();
    }
  };
  const grouped = field.type === 'YES_NO' && !filled.skipped;
  const label = (
    <>
      {say(field.label)}
      {field.required ? null : <span className="quiet small"> {words.common.optional}</span>}
    </>
  );
  return (
    // The keys belong to the inputs within; the row itself is no control.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="panel-row" onKeyDown={onKey}>
      {grouped ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
      <div className="packet-field">
        {filled.skipped ? (
          <Skipped id={id} field={field} filled={filled} fill={fill} />
        ) : (
          <Input id={id} field={field} filled={filled} invalid={invalid} fill={fill} />
        )}
        <p id={`${id}-hint`} className="quiet small">
          {field.help && !filled.skipped ? <>{say(field.help)} </> : null}
          {field.why ? <>{text.neededFor(say(field.why))} </> : null}
          {field.sensitive ? text.sensitive : null}
        </p>
        {field.required ? (
          <button
            type="button"
            className="plain small packet-skip"
            title="Alt S"
            aria-label={`${filled.skipped ? text.unskip : text.skip}: ${say(field.label)}`}
            onClick={filled.skipped ? unskip : skip}
          >
            {filled.skipped ? text.unskip : text.skip}
          </button>
        ) : null}
      </div>
    </div>
  );
}

type InputProps = Pick<RowProps, 'field' | 'filled' | 'fill'> & { id: string };

function Skipped({ id, field, filled, fill }: InputProps) {
  const { words, say, locale } = useSpeech();
  const text = words.packet;
  const reasons = Object.keys(text.skipReasons) as PacketSkipReason[];
  return (
    <div className="panel-pair packet-skipped">
      <select
        id={id}
        className="input"
        aria-describedby={`${id}-hint`}
        value={filled.skipped}
        onChange={(event) =>
          fill({ ...filled, skipped: event.currentTarget.value as PacketSkipReason })
        }
      >
        {reasons.map((reason) => (
          <option key={reason} value={reason}>
            {capital(text.skipReasons[reason], locale)}
          </option>
        ))}
      </select>
      <input
        className="input"
        aria-label={text.skipNoteOf(say(field.label))}
        placeholder={text.skipNote}
        maxLength={200}
        value={filled.note ?? ''}
        onChange={(event) => fill({ ...filled, note: event.currentTarget.value })}
      />
    </div>
  );
}

function Input({ id, field, filled, invalid, fill }: InputProps & { invalid: boolean }) {
  const { words, say } = useSpeech();
  const change = (event: { currentTarget: { value: string } }) =>
    fill({ value: event.currentTarget.value });
  const props = {
    id,
    className: 'input',
    value: filled.value,
    required: field.required,
    'aria-invalid': invalid,
    'aria-describedby': `${id}-hint`,
    onChange: change,
  };
  switch (field.type) {
    case 'LONG_TEXT':
      return <textarea {...props} rows={3} maxLength={4000} />;
    case 'NUMBER':
      return <input {...props} inputMode="decimal" autoComplete="off" maxLength={20} />;
    case 'MONEY':
      return (
        <span className="packet-money">
          <input {...props} inputMode="decimal" autoComplete="off" maxLength={20} />
          <span aria-hidden="true">€</span>
        </span>
      );
    case 'DATE':
      return <input {...props} type="date" min="1900-01-01" max="2200-12-31" />;
    case 'CHOICE':
      return (
        <select {...props}>
          <option value="">{words.packet.choose}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {say(option.label)}
            </option>
          ))}
        </select>
      );
    case 'YES_NO':
      return (
        <div
          role="radiogroup"
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
          aria-required={field.required}
          aria-invalid={invalid}
          className="packet-radios"
        >
          {(['yes', 'no'] as const).map((value, place) => (
            <label key={value}>
              <input
                id={place === 0 ? id : `${id}-${value}`}
                type="radio"
                name={id}
                value={value}
                checked={filled.value === value}
                onChange={change}
              />
              {words.packet[value]}
            </label>
          ))}
        </div>
      );
    default:
      return <input {...props} autoComplete="off" maxLength={500} />;
  }
}
