import { useQuery } from 'urql';
import type { DryRunQuery as Data } from '../generated/graphql';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { day, exact, percent } from '../words/format';
import { Groups } from './Groups';
import { DryRunQuery } from './queries';
import { Rates } from './Rates';
import { Sureness } from './Sureness';

export type Run = NonNullable<Data['dryRun']>;

/** Would it have been right on our own history? The first line says; the rest proves it. */
export function DryRunPage() {
  const [{ data, error }, again] = useQuery({ query: DryRunQuery });
  const { words } = useSpeech();
  useTitle(words.dryrun.title);
  return (
    <div className="page dryrun">
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={5} /> : null}
      {data && !data.dryRun ? <NoneYet /> : null}
      {data?.dryRun ? <Report run={data.dryRun} /> : null}
    </div>
  );
}

function NoneYet() {
  const text = useSpeech().words.dryrun;
  return (
    <>
      <h1>{text.title}</h1>
      <Empty
        more={
          <>
            {text.how} <code>netsvc evaluate routing LOG --keep</code>
          </>
        }
      >
        {text.none}
      </Empty>
    </>
  );
}

function Report({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  const count = (value: number) => value.toLocaleString(locale);
  const since = run.scoredAfter ? text.after(day(run.scoredAfter, locale)) : text.all;
  return (
    <>
      <header>
        <p className="quiet">{text.title}</p>
        <h1>{answer(run, text, locale)}</h1>
        <p className="quiet measure">
          {text.about(run.log, count(run.cases), since, count(run.unit.first.cases))}{' '}
          {text.ranAt(exact(run.at, locale))}
        </p>
      </header>
      <Rates run={run} />
      <Moves run={run} />
      <Sureness run={run} />
      <Groups title={text.byUnit} rows={run.byUnit} small={text.smallUnits} />
      <Groups title={text.byType} rows={run.byIssueType} small={text.smallTypes} />
      <Weak run={run} />
    </>
  );
}

function answer(run: Run, text: Words, locale: string): string {
  const { first, firstThree } = run.unit;
  const own = run.ownFirst;
  const pairs = run.againstOwnFirst;
  // a run kept before pairs were compared has the two intervals only
  const better = pairs ? pairs.low > 0 : first.low > own.high;
  const worse = pairs ? pairs.high < 0 : first.high < own.low;
  const verdict = better ? text.better : worse ? text.worse : text.level;
  return verdict(
    percent(first.share, locale),
    percent(own.share, locale),
    percent(firstThree.share, locale),
  );
}

type Words = ReturnType<typeof useSpeech>['words']['dryrun'];

function Moves({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  const { moves } = run;
  const hundred = (value: number) =>
    Math.abs(value * 100).toLocaleString(locale, { maximumFractionDigits: 0 });
  const signed = (value: number) =>
    (value * 100).toLocaleString(locale, { maximumFractionDigits: 0 });
  const title =
    moves.low > 0
      ? text.saved(hundred(moves.savedACase))
      : moves.high < 0
        ? text.cost(hundred(moves.savedACase))
        : text.noTelling;
  return (
    <section aria-labelledby="moves">
      <h2 id="moves">{title}</h2>
      <p className="measure">
        {text.movesSay(moves.moves.toLocaleString(locale), moves.movesThen.toLocaleString(locale))}{' '}
        {moves.high < 0
          ? text.more(hundred(moves.high), hundred(moves.low))
          : text.fewer(signed(moves.low), signed(moves.high))}{' '}
        {text.movedSay(
          moves.bounced.toLocaleString(locale),
          moves.bouncedThen.toLocaleString(locale),
        )}
      </p>
      <p className="quiet measure">{text.assumption}</p>
    </section>
  );
}

function Weak({ run }: { run: Run }) {
  const { words, locale } = useSpeech();
  const text = words.dryrun;
  return (
    <section aria-labelledby="weak">
      <h2 id="weak">{text.weak}</h2>
      {run.weak.length === 0 ? <p>{text.nothingWeak}</p> : <p className="measure">{text.help}</p>}
      <ul>
        {run.weak.map((one) => (
          <li key={one.issueType}>
            {text.weakSays(
              one.issueType,
              percent(one.firstThree.share, locale),
              new Intl.ListFormat(locale).format(one.units),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
