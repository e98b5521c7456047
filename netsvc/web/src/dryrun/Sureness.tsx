import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { percent } from '../words/format';
import type { Run } from './DryRunPage';
import { Share } from './Rates';

const SIDE = 300;
const LEFT = 52;
const BELOW = 44;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** How sure it was against how often it was right; the table beside says the same. */
export function Sureness({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  const points = (run.calibrationError * 100).toLocaleString(locale, { maximumFractionDigits: 1 });
  return (
    <section aria-labelledby="sureness">
      <h2 id="sureness">{text.sureness(points)}</h2>
      <p className="measure">{text.surenessSays}</p>
      <div className="dryrun-sureness">
        <Diagram run={run} />
        <WideTable label={text.surenessTable}>
          <table>
            <caption className="hidden">{text.surenessTable}</caption>
            <thead>
              <tr>
                <th scope="col" className="number">
                  {text.said}
                </th>
                <th scope="col" className="number">
                  {text.right}
                </th>
                <th scope="col" className="number">
                  {text.cases}
                </th>
              </tr>
            </thead>
            <tbody>
              {run.sureness.map((bin) => (
                <tr key={bin.said}>
                  <th scope="row" className="number">
                    {percent(bin.said, locale)}
                  </th>
                  <td className="number">
                    <Share rate={bin.right} />
                  </td>
                  <td className="number">{bin.right.cases.toLocaleString(locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      </div>
    </section>
  );
}

function Diagram({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  const x = (share: number) => LEFT + share * SIDE;
  const y = (share: number) => 10 + (1 - share) * SIDE;
  return (
    <svg
      className="dryrun-diagram"
      viewBox={`0 0 ${LEFT + SIDE + 16} ${SIDE + 10 + BELOW}`}
      role="img"
      aria-label={text.diagram}
    >
      <rect x={LEFT} y={10} width={SIDE} height={SIDE} className="frame" />
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="even" />
      {TICKS.map((tick) => (
        <g key={tick}>
          <text x={x(tick)} y={y(0) + 18} textAnchor="middle">
            {percent(tick, locale)}
          </text>
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {percent(tick, locale)}
          </text>
        </g>
      ))}
      <text x={x(0.5)} y={y(0) + 38} textAnchor="middle">
        {text.saidAxis}
      </text>
      <text x={x(0.04)} y={26}>
        {text.rightAxis}
      </text>
      {run.sureness.map((bin) => (
        <g key={bin.said}>
          <line
            x1={x(bin.said)}
            x2={x(bin.said)}
            y1={y(bin.right.low)}
            y2={y(bin.right.high)}
            className="range"
          />
          <circle cx={x(bin.said)} cy={y(bin.right.share)} r={5} className="dot" />
        </g>
      ))}
    </svg>
  );
}
