import { useSpeech } from '../words';
import type { Suggestion } from './model';

type Part = Suggestion['contributions'][number];
type Moved = 'muchUp' | 'up' | 'littleUp' | 'littleDown' | 'down';

/** How far a part moved somebody, in words; the bounds are factors of 3, 1.5 and 1.5 down. */
export function moved(value: number): Moved {
  if (value >= Math.log(3)) return 'muchUp';
  if (value >= Math.log(1.5)) return 'up';
  if (value >= 0) return 'littleUp';
  return value > -Math.log(1.5) ? 'littleDown' : 'down';
}

/** Every part of the score with what was counted for it; together they are the score. */
export function Contributions({ parts }: { parts: readonly Part[] }) {
  const { words, say } = useSpeech();
  const text = words.desk;
  if (parts.length === 0) return null;
  const widest = Math.max(...parts.map((part) => Math.abs(part.value)));
  return (
    <table className="contributions">
      <caption>{text.whyParts}</caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.source}>
            <th scope="row">{say(part.text)}</th>
            <td>
              <span
                className="contribution-bar"
                data-down={part.value < 0 || undefined}
                style={{ width: `${Math.round((56 * Math.abs(part.value)) / widest)}px` }}
                aria-hidden="true"
              />
              {text.whyMoved[moved(part.value)]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
