import type { PlacePartsFragment } from '../generated/insights/graphql';
import { useSpeech } from '../words';
import { useWhatIf } from './useWhatIf';

type Props = { from: PlacePartsFragment; to: PlacePartsFragment; clear: () => void };

/** Two chosen units between which no handover is shown: what there is to do with them. */
export function Unlinked({ from, to, clear }: Props) {
  const { words, say } = useSpeech();
  const text = words.links;
  const whatIf = useWhatIf();
  return (
    <>
      <h3>
        {say(from.label)} → {say(to.label)}
      </h3>
      <p className="measure">{text.unlinked}</p>
      <p className="row">
        <button type="button" className="plain" onClick={clear}>
          {text.clear}
        </button>
        {from.unitId && to.unitId && from.key !== to.key ? (
          <button type="button" className="plain" onClick={() => whatIf('open', from.key, to.key)}>
            {text.whatIfOpened}
          </button>
        ) : null}
      </p>
    </>
  );
}
