import type { FlowPartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { longDuration, percentRange } from '../words/format';
import type { Beside } from './beside';
import { cellOf, standing } from './links';
import { useWhatIf } from './useWhatIf';

type Props = {
  row: FlowPartsFragment;
  beside: Beside;
  clear: () => void;
};

/** A chosen cell in words, and what can be done from it. */
export function Explained({ row, beside, clear }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const ended = beside.ended.get(cellOf(row.source, row.target));
  const again = beside.again.get(cellOf(row.source, row.target));
  const round = (value: number) => Math.round(value).toLocaleString(locale);
  const whatIf = useWhatIf();
  return (
    <>
      <h3>
        {say(row.source.label)} → {say(row.target.label)}
      </h3>
      <p className="measure">
        {row.against
          ? text.against[standing(row.against)](
              round(row.count),
              round(row.against.expected),
              `${round(row.against.low ?? row.count)}–${round(row.against.high ?? row.count)}`,
            )
          : text.count(round(row.count))}{' '}
        {row.medianSeconds != null && row.p90Seconds != null
          ? text.pace(longDuration(row.medianSeconds, locale), longDuration(row.p90Seconds, locale))
          : beside.timed
            ? text.noPace
            : text.notTimed}{' '}
        {row.medianResolutionSeconds != null && row.p90ResolutionSeconds != null
          ? text.solved(
              longDuration(row.medianResolutionSeconds, locale),
              longDuration(row.p90ResolutionSeconds, locale),
            )
          : beside.resolved
            ? text.notSolved
            : null}{' '}
        {ended?.declined && ended.bounced
          ? text.ended(percentRange(ended.declined, locale), percentRange(ended.bounced, locale))
          : null}{' '}
        {again?.repeatAsking ? text.again(percentRange(again.repeatAsking, locale)) : null}
      </p>
      <p className="row">
        <button type="button" className="plain" onClick={clear}>
          {text.clear}
        </button>
        {row.source.unitId && row.target.unitId && row.source.key !== row.target.key ? (
          <button
            type="button"
            className="plain"
            onClick={() => whatIf('close', row.source.key, row.target.key)}
          >
            {text.whatIfClosed}
          </button>
        ) : null}
      </p>
    </>
  );
}
