import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, type ComponentProps } from 'react';
import { useSpeech } from '../words';
import { day } from '../words/format';
import { isChosen } from './focus';
import { type MapData, type Period } from './map';
import { NARROW } from './TableFirst';
import { asAddress, PAPER, pngOf, save, svgOf, type Tones } from './mapSvg';

// WebGL and its drawing come along only where they are used
const MapCanvas = lazy(() => import('./MapCanvas').then((one) => ({ default: one.MapCanvas })));

const DARK: Tones = {
  paper: '#16181a',
  text: '#e9eaea',
  quiet: '#a9aeb4',
  across: '#98a6b3',
  inside: '#3b4146',
};
const LIGHT: Tones = { ...PAPER, paper: '#f7f7f6' };

type Props = Omit<ComponentProps<typeof MapCanvas>, 'tones'> & { data: MapData; period: Period };

/** The map: movable where the browser can draw it, a still picture else and on paper. */
export function MapPicture({ data, period, ...props }: Props) {
  const { picture, focus, label } = props;
  const { words, say, locale } = useSpeech();
  const text = words.map;
  const dark = useComputedColorScheme() === 'dark';
  const narrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const able = useMemo(() => drawsWebGl(), []);
  const tones = dark ? DARK : LIGHT;
  const title = `${text.name} · ${spanOf(period, locale)}`;
  const note = words.insights.asOf(day(data.asOf, locale));
  const drawn = (paint: Tones) =>
    svgOf({ picture, say, title, note, tones: paint, bold: (bond) => isChosen(bond, focus) });
  const file = `map-${period.key}`;
  return (
    <div className="map-picture">
      {able && !narrow ? (
        <Suspense fallback={<div className="map-canvas" />}>
          <MapCanvas {...props} tones={tones} />
        </Suspense>
      ) : (
        <>
          <Still svg={drawn(tones)} label={label} />
          {able ? null : <p className="quiet">{text.noWebGl}</p>}
        </>
      )}
      <img className="map-on-paper" src={asAddress(drawn(PAPER))} alt="" aria-hidden="true" />
      <p className="row map-files">
        <span className="quiet">{text.take}</span>
        <button
          type="button"
          className="plain"
          onClick={() => save(new Blob([drawn(PAPER)], { type: 'image/svg+xml' }), `${file}.svg`)}
        >
          SVG
        </button>
        <button
          type="button"
          className="plain"
          onClick={() => void pngOf(drawn(PAPER)).then((blob) => save(blob, `${file}.png`))}
        >
          PNG
        </button>
      </p>
    </div>
  );
}

function Still({ svg, label }: { svg: string; label: string }) {
  return <img className="map-still" src={asAddress(svg)} alt={label} data-drawn="still" />;
}

/** The days of a stretch of time. */
export function spanOf(period: Period, locale: string): string {
  return period.from && period.to ? `${day(period.from, locale)} – ${day(period.to, locale)}` : '';
}

function drawsWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
