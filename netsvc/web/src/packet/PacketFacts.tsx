import { useState, type ReactNode } from 'react';
import { useCommand } from '../commands';
import type { HandoverState, PacketMark, PacketPartsFragment } from '../generated/graphql';
import { useSpeech } from '../words';
import { MarkPacket } from './queries';
import { readable } from './values';

type Marks = Record<string, PacketMark>;
type Props = { label: string; handover: PacketPartsFragment };
type Entry = PacketPartsFragment['packet'][number];

/** The handover by which the person has the case now. */
export function receivedBy<Leg extends { state: HandoverState; receiver?: { id: string } | null }>(
  handovers: readonly Leg[],
  personId: string,
): Leg | undefined {
  return handovers.findLast((one) => one.state === 'ACCEPTED' && one.receiver?.id === personId);
}

/** What travelled, in the words and figures of its reader's language. */
export function PacketFacts({ label, handover }: Props) {
  if (handover.packet.length === 0) return null;
  return (
    <dl className="facts packet-facts" aria-label={label}>
      {handover.packet.map((entry) => (
        <div key={entry.name}>
          <Term handover={handover} name={entry.name} />
          <Value handover={handover} entry={entry} />
        </div>
      ))}
    </dl>
  );
}

function Term({ handover, name }: { handover: PacketPartsFragment; name: string }) {
  const { say } = useSpeech();
  const field = handover.packetFields.find((one) => one.name === name);
  return <dt>{field ? say(field.label) : name}</dt>;
}

type ValueProps = {
  handover: PacketPartsFragment;
  entry: Entry | undefined;
  children?: ReactNode;
};

function Value({ handover, entry, children }: ValueProps) {
  const { words, say, locale } = useSpeech();
  const text = words.packet;
  const field = handover.packetFields.find((one) => one.name === entry?.name);
  let said: string;
  let quiet = true;
  if (!entry) said = text.notFilled;
  else if (entry.skipped) {
    const why = [text.skipReasons[entry.skipped], entry.skipNote].filter(Boolean).join('. ');
    said = text.skippedBecause(why);
  } else if (entry.hidden) said = text.hidden;
  else {
    said = readable(field, entry.value, { locale, say, yes: text.yes, no: text.no });
    quiet = false;
  }
  return (
    <dd className={children ? 'packet-marked' : undefined}>
      <span className={quiet ? 'quiet' : undefined}>{said}</span>
      {children}
    </dd>
  );
}

/** The same for who received it and has the case: one press says what it was worth. */
export function PacketMarks({ label, handover, id }: Props & { id: string }) {
  const { words, say } = useSpeech();
  const text = words.packet;
  const run = useCommand();
  const saved = Object.fromEntries(handover.packetMarks.map(({ name, mark }) => [name, mark]));
  const [pressed, setPressed] = useState<Marks | null>(null);
  const [said, setSaid] = useState('');
  const marks: Marks = pressed ?? saved;
  const marked = pressed !== null || Boolean(handover.packetMarkedAt);
  if (handover.packetFields.length === 0) return null;

  const save = async (next: Marks) => {
    const before = pressed;
    setPressed(next);
    setSaid('');
    const answer = await run(
      MarkPacket,
      {
        handoverId: id,
        marks: Object.entries(next).map(([name, mark]) => ({ name, mark })),
      },
      (data) => data.markPacket,
    );
    if ('good' in answer) {
      setSaid(text.marked);
      return;
    }
    setPressed(before);
    setSaid('problem' in answer ? answer.problem || words.common.problem : words.common.unsure);
  };
  const press = (name: string, mark: PacketMark) => {
    const { [name]: old, ...rest } = marks;
    void save(old === mark ? rest : { ...rest, [name]: mark });
  };

  return (
    <div className="packet-marks" role="group" aria-label={label}>
      <dl className="facts packet-facts">
        {handover.packetFields.map((field) => {
          const entry = handover.packet.find((one) => one.name === field.name);
          const filled = entry !== undefined && !entry.skipped;
          const fitting: PacketMark[] = filled ? ['ASKED_AGAIN', 'NEVER_USED'] : ['MISSING'];
          return (
            <div key={field.name}>
              <Term handover={handover} name={field.name} />
              <Value handover={handover} entry={entry}>
                <span className="packet-presses">
                  {fitting.map((mark) => (
                    <button
                      key={mark}
                      type="button"
                      className="packet-press"
                      aria-pressed={marks[field.name] === mark}
                      aria-label={`${say(field.label)}: ${text.marks[mark]}`}
                      onClick={() => press(field.name, mark)}
                    >
                      {text.marks[mark]}
                    </button>
                  ))}
                </span>
              </Value>
            </div>
          );
        })}
      </dl>
      <p className="row small">
        <button
          type="button"
          className="packet-press"
          aria-pressed={marked && Object.keys(marks).length === 0}
          onClick={() => void save({})}
        >
          {text.allUseful}
        </button>
        <span role="status" className="quiet">
          {said || text.markWhy}
        </span>
      </p>
    </div>
  );
}
