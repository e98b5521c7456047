import type { EstimatePartsFragment, FlowPartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { longDuration, percent, percentRange } from '../words/format';
import type { Beside } from './beside';
import { cellOf, idOf, restLast, type Chosen } from './links';
import { WideTable } from './Section';
import { useLength } from './useShown';

const FLOWS = 10;
const MORE = 200;

type Props = {
  rows: readonly FlowPartsFragment[];
  beside: Beside;
  choose: (chosen: Chosen) => void;
};

/** The same as the matrix, as a table: the largest flows first. */
export function Flows({ rows: flows, beside, choose }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.insights;
  const [shown, show] = useLength('flows', FLOWS);
  const rows = [...flows].sort((a, b) => restLast(a, b) || b.count - a.count);
  const { timed, resolved } = beside;
  const lines = timed || resolved ? 2 : 1;
  const ends = beside.ended.size > 0;
  const asks = beside.again.size > 0;
  return (
    <>
      <WideTable label={words.links.asTable}>
        <table className="flows">
          <thead>
            <tr>
              <th scope="col" rowSpan={lines}>
                {words.links.fromTo}
              </th>
              <Head lines={lines} name={text.count} />
              <Head lines={lines} name={words.links.byVolume} />
              <Head lines={lines} name={text.share} />
              {timed ? <Spans name={text.acceptedWithin} /> : null}
              {resolved ? <Spans name={text.resolvedWithin} /> : null}
              {ends ? <Head lines={lines} name={text.declined} /> : null}
              {ends ? <Head lines={lines} name={text.bounced} /> : null}
              {asks ? <Head lines={lines} name={text.askedAgain} /> : null}
            </tr>
            {lines === 2 ? (
              <tr>
                {timed ? <Halves /> : null}
                {resolved ? <Halves /> : null}
              </tr>
            ) : null}
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => {
              const ended = beside.ended.get(cellOf(row.source, row.target));
              const again = beside.again.get(cellOf(row.source, row.target));
              return (
                <tr key={row.key}>
                  <th scope="row">
                    <button
                      type="button"
                      className="plain"
                      onClick={() => choose({ from: idOf(row.source), to: idOf(row.target) })}
                    >
                      {say(row.source.label)} → {say(row.target.label)}
                    </button>
                  </th>
                  <td className="number">{row.count.toLocaleString(locale)}</td>
                  <td className="number">
                    {row.against ? Math.round(row.against.expected).toLocaleString(locale) : null}
                  </td>
                  <td className="number">{percent(row.share.value, locale)}</td>
                  {timed ? <Time seconds={row.medianSeconds} /> : null}
                  {timed ? <Time seconds={row.p90Seconds} /> : null}
                  {resolved ? <Time seconds={row.medianResolutionSeconds} /> : null}
                  {resolved ? <Time seconds={row.p90ResolutionSeconds} /> : null}
                  {ends ? <Share estimate={ended?.declined} /> : null}
                  {ends ? <Share estimate={ended?.bounced} /> : null}
                  {asks ? <Share estimate={again?.repeatAsking} /> : null}
                </tr>
              );
            })}
          </tbody>
        </table>
      </WideTable>
      <p className="quiet small">
        {text.dash} {timed ? null : words.links.notTimed}
      </p>
      {rows.length > shown ? (
        <p>
          <button type="button" className="plain" onClick={() => show(shown + MORE)}>
            {shown + MORE < rows.length ? text.moreFlows(MORE) : text.allFlows(rows.length)}
          </button>
        </p>
      ) : null}
    </>
  );
}

const Head = ({ name, lines }: { name: string; lines: number }) => (
  <th scope="col" rowSpan={lines} className="number">
    {name}
  </th>
);

const Spans = ({ name }: { name: string }) => (
  <th scope="colgroup" colSpan={2} className="number">
    {name}
  </th>
);

function Halves() {
  const text = useSpeech().words.insights;
  return (
    <>
      <th scope="col" className="number">
        {text.half}
      </th>
      <th scope="col" className="number">
        {text.nineInTen}
      </th>
    </>
  );
}

function Time({ seconds }: { seconds: number | null | undefined }) {
  const { locale } = useSpeech();
  return <td className="number">{seconds == null ? <Few /> : longDuration(seconds, locale)}</td>;
}

function Share({ estimate }: { estimate: EstimatePartsFragment | null | undefined }) {
  const { locale } = useSpeech();
  return <td className="number">{estimate ? percentRange(estimate, locale) : <Few />}</td>;
}

/** Short, because many of them stand in one table; what it means stands under it. */
function Few() {
  const text = useSpeech().words.insights;
  return (
    <span className="quiet">
      <span aria-hidden="true">–</span>
      <span className="hidden">{text.tooFew}</span>
    </span>
  );
}
