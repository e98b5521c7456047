import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { ConnectionEditor } from '../availability/ConnectionEditor';
import type { MiniNetworkQuery } from '../generated/graphql';
import { useMe } from '../me';
import { has, LEAD_ROLES, NETWORK_ROLES } from '../roles';
import { useNow } from '../time';
import { FreeMark, Mark } from '../ui/Mark';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { Agreements } from './Agreements';
import { byUnit } from './model';
import { NetworkHealth } from './Health';
import { Learnt } from './Learnt';
import { PilotsOf } from './PilotsOf';
import { NetworkQuery } from './queries';
import { RotaWeek } from './RotaWeek';
import { Standard } from './Standard';
import { StartDraft } from './StartDraft';
import { useSwapEvents } from './SwapNews';
import { Swaps } from './Swaps';

export type Network = NonNullable<MiniNetworkQuery['miniNetwork']>;

/** Who works together across units, on what, and who of them is on duty when. */
export function MiniNetworkPage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const [{ data, error }, again] = useQuery({ query: NetworkQuery, variables: { id } });
  const [news, setNews] = useState('');
  const network = data?.miniNetwork;
  useTitle(network ? say(network.name) : text.title);
  const refresh = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useSwapEvents(refresh);
  if (data && !network) return <NotFound />;
  const keeps = has(me.roles, NETWORK_ROLES);
  return (
    <div className="page network-page">
      <p className="small">
        <Link href="/mininetworks">{text.title}</Link>
      </p>
      {error && !data ? <Failed again={refresh} /> : null}
      {!data && !error ? <Skeletons rows={6} /> : null}
      {network ? (
        <>
          <header className="stack">
            <div className="row">
              <h1>{say(network.name)}</h1>
              <Activity network={network} />
            </div>
            <OnDuty network={network} />
            {keeps ? (
              <p className="row">
                <Link href={`/mininetworks/${encodeURIComponent(id)}/change`}>{text.change}</Link>
                <Link href={`/mininetworks/${encodeURIComponent(id)}/rota`}>
                  {network.rota ? text.changeRota : text.makeRota}
                </Link>
                <Link href={`/mininetworks/${encodeURIComponent(id)}/agreement`}>
                  {network.agreement ? text.changeAgreement : text.writeAgreement}
                </Link>
              </p>
            ) : null}
            {keeps && network.draft ? (
              <StartDraft
                network={network}
                done={(said) => {
                  setNews(said);
                  refresh();
                }}
              />
            ) : null}
            <p role="status">{news}</p>
          </header>
          <RotaWeek network={network} keeps={keeps} done={setNews} refresh={refresh} />
          <Swaps network={network} done={setNews} refresh={refresh} />
          <NetworkHealth id={network.id} />
          <div className="network-columns">
            <div className="stack">
              <section aria-labelledby="agreement" className="stack">
                <h2 id="agreement">{text.agreement}</h2>
                <Standard
                  network={network}
                  keeps={keeps}
                  done={(said) => {
                    setNews(said);
                    refresh();
                  }}
                />
                <Agreements agreements={network.agreements} keeps={keeps} id={id} />
              </section>
              <Learnt network={network} />
            </div>
            <div className="stack network-aside">
              <Members network={network} />
              <section aria-labelledby="matters" className="stack">
                <h2 id="matters">{text.coversTitle}</h2>
                <ul>
                  {network.covers.map((one) => (
                    <li key={one.id}>{say(one.name)}</li>
                  ))}
                </ul>
              </section>
              {keeps ? <PilotsOf id={network.id} /> : null}
              {has(me.roles, LEAD_ROLES) ? (
                <p>
                  <Link href={`/pilots/new?network=${encodeURIComponent(network.id)}`}>
                    {text.planPilot}
                  </Link>
                </p>
              ) : null}
              {keeps ? (
                <section aria-labelledby="connected" className="stack">
                  <h2 id="connected">{words.availability.connection}</h2>
                  <ConnectionEditor id={network.id} line={network.directLine ?? null} />
                </section>
              ) : null}
            </div>
          </div>
        </>
      ) : null}
    </div>
  );
}

function Activity({ network }: { network: Network }) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const now = useNow(60_000);
  const { activeFrom, activeTo } = network;
  if (network.draft) return <Mark meaning="waiting">{text.draft}</Mark>;
  if (activeTo && Date.parse(activeTo) <= now) {
    return <Mark meaning="away">{text.endedOn(day(activeTo, locale))}</Mark>;
  }
  if (activeFrom && Date.parse(activeFrom) > now) {
    return <Mark meaning="waiting">{text.startsOn(day(activeFrom, locale))}</Mark>;
  }
  return (
    <Mark meaning="done">{activeTo ? text.activeUntil(day(activeTo, locale)) : text.active}</Mark>
  );
}

function OnDuty({ network }: { network: Network }) {
  const { words, locale } = useSpeech();
  const text = words.mininetworks;
  const ids = new Set(network.onDutyNow.map((one) => one.id));
  const people = network.members.filter((one) => ids.has(one.id));
  if (people.length === 0) return <p>{text.nobodyOnDutyNow}</p>;
  const free = people.filter((one) => one.freeNow).length;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <p>
      {text.onDutyWho(and.format(people.map((one) => one.name)), people.length)}{' '}
      <Mark meaning={free > 0 ? 'free' : 'waiting'}>
        {free > 0 ? text.freeOf(free, people.length) : text.noneFree}
      </Mark>
    </p>
  );
}

function Members({ network }: { network: Network }) {
  const { words, say } = useSpeech();
  const text = words.mininetworks;
  const onDuty = new Set(network.onDutyNow.map((one) => one.id));
  return (
    <section aria-labelledby="members" className="stack">
      <h2 id="members">{text.membersTitle}</h2>
      {byUnit(network.members).map((unit) => (
        <div key={unit.id}>
          <h3>
            {unit.name ? (
              <Link href={`/units/${encodeURIComponent(unit.id)}`}>{say(unit.name)}</Link>
            ) : (
              words.common.unknown
            )}
          </h3>
          <ul className="member-list">
            {unit.people.map((one) => (
              <li key={one.id} className="row">
                <Link href={`/people/${encodeURIComponent(one.id)}`}>{one.name}</Link>
                <FreeMark {...one} />
                {onDuty.has(one.id) ? <span className="tag">{text.onDutyTag}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
