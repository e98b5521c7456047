import { Box } from '@mantine/core';
import { useSpeech } from '../words';
import { day, percent } from '../words/format';
import { points, share, ticks, type Side, type Week } from './model';

const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 48;
const RIGHT = 112;
const TOP = 24;
const BOTTOM = 28;
const SIDES: readonly Side[] = ['treated', 'comparison'];

/** Both sides over time with the start marked; the title says the finding, a table the figures. */
export function Trend({ weeks }: { weeks: readonly Week[] }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const before = weeks.filter((week) => !week.after);
  const after = weeks.filter((week) => week.after);
  const said = (some: readonly Week[], side: Side) => {
    const value = share(some, side);
    return value === null ? '–' : percent(value, locale);
  };
  return (
    <section aria-labelledby="trend">
      <h2 id="trend" className="pilot-finding">
        {text.trendTitle(said(after, 'treated'), said(after, 'comparison'))}
      </h2>
      <Picture weeks={weeks} />
      <p className="quiet small">
        {text.trendSays(said(before, 'treated'), said(before, 'comparison'))}
      </p>
      <details>
        <summary>{text.trendTable}</summary>
        <Box className="wide-table" role="region" aria-label={text.trendTable} tabIndex={0}>
          <table>
            <caption className="hidden">{text.trendTable}</caption>
            <thead>
              <tr>
                <th scope="col">{text.week}</th>
                {SIDES.map((side) => (
                  <th key={side} scope="col" colSpan={2} className="number">
                    {text[side]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeks.map((week) => (
                <tr key={week.week} className={week.after ? 'after' : ''}>
                  <th scope="row">
                    {day(week.starts, locale)}
                    {week.after && week.week === (after[0]?.week ?? 0) ? ` · ${text.starts}` : ''}
                  </th>
                  {SIDES.map((side) => [
                    <td key={side} className="number">
                      {said([week], side)}
                    </td>,
                    <td key={`${side} of`} className="number quiet">
                      {text.ofCases(
                        week[side].resolved.toLocaleString(locale),
                        week[side].cases.toLocaleString(locale),
                      )}
                    </td>,
                  ])}
                </tr>
              ))}
            </tbody>
          </table>
        </Box>
      </details>
    </section>
  );
}

function Picture({ weeks }: { weeks: readonly Week[] }) {
  const { words, locale } = useSpeech();
  const text = words.pilots;
  const lines = SIDES.map((side) => ({ side, points: points(weeks, side) }));
  const values = lines.flatMap((line) => line.points.map((point) => point.value));
  const marks = ticks(Math.min(...values, 1), Math.max(...values, 0));
  const [low = 0, high = 1] = [marks[0], marks.at(-1)];
  const x = (week: number) => LEFT + (week / weeks.length) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
  const start = weeks.findIndex((week) => week.after);
  const ends = lines.map((line) => y(line.points.at(-1)?.value ?? low));
  const apart = apartBy(ends, 18);
  return (
    <svg className="pilot-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(mark)} y2={y(mark)} className="chart-grid" />
          <text x={LEFT - 8} y={y(mark) + 4} textAnchor="end" className="chart-quiet">
            {percent(mark, locale)}
          </text>
        </g>
      ))}
      {start >= 0 ? (
        <g>
          <line
            x1={x(start)}
            x2={x(start)}
            y1={TOP - 8}
            y2={HEIGHT - BOTTOM}
            className="chart-start"
          />
          <text x={x(start) + 6} y={TOP - 10} className="chart-text">
            {text.starts}
          </text>
        </g>
      ) : null}
      {[0, start, weeks.length - 1].map((at, place) =>
        weeks[at] ? (
          <text
            key={place}
            x={x(at)}
            y={HEIGHT - 8}
            textAnchor={place === 2 ? 'end' : place === 1 ? 'middle' : 'start'}
            className="chart-quiet"
          >
            {day(weeks[at].starts, locale)}
          </text>
        ) : null,
      )}
      {lines.map((line, place) => (
        <g key={line.side} className={`chart-${line.side}`}>
          {[false, true].map((after) => (
            <polyline
              key={String(after)}
              points={line.points
                .filter((point) => point.from >= (start < 0 ? weeks.length : start) === after)
                .map((point) => `${x(point.from + point.weeks / 2)},${y(point.value)}`)
                .join(' ')}
            />
          ))}
          {line.points.map((point) =>
            line.side === 'treated' ? (
              <circle
                key={point.from}
                cx={x(point.from + point.weeks / 2)}
                cy={y(point.value)}
                r={3.5}
              />
            ) : (
              <rect
                key={point.from}
                x={x(point.from + point.weeks / 2) - 3}
                y={y(point.value) - 3}
                width={6}
                height={6}
              />
            ),
          )}
          <text x={WIDTH - RIGHT + 8} y={(apart[place] ?? 0) + 4}>
            {text[line.side]}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Two labels that would cover each other move apart. */
function apartBy([first = 0, second = 0]: number[], gap: number): number[] {
  const missing = gap - Math.abs(first - second);
  if (missing <= 0) return [first, second];
  const move = missing / 2;
  return first <= second ? [first - move, second + move] : [first + move, second - move];
}
