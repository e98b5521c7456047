import { useQuery } from 'urql';
import { Link, useLocation } from 'wouter';
import { Failed, NotFound, Skeletons, useTitle } from '../ui/states';
import { useSpeech } from '../words';
import { Changes } from './Changes';
import { EMPTY, formOf } from './model';
import { TypeQuery } from './queries';
import { TypeForm } from './TypeForm';
import { typePath } from './TypesPage';

export function NewTypePage() {
  const { words } = useSpeech();
  const text = words.taxonomy;
  const [, go] = useLocation();
  useTitle(text.add);
  return (
    <div className="page taxonomy">
      <header>
        <p>
          <Link href="/taxonomy">{text.title}</Link>
        </p>
        <h1>{text.add}</h1>
      </header>
      <TypeForm id={null} first={EMPTY} offered={[]} saved={(id) => go(typePath(id))} />
    </div>
  );
}

export function TypePage({ id }: { id: string }) {
  const { words, say } = useSpeech();
  const text = words.taxonomy;
  const [{ data, error }, ask] = useQuery({
    query: TypeQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const again = () => ask({ requestPolicy: 'network-only' });
  const type = data?.issueType;
  useTitle(type ? say(type.name) : text.title);
  if (data && !type) return <NotFound />;
  return (
    <div className="page taxonomy">
      <header>
        <p>
          <Link href="/taxonomy">{text.title}</Link>
        </p>
        <h1>
          {type ? say(type.name) : text.title}{' '}
          {type?.retired ? <span className="quiet">{text.retired}</span> : null}
        </h1>
      </header>
      {error && !type ? <Failed again={again} /> : null}
      {!type && !error ? <Skeletons rows={6} /> : null}
      {type ? (
        <>
          <TypeForm
            key={type.id}
            id={type.id}
            first={formOf(type)}
            offered={data.unmatchedWords}
            saved={again}
          />
          <Changes key={`${type.id} changes`} type={type} done={again} />
        </>
      ) : null}
    </div>
  );
}
