import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { useLocation } from 'wouter';
import { useDesk } from '../desk/state';
import {
  PaletteCasesQuery,
  PaletteNetworksQuery,
  PaletteQuery,
  UnitsQuery,
} from '../graphql/queries';
import { useMe } from '../me';
import { CASE_ROLES, DESK_ROLES, has, pagesFor } from '../roles';
import { CaseMark, FreeMark } from '../ui/Mark';
import { useSpeech } from '../words';

export type Entry = { key: string; name: string; aside?: ReactNode; go: () => void };
export type Group = { name: string; entries: Entry[] };

const SHORTEST = 2;
const SETTLED = 80;
const SHOWN = 5;

/** What is found for the words, by kind; each kind shows as soon as it is there. */
export function useGroups(typed: string, close: () => void): { groups: Group[]; busy: boolean } {
  const { words, say, locale } = useSpeech();
  const me = useMe();
  const { dispatch } = useDesk();
  const [, navigate] = useLocation();
  const search = useSettled(typed);
  const short = search.length < SHORTEST;
  const agent = has(me.roles, DESK_ROLES);
  const once = 'cache-first' as const;
  const [found] = useQuery({ query: PaletteQuery, variables: { search }, pause: short });
  const [cases] = useQuery({
    query: PaletteCasesQuery,
    variables: { search },
    pause: short || !has(me.roles, CASE_ROLES),
  });
  const [units] = useQuery({ query: UnitsQuery, requestPolicy: once });
  const [networks] = useQuery({ query: PaletteNetworksQuery, requestPolicy: once });

  const to = (path: string) => () => {
    close();
    navigate(path);
  };
  const page = (kind: string, id: string) => to(`/${kind}/${encodeURIComponent(id)}`);
  const low = (text: string) => text.toLocaleLowerCase(locale);
  const named = (name: string) => low(name).includes(low(typed));
  const best = <Node,>(all: Node[], name: (one: Node) => string) =>
    all
      .filter((one) => named(name(one)))
      .sort((a, b) => low(name(a)).indexOf(low(typed)) - low(name(b)).indexOf(low(typed)))
      .slice(0, SHOWN);
  const people = short ? [] : (found.data?.experts.edges ?? []);
  const types = short ? [] : (found.data?.issueTypes.edges ?? []);
  const matters = short ? [] : (cases.data?.cases.edges ?? []);
  const nodes = typed.length < SHORTEST ? [] : (units.data?.units.edges ?? []);
  const nets = typed.length < SHORTEST ? [] : (networks.data?.miniNetworks ?? []);
  const pages = [
    ...pagesFor(me.roles).map((one) => ({ path: `/${one}`, name: words.nav[one] })),
    { path: '/issue-types', name: words.palette.issueTypes },
    ...(has(me.roles, CASE_ROLES)
      ? [{ path: '/availability', name: words.availability.title }]
      : []),
  ];

  const groups = [
    {
      name: words.palette.people,
      entries: people.map(({ node }) => ({
        key: node.id,
        name: node.name,
        aside: <FreeMark {...node} />,
        go: page('people', node.id),
      })),
    },
    {
      name: words.palette.issueTypes,
      entries: types.map(({ node }) => ({
        key: node.id,
        name: say(node.name),
        aside: <span className="quiet">{agent ? words.palette.toDesk : null}</span>,
        go: () => {
          if (!agent) {
            page('issue-types', node.id)();
            return;
          }
          dispatch({ do: 'about', issueType: node });
          to('/desk')();
        },
      })),
    },
    {
      name: words.palette.units,
      entries: best(
        nodes.map(({ node }) => node),
        (one) => say(one.name),
      ).map((one) => ({ key: one.id, name: say(one.name), go: page('units', one.id) })),
    },
    {
      name: words.palette.networks,
      entries: best(nets, (one) => say(one.name)).map((one) => ({
        key: one.id,
        name: say(one.name),
        go: page('mininetworks', one.id),
      })),
    },
    {
      name: words.palette.cases,
      entries: matters.map(({ node }) => ({
        key: node.id,
        name: `${node.number} ${node.words}`,
        aside: <CaseMark state={node.state} />,
        go: page('cases', node.id),
      })),
    },
    {
      name: words.palette.pages,
      entries: pages
        .filter((one) => named(one.name))
        .map((one) => ({ key: one.path, name: one.name, go: to(one.path) })),
    },
  ].filter((group) => group.entries.length > 0);
  return { groups, busy: typed !== search || (!short && (found.fetching || cases.fetching)) };
}

/** The words once nothing has been typed for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), SETTLED);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}
