import { NativeSelect } from '@mantine/core';
import { useQuery } from 'urql';
import type { WhatIfQuery as Data } from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { INSIGHTS, Section } from './Section';
import { useAddress } from './useAddress';
import { useDays } from './usePeriod';
import { KINDS, link, lone, moved, partnersOf, placesOf, withoutUnit } from './whatIf';
import type { Answer, Choice, Kind } from './whatIf';
import { WhatIfAnswer } from './WhatIfAnswer';
import { TypeMovedQuery, WhatIfQuery } from './whatIfQueries';

/** A change is chosen by keyboard, stands in the address, and is answered from history. */
export function WhatIf() {
  const { words } = useSpeech();
  const text = words.whatIf;
  const [params, change] = useAddress();
  const kind = KINDS.find((one) => one === params.get('whatif')) ?? null;
  const put = (values: Record<string, string>) =>
    change((next) => {
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
    });
  return (
    <section aria-labelledby="what-if">
      <h2 id="what-if" tabIndex={-1}>
        {text.title}
      </h2>
      <p className="quiet measure">{text.more}</p>
      <div className="row" role="group" aria-label={text.title}>
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="level"
            aria-pressed={one === kind}
            onClick={() => put({ whatif: one === kind ? '' : one, one: '', other: '', type: '' })}
          >
            {text.kinds[one]}
          </button>
        ))}
      </div>
      {kind ? <Asked kind={kind} params={params} put={put} /> : null}
    </section>
  );
}

type AskedProps = {
  kind: Kind;
  params: URLSearchParams;
  put: (values: Record<string, string>) => void;
};

function Asked({ kind, params, put }: AskedProps) {
  const { words } = useSpeech();
  const text = words.whatIf;
  const [{ data, error }, again] = useQuery({
    query: WhatIfQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={3} />;
  const one = params.get('one') ?? '';
  const other = params.get('other') ?? '';
  const type = params.get('type') ?? '';
  const set = (name: string) => (value: string) => put({ [name]: value });
  const about = {
    unit: data.withoutUnit,
    open: data.linkOpened,
    close: data.linkClosed,
    move: data.movedTypes,
    person: null,
  }[kind];
  return (
    <div className="stack what-if">
      <div className="row fields">
        {kind === 'move' ? (
          <Field label={text.type} all={data.movedTypes.rows} value={type} set={set('type')} />
        ) : null}
        <Field
          label={
            kind === 'move'
              ? text.toUnit
              : kind === 'open' || kind === 'close'
                ? text.first
                : text.unit
          }
          all={unitsOf(kind, data)}
          value={one}
          set={set('one')}
        />
        {kind === 'open' || kind === 'close' ? (
          <Field
            label={text.second}
            all={partnersOf(endsOf(kind, data), one, other)}
            value={other}
            set={set('other')}
          />
        ) : null}
      </div>
      {kind !== 'person' && about ? (
        <Section about={about}>
          {kind === 'move' ? (
            <Moved data={data} unit={one} type={type} />
          ) : (
            <>
              <Told kind={kind} data={data} one={one} other={other} />
              <p className="measure quiet">{text.assumed[kind]}</p>
            </>
          )}
        </Section>
      ) : (
        <>
          <p className="network-says" role="status">
            {text.person(lone(data, null), one ? lone(data, one) : null)}
          </p>
          <p className="measure quiet">{text.assumed.person}</p>
        </>
      )}
    </div>
  );
}

function unitsOf(kind: Kind, data: Data): readonly Choice[] {
  if (kind === 'unit') return data.withoutUnit.rows;
  if (kind === 'move') return data.load.rows;
  return placesOf(endsOf(kind, data));
}

/** Pairs whose link may open, close or hang on somebody; a missing one may open, too. */
function endsOf(kind: 'open' | 'close' | 'person', data: Data) {
  if (kind === 'open') return [...data.linkOpened.rows, ...data.missingLinks.rows];
  return (kind === 'close' ? data.linkClosed : data.loneBridges).rows;
}

/** The service draws how many cases come and how long they wait together. */
function Moved({ data, unit, type }: { data: Data; unit: string; type: string }) {
  const { words, say } = useSpeech();
  const text = words.whatIf;
  const chosen = unit !== '' && type !== '';
  const [{ data: found, error, fetching }, again] = useQuery({
    query: TypeMovedQuery,
    variables: { type, unit, ...useDays() },
    context: INSIGHTS,
    pause: !chosen,
  });
  if (chosen && error) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (chosen && (fetching || !found)) return <Skeletons rows={2} />;
  const answer = chosen && found ? moved(found) : null;
  if (!answer) {
    return (
      <p className="network-says" role="status">
        {chosen ? text.nothing.move : text.choose}
      </p>
    );
  }
  const name = (all: readonly Choice[], key: string) => {
    const one = all.find((choice) => choice.key === key);
    return one ? say(one.label) : '';
  };
  return (
    <>
      <WhatIfAnswer
        kind="move"
        answer={answer}
        unit={name(data.load.rows, unit)}
        about={name(data.movedTypes.rows, type)}
      />
      {found?.typeMoved ? <p className="measure quiet">{say(found.typeMoved.assumed)}</p> : null}
    </>
  );
}

type ToldProps = {
  kind: Exclude<Kind, 'person' | 'move'>;
  data: Data;
  one: string;
  other: string;
};

function Told({ kind, data, one, other }: ToldProps) {
  const text = useSpeech().words.whatIf;
  const { say } = useSpeech();
  const whole = kind === 'unit' ? one : one && other;
  const answers: Record<typeof kind, () => Answer | null> = {
    unit: () => withoutUnit(data, one),
    open: () => link(data.linkOpened.rows, one, other),
    close: () => link(data.linkClosed.rows, one, other),
  };
  const name = (all: readonly Choice[], key: string) => {
    const found = all.find((choice) => choice.key === key);
    return found ? say(found.label) : '';
  };
  const found = whole ? answers[kind]() : null;
  if (!found) {
    return (
      <p className="network-says" role="status">
        {whole ? text.nothing[kind] : text.choose}
      </p>
    );
  }
  const units = unitsOf(kind, data);
  return (
    <WhatIfAnswer kind={kind} answer={found} unit={name(units, one)} about={name(units, other)} />
  );
}

type FieldProps = {
  label: string;
  all: readonly Choice[];
  value: string;
  set: (value: string) => void;
};

function Field({ label, all, value, set }: FieldProps) {
  const { words, say, locale } = useSpeech();
  const options = all
    .map((one) => ({ value: one.key, label: say(one.label) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
      data={[{ value: '', label: words.whatIf.none }, ...options]}
    />
  );
}
