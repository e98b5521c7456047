import { Link } from 'wouter';
import type { AgreementPartsFragment } from '../generated/graphql';
import { Empty } from '../ui/states';
import { useSpeech } from '../words';
import { exact } from '../words/format';

type Props = { agreements: AgreementPartsFragment[]; keeps: boolean; id: string };

/** The agreement in force, and under it every version before it. */
export function Agreements({ agreements, keeps, id }: Props) {
  const { words } = useSpeech();
  const text = words.mininetworks;
  const [latest, ...earlier] = agreements;
  if (!latest) {
    return (
      <Empty more={text.noAgreementMore}>
        {text.noAgreement}{' '}
        {keeps ? (
          <Link href={`/mininetworks/${encodeURIComponent(id)}/agreement`}>
            {text.writeAgreement}
          </Link>
        ) : null}
      </Empty>
    );
  }
  return (
    <>
      <One agreement={latest} />
      {earlier.length > 0 ? (
        <details>
          <summary>{text.earlierVersions(earlier.length)}</summary>
          {earlier.map((one) => (
            <One key={one.version} agreement={one} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function One({ agreement }: { agreement: AgreementPartsFragment }) {
  const { words, say, locale } = useSpeech();
  const text = words.mininetworks;
  const { version, at, author } = agreement;
  return (
    <article className="agreement" aria-label={text.version(version)}>
      <p className="quiet small">
        {text.versionBy(version, exact(at, locale), author?.name ?? words.common.somebody)}
      </p>
      <dl className="agreement-parts">
        {(['answering', 'travels', 'declining'] as const).map((part) => (
          <div key={part}>
            <dt>{text.parts[part]}</dt>
            <dd className="measure">{say(agreement[part])}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}
