import { useNow } from '../time';

/** A line that grows shorter; the seconds beside it say the same. */
export function TimeBar({ from, to }: { from: string; to: string | null }) {
  const now = useNow(500);
  if (!to) return null;
  const whole = Date.parse(to) - Date.parse(from);
  const left = Math.min(1, Math.max(0, (Date.parse(to) - now) / whole));
  return (
    <div className="time-bar" aria-hidden="true">
      <div style={{ transform: `scaleX(${left})` }} />
    </div>
  );
}
