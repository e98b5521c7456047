import { useState } from 'react';
import { useSpeech } from '../words';

/** Three dots of the picture for one of the screen: about 290 an inch on paper. */
const SCALE = 3;

type Props = { name: string; draw: () => string };

/** The picture for a report: lines for print, or dots for slides. */
export function Pictures({ name, draw }: Props) {
  const text = useSpeech().words.pictures;
  const [failed, setFailed] = useState(false);
  const dots = async () => {
    try {
      save(await png(draw()), `${name}.png`);
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

async function png(drawn: string): Promise<Blob> {
  const image = new Image();
  // an address of its own and no blob: the policy of the page allows data only
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * SCALE);
  canvas.height = Math.round(image.naturalHeight * SCALE);
  const paper = canvas.getContext('2d');
  if (!paper) throw new Error('There is no canvas to draw on.');
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => {
      if (blob) done(blob);
      else fail(new Error('The picture could not be written.'));
    }, 'image/png');
  });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
