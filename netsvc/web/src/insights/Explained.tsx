import { useSearchParams } from 'wouter';
import type { FlowPartsFragment, LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { longDuration, percentRange } from '../words/format';
import { idOf, standing, type Level } from './links';

type Props = {
  data: LinksData;
  row: FlowPartsFragment;
  level: Level;
  /** Whether the log tells when anything was accepted. */
  timed: boolean;
  clear: () => void;
};

/** A chosen cell in words, and what can be done from it. */
export function Explained({ data, row, level, timed, clear }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const same = (one: Pick<FlowPartsFragment, 'source' | 'target'>) =>
    idOf(one.source) === idOf(row.source) && idOf(one.target) === idOf(row.target);
  const ended = data[level === 'units' ? 'unitOutcomes' : 'siloOutcomes'].rows.find(same);
  const again = data[level === 'units' ? 'unitAgain' : 'siloAgain'].rows.find(same);
  const round = (value: number) => Math.round(value).toLocaleString(locale);
  const [, setParams] = useSearchParams();
  const closed = () => {
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        next.set('whatif', 'close');
        next.set('one', row.source.key);
        next.set('other', row.target.key);
        return next;
      },
      { replace: true },
    );
    document.getElementById('what-if')?.focus();
  };
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
          : timed
            ? text.noPace
            : text.notTimed}{' '}
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
          <button type="button" className="plain" onClick={closed}>
            {text.whatIfClosed}
          </button>
        ) : null}
      </p>
    </>
  );
}
