import { useState } from 'react';
import type { LinksQuery as LinksData } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { byNumber, concerns, REST, restLast, type Chosen } from './links';
import { Section } from './Section';

const SHOWN = 10;

type Props = { data: LinksData; chosen: Chosen };

/** Units that need each other and never meet, and links that hang on one person. */
export function Gaps({ data, chosen }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.links;
  const [all, setAll] = useState(false);
  const missing = data.missingLinks.rows
    .filter((row) => concerns(row, chosen))
    .sort((a, b) => restLast(a, b) || b.needs - a.needs);
  const lone = data.loneBridges.rows
    .filter((row) => concerns(row, chosen))
    .sort((a, b) => byNumber(say(a.label), say(b.label)));
  return (
    <>
      <Section about={data.missingLinks}>
        {missing.length > 0 ? (
          <ul className="gaps">
            {missing.slice(0, SHOWN).map((row) => (
              <li key={row.key}>
                {row.key === REST
                  ? text.missingTogether(row.needs.toLocaleString(locale))
                  : text.missing(say(row.label), row.needs.toLocaleString(locale))}
              </li>
            ))}
          </ul>
        ) : (
          <p className="network-says">
            {data.missingLinks.suppressed
              ? words.insights.tooFew
              : chosen
                ? text.noneOfChosen
                : text.noMissing}
          </p>
        )}
      </Section>
      <Section about={data.loneBridges}>
        {lone.length > SHOWN ? (
          <p className="network-says">{text.loneInAll(lone.length.toLocaleString(locale))}</p>
        ) : null}
        {lone.length > 0 ? (
          <ul className="gaps">
            {lone.slice(0, all ? lone.length : SHOWN).map((row) => (
              <li key={row.key}>{text.lone(say(row.label))}</li>
            ))}
          </ul>
        ) : (
          <p className="network-says">{chosen ? text.noneOfChosen : text.noLone}</p>
        )}
        {!all && lone.length > SHOWN ? (
          <button type="button" className="plain" onClick={() => setAll(true)}>
            {text.allProposals(lone.length)}
          </button>
        ) : null}
      </Section>
    </>
  );
}
