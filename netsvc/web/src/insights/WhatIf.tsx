import { NativeSelect } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchParams } from 'wouter';
import type { WhatIfQuery as Data } from '../generated/insights/graphql';
import { Failed, Skeletons } from '../ui/states';
import { useSpeech } from '../words';
import { INSIGHTS, Section } from './Section';
import { useDays } from './usePeriod';
import { KINDS, link, lone, moved, placesOf, withoutUnit } from './whatIf';
import type { Answer, Choice, Kind } from './whatIf';
import { WhatIfAnswer } from './WhatIfAnswer';
import { WhatIfQuery } from './whatIfQueries';

/** A change is chosen by keyboard, stands in the address, and is answered from history. */
export function WhatIf() {
  const { words } = useSpeech();
  const text = words.whatIf;
  const [params, setParams] = useSearchParams();
  const kind = KINDS.find((one) => one === params.get('whatif')) ?? null;
  const put = (values: Record<string, string>) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(values)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
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
  const links = kind === 'open' ? data.linkOpened : data.linkClosed;
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
            all={placesOf(links.rows).filter((place) => place.key !== one)}
            value={other}
            set={set('other')}
          />
        ) : null}
      </div>
      {kind !== 'person' && about ? (
        <Section about={about}>
          <Told kind={kind} data={data} one={one} other={other} type={type} />
          <p className="measure quiet">{text.assumed[kind]}</p>
        </Section>
      ) : (
        <>
          <p className="network-says" role="status">
            {text.person(lone(data, null), one ? lone(data, one) : null)}
          </p>
          <p className="measure quiet">{text.assumed[kind]}</p>
        </>
      )}
    </div>
  );
}

function unitsOf(kind: Kind, data: Data): readonly Choice[] {
  if (kind === 'unit') return data.withoutUnit.rows;
  if (kind === 'move') return data.load.rows;
  const about = { open: data.linkOpened, close: data.linkClosed, person: data.loneBridges }[kind];
  return placesOf(about.rows);
}

type ToldProps = {
  kind: Exclude<Kind, 'person'>;
  data: Data;
  one: string;
  other: string;
  type: string;
};

function Told({ kind, data, one, other, type }: ToldProps) {
  const text = useSpeech().words.whatIf;
  const { say } = useSpeech();
  const whole = kind === 'unit' ? one : kind === 'move' ? one && type : one && other;
  const answers: Record<typeof kind, () => Answer | null> = {
    unit: () => withoutUnit(data, one),
    open: () => link(data.linkOpened.rows, one, other),
    close: () => link(data.linkClosed.rows, one, other),
    move: () => moved(data, type, one),
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
    <WhatIfAnswer
      kind={kind}
      answer={found}
      unit={name(units, one)}
      about={kind === 'move' ? name(data.movedTypes.rows, type) : name(units, other)}
    />
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
