import { useSpeech } from '../words';
import type { Answer, Kind, Range } from './whatIf';
import { WideTable } from './Section';

type Props = { kind: Exclude<Kind, 'person'>; answer: Answer; unit: string; about: string };

/** The answer as a sentence, and the same as a table. */
export function WhatIfAnswer({ kind, answer, unit, about }: Props) {
  const { words, locale } = useSpeech();
  const text = words.whatIf;
  const { cases, weeks, handovers, hours, stranded, apart, load, lifted, between } = answer;
  const round = (value: number, digits = 0) =>
    value.toLocaleString(locale, { maximumFractionDigits: digits });
  const change = (one: Range | null, say: typeof text.handovers) =>
    one ? (one.value > 0 ? say.more(round(one.value)) : say.fewer(round(-one.value))) : null;
  const betweenSays = ({ value, low, high }: Range) =>
    value > 0
      ? text.between.more(round(value, 1), round(low, 1), round(high, 1))
      : text.between.fewer(round(-value, 1), round(-high, 1), round(-low, 1));
  const parts = [
    text.affected[kind](round(cases), unit, about),
    change(handovers, text.handovers),
    change(hours, text.hours) ?? text.hoursUnknown,
    stranded === null ? text.strandedUnknown : stranded > 0 ? text.stranded(round(stranded)) : null,
    apart ? text.apart(round(apart)) : null,
    load ? text.load(unit, round(load.now, 1), round(load.then, 1)) : null,
    lifted ? text.lifted(unit, round(lifted, 1)) : null,
    kind === 'unit' && stranded ? text.homeless(round(stranded / weeks, 1)) : null,
    between ? betweenSays(between) : null,
  ];
  return (
    <>
      <p className="network-says" role="status">
        {parts.filter(Boolean).join(' ')}
      </p>
      <WideTable label={text.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.change}</th>
              <th scope="col" className="number">
                {text.inPeriod}
              </th>
              <th scope="col" className="number">
                {text.interval}
              </th>
              <th scope="col" className="number">
                {text.perWeek}
              </th>
            </tr>
          </thead>
          <tbody>
            <Row name={text.rows.cases} value={cases} weeks={weeks} />
            <Row name={text.rows.handovers} range={handovers} weeks={weeks} signed />
            <Row name={text.rows.hours} range={hours} weeks={weeks} signed />
            <Row name={text.rows.stranded} value={stranded} weeks={weeks} />
          </tbody>
        </table>
      </WideTable>
    </>
  );
}

type RowProps = {
  name: string;
  value?: number | null;
  range?: Range | null;
  weeks: number;
  signed?: boolean;
};

function Row({ name, value, range, weeks, signed = false }: RowProps) {
  const { words, locale } = useSpeech();
  const found = range ? range.value : value;
  const told = (one: number, digits = 0) =>
    one.toLocaleString(locale, {
      maximumFractionDigits: digits,
      signDisplay: signed ? 'exceptZero' : 'auto',
    });
  return (
    <tr>
      <th scope="row">{name}</th>
      {found == null ? (
        <td className="number quiet" colSpan={3}>
          {words.insights.tooFew}
        </td>
      ) : (
        <>
          <td className="number">{told(found)}</td>
          <td className="number">{range ? `${told(range.low)} – ${told(range.high)}` : null}</td>
          <td className="number">{told(found / weeks, 1)}</td>
        </>
      )}
    </tr>
  );
}
