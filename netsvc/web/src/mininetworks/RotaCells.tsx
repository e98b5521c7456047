import { useSpeech } from '../words';
import { minutes, type Hours, type Turn } from './rota';

type ClockProps = { label: string; value: string; change: (value: string) => void };

/** A time of day, 24 hours, also where the browser would write it otherwise. */
function Clock({ label, value, change }: ClockProps) {
  return (
    <input
      className="input clock figures"
      aria-label={label}
      inputMode="numeric"
      maxLength={5}
      placeholder="08:00"
      autoComplete="off"
      aria-invalid={value !== '' && minutes(value) === null}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={(event) => change(tidy(event.currentTarget.value))}
    />
  );
}

/** "8", "8.30" and "0830" are meant as times. */
function tidy(typed: string): string {
  const found = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed.trim());
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : typed.trim();
}

type HoursProps = { name: string; hours: Hours[]; change: (hours: Hours[]) => void };

export function HoursCell({ name, hours, change }: HoursProps) {
  const text = useSpeech().words.mininetworks;
  const put = (index: number, part: Partial<Hours>) =>
    change(hours.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <div className="stack">
      {hours.map((one, index) => (
        <div key={index} className="cell-line">
          <Clock
            label={`${name}, ${text.mustBe}, ${text.from} ${index + 1}`}
            value={one.starts}
            change={(starts) => put(index, { starts })}
          />
          –
          <Clock
            label={`${name}, ${text.mustBe}, ${text.to} ${index + 1}`}
            value={one.ends}
            change={(ends) => put(index, { ends })}
          />
          <Remove
            label={`${text.remove}: ${name} ${one.starts}–${one.ends}`}
            remove={() => change(hours.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <button
        type="button"
        className="plain small"
        aria-label={`${name}: ${text.addHours}`}
        onClick={() => change([...hours, { starts: '08:00', ends: '16:00' }])}
      >
        {text.addHours}
      </button>
    </div>
  );
}

type TurnsProps = {
  name: string;
  turns: Turn[];
  members: { id: string; name: string }[];
  change: (turns: Turn[]) => void;
};

export function TurnsCell({ name, turns, members, change }: TurnsProps) {
  const text = useSpeech().words.mininetworks;
  const put = (index: number, part: Partial<Turn>) =>
    change(turns.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const add = () => {
    const last = turns.at(-1);
    const starts = last?.ends ?? '08:00';
    change([...turns, { starts, ends: starts < '12:00' ? '12:00' : '16:00', expertId: '' }]);
  };
  return (
    <div className="stack">
      {turns.map((one, index) => (
        <div key={index} className="cell-line">
          <Clock
            label={`${name}, ${text.turn} ${index + 1}, ${text.from}`}
            value={one.starts}
            change={(starts) => put(index, { starts })}
          />
          –
          <Clock
            label={`${name}, ${text.turn} ${index + 1}, ${text.to}`}
            value={one.ends}
            change={(ends) => put(index, { ends })}
          />
          <select
            className="input"
            aria-label={`${name}, ${text.turn} ${index + 1}, ${text.who}`}
            value={one.expertId}
            onChange={(event) => put(index, { expertId: event.currentTarget.value })}
          >
            <option value="">{text.chooseWho}</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
          </select>
          <Remove
            label={`${text.remove}: ${name}, ${text.turn} ${index + 1}`}
            remove={() => change(turns.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <button
        type="button"
        className="plain small"
        aria-label={`${name}: ${text.addTurn}`}
        onClick={add}
      >
        {text.addTurn}
      </button>
    </div>
  );
}

function Remove({ label, remove }: { label: string; remove: () => void }) {
  return (
    <button type="button" className="remove" aria-label={label} onClick={remove}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <path d="m2 2 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </button>
  );
}
