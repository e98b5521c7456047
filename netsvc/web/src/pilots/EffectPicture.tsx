import { WideTable } from '../insights/Section';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { plain, signed, ticks, type Pilot } from './model';

const WIDTH = 720;
const LEFT = 24;
const RIGHT = 24;
const ROW = 52;
const TOP = 40;

/** Estimate and interval of each look on one line of points, against zero and what was wanted. */
export function EffectPicture({ pilot }: { pilot: Pilot }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const looks = pilot.looks.flatMap((look) =>
    look.result?.effect ? [{ ...look, effect: look.result.effect }] : [],
  );
  const last = looks.at(-1);
  if (!last) return null;
  const worth = pilot.smallestEffect ?? 0;
  // a first look may be so unsure that its interval would hide all others
  const bound = Math.max(0.3, Math.abs(last.effect.low), Math.abs(last.effect.high), worth) * 1.1;
  const within = (value: number) => Math.max(-bound, Math.min(bound, value));
  const marks = ticks(
    Math.min(0, ...looks.map((look) => within(look.effect.low))),
    Math.max(worth, ...looks.map((look) => within(look.effect.high))),
  );
  const [low = -1, high = 1] = [marks[0], marks.at(-1)];
  const x = (value: number) =>
    LEFT +
    ((Math.max(low, Math.min(high, value)) - low) / (high - low || 1)) * (WIDTH - LEFT - RIGHT);
  const height = TOP + looks.length * ROW + 28;
  return (
    <section aria-labelledby="effect">
      <h2 id="effect" className="pilot-finding">
        {text.effectTitle}
      </h2>
      <p>
        {text.effectSays(
          signed(last.effect.estimate, locale),
          signed(last.effect.low, locale),
          signed(last.effect.high, locale),
          plain(worth, locale),
        )}
      </p>
      <svg className="pilot-chart" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
        <rect
          x={x(worth)}
          y={TOP - 8}
          width={WIDTH - RIGHT - x(worth)}
          height={height - TOP - 20}
          className="chart-worth"
        />
        <line x1={x(0)} x2={x(0)} y1={TOP - 8} y2={height - 28} className="chart-zero" />
        <text
          x={x(0) < 60 ? 0 : x(0)}
          y={TOP - 16}
          textAnchor={x(0) < 60 ? 'start' : 'middle'}
          className="chart-text"
        >
          {text.zero}
        </text>
        <text x={x(worth) + 4} y={TOP - 16} className="chart-done">
          {x(worth) - x(0) > 90 ? text.worth : ''}
        </text>
        {marks.map((mark) => (
          <text key={mark} x={x(mark)} y={height - 8} textAnchor="middle" className="chart-quiet">
            {signed(mark, locale)}
          </text>
        ))}
        {looks.map((look, place) => {
          const y = TOP + place * ROW + 30;
          const faint = look !== last;
          return (
            <g key={look.number} className={faint ? 'chart-look faint' : 'chart-look'}>
              <text x={LEFT + 8} y={y - 14}>
                {`${text.look} ${look.number} · ${day(look.on, locale)}`}
              </text>
              <line x1={x(look.effect.low)} x2={x(look.effect.high)} y1={y} y2={y} />
              {[look.effect.low, look.effect.high].map((end, side) =>
                end < low || end > high ? (
                  <path
                    key={side}
                    d={
                      side === 0
                        ? `M${x(end) + 7} ${y - 6}L${x(end)} ${y}l7 6`
                        : `M${x(end) - 7} ${y - 6}L${x(end)} ${y}l-7 6`
                    }
                  />
                ) : (
                  <line key={side} x1={x(end)} x2={x(end)} y1={y - 6} y2={y + 6} />
                ),
              )}
              <circle cx={x(look.effect.estimate)} cy={y} r={6} />
            </g>
          );
        })}
      </svg>
      <Looks pilot={pilot} />
    </section>
  );
}

/** Each planned look: what it found, or that it is not shown before its day. */
export function Looks({ pilot }: { pilot: Pilot }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  return (
    <WideTable label={text.effectTable}>
      <table className="pilot-table">
        <caption className="hidden">{text.effectTable}</caption>
        <thead>
          <tr>
            <th scope="col">{text.look}</th>
            <th scope="col">{text.onDay}</th>
            <th scope="col">{text.found}</th>
          </tr>
        </thead>
        <tbody>
          {pilot.looks.map((look) => (
            <tr key={look.number}>
              <th scope="row">{look.number}</th>
              <td>
                {day(look.on, locale)}
                <span className="quiet small pilots-question">
                  {look.takenAt
                    ? text.taken(day(look.takenAt, locale), look.takenBy?.name ?? '')
                    : look.due
                      ? text.dueNow
                      : text.comes}
                </span>
              </td>
              <td className="figures">
                {look.result?.effect ? (
                  <>
                    {text.points(signed(look.result.effect.estimate, locale))} (
                    {text.interval(
                      signed(look.result.effect.low, locale),
                      signed(look.result.effect.high, locale),
                    )}
                    )
                    <span className="quiet small pilots-question">
                      {text.dataUpTo(look.result.weeks.filter((week) => week.after).length)}
                    </span>
                  </>
                ) : (
                  <span className="quiet">{text.notBefore}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
