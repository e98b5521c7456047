import { Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { Provider, useQuery } from 'urql';
import { Redirect, Route, Switch, useRoute } from 'wouter';
import { UndoProvider } from './after/undo';
import { CasePage } from './cases/CasePage';
import { CasesPage } from './cases/CasesPage';
import { createClient } from './client';
import { DeskPage } from './desk/DeskPage';
import { DeskProvider } from './desk/state';
import { MeQuery } from './graphql/queries';
import { InboxPage } from './inbox/InboxPage';
import { LiveProvider } from './live';
import { MeContext, useMe } from './me';
import { readSession, type Session } from './session';
import {
  CASE_ROLES,
  DESK_ROLES,
  EVIDENCE_ROLES,
  LEAD_ROLES,
  TAXONOMY_ROLES,
  NETWORK_ROLES,
  pagesFor,
} from './roles';
import { Shell } from './shell/Shell';
import { SignIn } from './signin/SignIn';
import { ClockSkew } from './time';
import { useLast } from './ui/last';
import { lazyPage } from './ui/lazyPage';
import { OnePrimary } from './ui/Primary';
import { Failed, ForRoles, NotFound, Skeletons } from './ui/states';
import { useSpeech, useWords } from './words';

// who has a customer waiting loads the desk and what goes with it, and nothing else
const AvailabilityPage = lazyPage(() =>
  import('./availability/AvailabilityPage').then((one) => one.AvailabilityPage),
);
const IssueTypesPage = lazyPage(() =>
  import('./directory/IssueTypesPage').then((one) => one.IssueTypesPage),
);
const PersonPage = lazyPage(() => import('./directory/PersonPage').then((one) => one.PersonPage));
const UnitPage = lazyPage(() => import('./directory/UnitPage').then((one) => one.UnitPage));
const DryRunPage = lazyPage(() => import('./dryrun/DryRunPage').then((one) => one.DryRunPage));
const EvidencePage = lazyPage(() =>
  import('./evidence/EvidencePage').then((one) => one.EvidencePage),
);
const NetworkPage = lazyPage(() => import('./insights/NetworkPage').then((one) => one.NetworkPage));
const NotesPage = lazyPage(() => import('./notes/NotesPage').then((one) => one.NotesPage));
const IssueTypePage = lazyPage(() =>
  import('./issuetypes/IssueTypePage').then((one) => one.IssueTypePage),
);
const AgreementPage = lazyPage(() =>
  import('./mininetworks/AgreementPage').then((one) => one.AgreementPage),
);
const ChangePage = lazyPage(() =>
  import('./mininetworks/ChangePage').then((one) => one.ChangePage),
);
const CreatePage = lazyPage(() =>
  import('./mininetworks/ChangePage').then((one) => one.CreatePage),
);
const ListPage = lazyPage(() => import('./mininetworks/ListPage').then((one) => one.ListPage));
const MiniNetworkPage = lazyPage(() =>
  import('./mininetworks/NetworkPage').then((one) => one.MiniNetworkPage),
);
const RotaPage = lazyPage(() => import('./mininetworks/RotaPage').then((one) => one.RotaPage));
const MinePage = lazyPage(() => import('./pilots/MinePage').then((one) => one.MinePage));
const PilotPage = lazyPage(() => import('./pilots/PilotPage').then((one) => one.PilotPage));
const PilotsPage = lazyPage(() => import('./pilots/PilotsPage').then((one) => one.PilotsPage));
const NewPlanPage = lazyPage(() => import('./pilots/PlanPage').then((one) => one.NewPlanPage));
const PlanPage = lazyPage(() => import('./pilots/PlanPage').then((one) => one.PlanPage));
const SharedPage = lazyPage(() => import('./pilots/SharedPage').then((one) => one.SharedPage));
const NewTypePage = lazyPage(() => import('./taxonomy/TypePage').then((one) => one.NewTypePage));
const TypePage = lazyPage(() => import('./taxonomy/TypePage').then((one) => one.TypePage));
const TypesPage = lazyPage(() => import('./taxonomy/TypesPage').then((one) => one.TypesPage));

/** A link to one pilot opens without signing in; all else asks who is there. */
export function App() {
  const [, shared] = useRoute('/pilot/:token');
  return shared ? (
    <Suspense fallback={null}>
      <SharedPage token={decodeURIComponent(shared.token)} />
    </Suspense>
  ) : (
    <AskedApp />
  );
}

function AskedApp() {
  const [session, setSession] = useState<Session | 'unknown' | 'unreachable'>('unknown');
  const [ended, setEnded] = useState(false);
  const words = useWords();

  const check = useCallback(() => {
    readSession().then(setSession, () => setSession('unreachable'));
  }, []);
  const runOut = useCallback(() => {
    setEnded(true);
    check();
  }, [check]);
  useEffect(check, [check]);
  useEffect(() => {
    if (session !== 'unreachable') return;
    const timer = setInterval(check, 2000);
    return () => clearInterval(timer);
  }, [session, check]);

  if (session === 'unknown') return null;
  if (session === 'unreachable') {
    return (
      <main className="page" role="alert">
        <h1>{words.signIn.unreachable}</h1>
      </main>
    );
  }
  if (!session.signedIn) {
    const done = () => {
      setEnded(false);
      check();
    };
    return <SignIn demo={session.demo} ended={ended} done={done} />;
  }
  return <SignedIn leave={check} runOut={runOut} />;
}

type SignedInProps = { leave: () => void; runOut: () => void };

function SignedIn({ leave, runOut }: SignedInProps) {
  const client = useMemo(() => createClient(runOut), [runOut]);
  return (
    <Provider value={client}>
      <WithMe>
        <LiveProvider runOut={runOut}>
          <UndoProvider>
            <DeskProvider>
              <Shell leave={leave}>
                <OnePrimary>
                  <Suspense fallback={<Coming />}>
                    <Pages />
                  </Suspense>
                </OnePrimary>
              </Shell>
            </DeskProvider>
          </UndoProvider>
        </LiveProvider>
      </WithMe>
    </Provider>
  );
}

function WithMe({ children }: { children: ReactNode }) {
  const [{ data: now, error }, again] = useQuery({ query: MeQuery });
  // a connection that is lost must not take away what somebody is writing
  const data = useLast(now);
  const { prefer } = useSpeech();
  const language = data?.me.language;
  useEffect(() => {
    if (language) prefer(language);
  }, [language, prefer]);
  // a database that just started answers a little later, by itself
  const failed = error !== undefined && !data;
  useEffect(() => {
    if (!failed) return;
    const timer = setInterval(() => again({ requestPolicy: 'network-only' }), 3000);
    return () => clearInterval(timer);
  }, [failed, again]);

  if (error && !data) {
    return (
      <main className="page">
        <Failed again={() => again({ requestPolicy: 'network-only' })} />
      </main>
    );
  }
  if (!data) return null;
  return (
    <MeContext value={data.me}>
      <WithClock serverTime={data.me.serverTime}>{children}</WithClock>
    </MeContext>
  );
}

/** Counting down to the service's times needs its clock, not this machine's. */
function WithClock({ serverTime, children }: { serverTime: string; children: ReactNode }) {
  const [skew] = useState(() => Date.parse(serverTime) - Date.now());
  return <ClockSkew value={skew}>{children}</ClockSkew>;
}

function Coming() {
  return (
    <div className="page">
      <Skeletons rows={6} />
    </div>
  );
}

const KEEPING = [
  ['change', ChangePage],
  ['rota', RotaPage],
  ['agreement', AgreementPage],
] as const;

function Pages() {
  const me = useMe();
  const start = `/${pagesFor(me.roles)[0] ?? ''}`;
  return (
    <Switch>
      <Route path="/">
        <Redirect to={start} replace />
      </Route>
      <Route path="/desk">
        <ForRoles roles={DESK_ROLES}>
          <DeskPage />
        </ForRoles>
      </Route>
      <Route path="/inbox">
        <ForRoles roles={CASE_ROLES}>
          <InboxPage />
        </ForRoles>
      </Route>
      <Route path="/cases">
        <ForRoles roles={CASE_ROLES}>
          <CasesPage />
        </ForRoles>
      </Route>
      <Route path="/cases/:id">
        {({ id }) => (
          <ForRoles roles={CASE_ROLES}>
            <CasePage id={decodeURIComponent(id)} />
          </ForRoles>
        )}
      </Route>
      <Route path="/notes">
        <NotesPage />
      </Route>
      <Route path="/taxonomy">
        <ForRoles roles={TAXONOMY_ROLES}>
          <TypesPage />
        </ForRoles>
      </Route>
      <Route path="/taxonomy/new">
        <ForRoles roles={TAXONOMY_ROLES}>
          <NewTypePage />
        </ForRoles>
      </Route>
      <Route path="/taxonomy/:id">
        {({ id }) => (
          <ForRoles roles={TAXONOMY_ROLES}>
            <TypePage id={decodeURIComponent(id)} />
          </ForRoles>
        )}
      </Route>
      <Route path="/evidence">
        <ForRoles roles={EVIDENCE_ROLES}>
          <EvidencePage />
        </ForRoles>
      </Route>
      <Route path="/dryrun">
        <ForRoles roles={NETWORK_ROLES}>
          <DryRunPage />
        </ForRoles>
      </Route>
      <Route path="/network">
        <ForRoles roles={NETWORK_ROLES}>
          <NetworkPage />
        </ForRoles>
      </Route>
      <Route path="/mininetworks">
        <ListPage />
      </Route>
      <Route path="/mininetworks/new">
        <ForRoles roles={NETWORK_ROLES}>
          <CreatePage />
        </ForRoles>
      </Route>
      <Route path="/mininetworks/:id">
        {({ id }) => <MiniNetworkPage key={id} id={decodeURIComponent(id)} />}
      </Route>
      {KEEPING.map(([path, Keep]) => (
        <Route key={path} path={`/mininetworks/:id/${path}`}>
          {({ id }) => (
            <ForRoles roles={NETWORK_ROLES}>
              <Keep id={decodeURIComponent(id)} />
            </ForRoles>
          )}
        </Route>
      ))}
      <Route path="/pilots">
        <ForRoles roles={NETWORK_ROLES}>
          <PilotsPage />
        </ForRoles>
      </Route>
      <Route path="/pilots/mine">
        <MinePage />
      </Route>
      <Route path="/pilots/new">
        <ForRoles roles={LEAD_ROLES}>
          <NewPlanPage />
        </ForRoles>
      </Route>
      <Route path="/pilots/:id/plan">
        {({ id }) => (
          <ForRoles roles={LEAD_ROLES}>
            <PlanPage key={id} id={decodeURIComponent(id)} />
          </ForRoles>
        )}
      </Route>
      <Route path="/pilots/:id">
        {({ id }) => (
          <ForRoles roles={NETWORK_ROLES}>
            <PilotPage key={id} id={decodeURIComponent(id)} />
          </ForRoles>
        )}
      </Route>
      <Route path="/availability">
        <ForRoles roles={CASE_ROLES}>
          <AvailabilityPage />
        </ForRoles>
      </Route>
      <Route path="/issue-types">
        <IssueTypesPage />
      </Route>
      <Route path="/people/:id">{({ id }) => <PersonPage id={decodeURIComponent(id)} />}</Route>
      <Route path="/issue-types/:id">
        {({ id }) => <IssueTypePage id={decodeURIComponent(id)} />}
      </Route>
      <Route path="/units/:id">{({ id }) => <UnitPage id={decodeURIComponent(id)} />}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}
