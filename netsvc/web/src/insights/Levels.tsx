import type { ReactNode } from 'react';
import { useSpeech } from '../words';
import type { Level } from './links';

const LEVELS: readonly Level[] = ['silos', 'units'];

type Props = {
  label: string;
  level: Level;
  show: (level: Level) => void;
  /** What stands beside the choice. */
  children?: ReactNode;
};

/** By silo or by unit: a choice of two. */
export function Levels({ label, level, show, children }: Props) {
  const text = useSpeech().words.links;
  return (
    <div className="row" role="group" aria-label={label}>
      {LEVELS.map((one) => (
        <button
          key={one}
          type="button"
          className="level"
          aria-pressed={one === level}
          onClick={() => show(one)}
        >
          {text.levels[one]}
        </button>
      ))}
      {children}
    </div>
  );
}
