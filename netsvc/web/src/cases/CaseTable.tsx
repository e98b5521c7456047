import { Link } from 'wouter';
import type { ListedCaseFragment } from '../generated/graphql';
import { Ago } from '../time';
import { CaseMark, Mark } from '../ui/Mark';
import { useSpeech } from '../words';
import { exact } from '../words/format';

type Props = { cases: readonly ListedCaseFragment[]; busy?: boolean };

/** Cases as they are listed everywhere: what, whose, how it stands. */
export function CaseTable({ cases, busy = false }: Props) {
  const text = useSpeech().words.cases;
  return (
    <table className="cases" aria-busy={busy}>
      <thead>
        <tr>
          <th scope="col">{text.number}</th>
          <th scope="col">{text.words}</th>
          <th scope="col">{text.owner}</th>
          <th scope="col">{text.state}</th>
          <th scope="col">{text.opened}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ one }: { one: ListedCaseFragment }) {
  const { words, say, locale } = useSpeech();
  const late = one.owner
    ? one.promises.find((promise) => promise.state === 'BROKEN' && !promise.fulfilledAt)
    : null;
  return (
    <tr>
      <td className="figures">
        <Link href={`/cases/${encodeURIComponent(one.id)}`} data-row>
          {one.number}
        </Link>
      </td>
      <td className="cases-words">
        {one.words || <span className="quiet">{words.common.unknown}</span>}
        {one.issueType ? <div className="quiet small">{say(one.issueType.name)}</div> : null}
      </td>
      <td>{(one.owner ?? one.resolvedBy)?.name ?? words.common.nobody}</td>
      <td>
        <CaseMark state={one.state} />
        {late ? (
          <div className="small">
            <Mark meaning="problem">
              {words.cases.promisedBy}{' '}
              <time dateTime={late.dueAt}>{exact(late.dueAt, locale)}</time>
            </Mark>
          </div>
        ) : null}
      </td>
      <td className="quiet">
        <Ago at={one.openedAt} />
      </td>
    </tr>
  );
}
