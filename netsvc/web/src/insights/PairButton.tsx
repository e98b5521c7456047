import type { PlacePartsFragment } from '../generated/insights/graphql';
import { useSpeech, type LocalText } from '../words';
import { idOf, REST } from './links';
import { useMap } from './useMap';

type Props = { pair: { label: LocalText; source: PlacePartsFragment; target: PlacePartsFragment } };

/** The name of two units: pressed, the cell of the two explains itself and every view is of them. */
export function PairButton({ pair }: Props) {
  const { say } = useSpeech();
  const { explain } = useMap();
  // what small ones come to together has no cell to explain
  if (pair.source.key === REST) return say(pair.label);
  return (
    <button
      type="button"
      className="plain"
      onClick={() => explain(idOf(pair.source), idOf(pair.target))}
    >
      {say(pair.label)}
    </button>
  );
}
