import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useMe } from '../me';
import { has, NETWORK_ROLES } from '../roles';
import { useNow } from '../time';
import { Mark } from '../ui/Mark';
import { Empty, Failed, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';
import { AHEAD_DAYS, DAY_MS, rounded } from './model';
import { NetworksQuery } from './queries';

const HOUR = 3_600_000;

export function ListPage() {
  const { words, say, locale } = useSpeech();
  const text = words.mininetworks;
  const me = useMe();
  const now = useNow(60_000);
  const from = rounded(now, HOUR);
  const to = new Date(Date.parse(from) + AHEAD_DAYS * DAY_MS).toISOString();
  const [{ data, error }, again] = useQuery({ query: NetworksQuery, variables: { from, to } });
  const networks = data?.miniNetworks;
  const bare = networks?.filter((one) => one.activeNow && one.gaps.length > 0).length ?? 0;
  const reviews = networks?.filter((one) => one.standard?.reviewDue).length ?? 0;
  const and = new Intl.ListFormat(locale, { type: 'conjunction' });
  useTitle(text.title);
  return (
    <div className="page">
      <header className="row networks-top">
        <h1>
          {text.title}
          {networks ? (
            <span className="quiet">
              . {bare > 0 ? text.leadGaps(bare) : text.lead(networks.length)}
              {reviews > 0 ? ` ${text.leadReviews(reviews)}` : ''}
            </span>
          ) : null}
        </h1>
        {has(me.roles, NETWORK_ROLES) ? (
          <Link href="/mininetworks/new" className="button">
            {text.create}
          </Link>
        ) : null}
      </header>
      {error && !data ? <Failed again={() => again({ requestPolicy: 'network-only' })} /> : null}
      {!data && !error ? <Skeletons rows={3} height={72} /> : null}
      {networks?.length === 0 ? <Empty more={text.emptyMore}>{text.empty}</Empty> : null}
      {networks && networks.length > 0 ? (
        <table className="networks">
          <thead>
            <tr>
              <th scope="col">{text.network}</th>
              <th scope="col">{text.onDutyNow}</th>
              <th scope="col">{text.size}</th>
              <th scope="col">{text.nextGap}</th>
            </tr>
          </thead>
          <tbody>
            {networks.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link href={`/mininetworks/${encodeURIComponent(one.id)}`}>{say(one.name)}</Link>
                  {one.standard?.reviewDue ? (
                    <>
                      {' '}
                      <Mark meaning="waiting">{text.reviewDue}</Mark>
                    </>
                  ) : null}
                </th>
                <td>
                  {one.draft ? (
                    <Mark meaning="waiting">{text.draft}</Mark>
                  ) : !one.activeNow ? (
                    <Mark meaning="away">{text.notActive}</Mark>
                  ) : one.onDutyNow.length > 0 ? (
                    <Mark meaning={one.onDutyNow.some((p) => p.freeNow) ? 'free' : 'waiting'}>
                      {and.format(one.onDutyNow.map((person) => person.name))}
                    </Mark>
                  ) : (
                    <Mark meaning="away">{text.nobodyOnDuty}</Mark>
                  )}
                </td>
                <td className="quiet figures">
                  {text.members(one.members.length)}, {text.matters(one.covers.length)}
                </td>
                <td>
                  {one.gaps[0] ? (
                    <Mark meaning="problem">{exact(one.gaps[0].startsAt, locale)}</Mark>
                  ) : (
                    <span className="quiet">{text.noGap}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="small">
        <Link href="/pilots/mine">{words.pilots.mine}</Link>
      </p>
    </div>
  );
}
