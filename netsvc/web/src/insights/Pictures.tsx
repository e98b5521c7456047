import { useState } from 'react';
import { useSpeech } from '../words';
import { pngOf, save } from './mapSvg';

type Props = { name: string; draw: () => string };

/** The picture for a report: lines for print, or dots for slides. */
export function Pictures({ name, draw }: Props) {
  const text = useSpeech().words.pictures;
  const [failed, setFailed] = useState(false);
  const dots = async () => {
    try {
      save(await pngOf(draw()), `${name}.png`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <p className="row pictures">
      <span className="quiet">{text.take}</span>
      <button
        type="button"
        className="plain"
        onClick={() => save(new Blob([draw()], { type: 'image/svg+xml' }), `${name}.svg`)}
      >
        SVG
      </button>
      <button type="button" className="plain" onClick={() => void dots()}>
        PNG
      </button>
      <span role="alert">{failed ? text.failed : ''}</span>
    </p>
  );
}
