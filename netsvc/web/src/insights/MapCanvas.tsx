import Graph from 'graphology';
import { useEffect, useRef } from 'react';
import Sigma from 'sigma';
import type { Settings } from 'sigma/settings';
import type { NodeDisplayData, PartialButFor } from 'sigma/types';
import { useSpeech, type LocalText } from '../words';
import { named, type Picture, type Spoken } from './map';
import { isChosen, type Focus } from './focus';
import type { Tones } from './mapSvg';

type Props = {
  picture: Picture;
  tones: Tones;
  focus: Focus;
  opened: string | null;
  open: (key: string) => void;
  choose: (from: string, to: string) => void;
  label: string;
};

type Disc = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;
type Marks = { letter: string; ink: string; named: Spoken | null };

const FEW = 60;

/** The movable map. Its parent says the same as a table, so a screen reader passes it by. */
export function MapCanvas(props: Props) {
  const { picture, tones, focus, opened, open, choose, label } = props;
  const { words, say } = useSpeech();
  const text = words.map;
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Sigma | null>(null);
  const act = useRef({ open, choose });
  useEffect(() => {
    act.current = { open, choose };
  });

  useEffect(() => {
    if (!place.current) return;
    const graph = graphOf(picture, tones, say, focus, opened);
    if (drawn.current) {
      // the camera stays where it is while the slider moves
      drawn.current.setGraph(graph);
      name(drawn.current, picture, say, opened);
      return;
    }
    drawn.current = new Sigma(graph, place.current, settings(tones, picture.spots.length));
    drawn.current.on('clickNode', ({ node }) => {
      act.current.open(node);
    });
    drawn.current.on('clickEdge', ({ edge }) => {
      const ends = drawn.current?.getGraph().extremities(edge);
      if (ends) act.current.choose(ends[0], ends[1]);
    });
    name(drawn.current, picture, say, opened);
  }, [picture, tones, say, focus, opened]);

  // closer there is room for more names
  useEffect(() => {
    const sigma = drawn.current;
    const camera = sigma?.getCamera();
    if (!sigma || !camera) return;
    let ratio = camera.ratio;
    const moved = () => {
      if (camera.ratio === ratio) return;
      ratio = camera.ratio;
      name(sigma, picture, say, opened);
    };
    camera.on('updated', moved);
    return () => {
      camera.off('updated', moved);
    };
  }, [picture, say, opened]);

  useEffect(() => {
    const sigma = drawn.current;
    if (sigma) sigma.setSettings(settings(tones, picture.spots.length));
  }, [tones, picture.spots.length]);

  // Sigma follows the window; the map's own room changes, too, and comes back after being hidden
  useEffect(() => {
    if (!place.current) return;
    const room = new ResizeObserver(() => {
      drawn.current?.resize().scheduleRefresh();
    });
    room.observe(place.current);
    return () => {
      room.disconnect();
    };
  }, []);

  useEffect(
    () => () => {
      drawn.current?.kill();
      drawn.current = null;
    },
    [],
  );

  const camera = (move: 'closer' | 'further' | 'wholeMap') => {
    const one = drawn.current?.getCamera();
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    const duration = still ? 1 : 120;
    if (move === 'closer') void one?.animatedZoom({ duration });
    else if (move === 'further') void one?.animatedUnzoom({ duration });
    else void one?.animatedReset({ duration });
  };
  return (
    <>
      <div ref={place} className="map-canvas" role="img" aria-label={label} data-drawn="webgl" />
      <div className="row map-moves">
        {(['closer', 'further', 'wholeMap'] as const).map((move) => (
          <button key={move} type="button" className="level" onClick={() => camera(move)}>
            {text[move]}
          </button>
        ))}
      </div>
    </>
  );
}

function graphOf(
  picture: Picture,
  tones: Tones,
  say: (text: LocalText) => string,
  focus: Focus,
  opened: string | null,
): Graph {
  const graph = new Graph({ type: 'undirected' });
  const near = new Set<string>(opened ? [opened] : []);
  for (const bond of picture.bonds) {
    if (bond.from.key === opened) near.add(bond.to.key);
    if (bond.to.key === opened) near.add(bond.from.key);
  }
  for (const { key, x, y, size, silo, label } of picture.spots) {
    const faded = opened !== null && !near.has(key);
    graph.addNode(key, {
      x,
      y,
      size,
      label: say(label),
      color: faded ? tones.inside : silo.colour,
      letter: silo.letter,
      ink: faded ? tones.text : silo.ink,
      named: null,
      forceLabel: key === opened || picture.spots.length <= FEW,
    });
  }
  for (const bond of picture.bonds) {
    const bold = isChosen(bond, focus);
    const faded = opened !== null && bond.from.key !== opened && bond.to.key !== opened;
    graph.addEdgeWithKey(bond.key, bond.from.key, bond.to.key, {
      size: bold ? bond.width + 2 : faded ? 0.5 : bond.width,
      color: bold ? tones.text : bond.across && !faded ? tones.across : tones.inside,
      zIndex: bold ? 2 : bond.across ? 1 : 0,
    });
  }
  return graph;
}

/** Shows the names that find room as near as one has come. */
function name(
  sigma: Sigma,
  picture: Picture,
  say: (text: LocalText) => string,
  opened: string | null,
) {
  const at = (spot: { x: number; y: number }): [number, number] => {
    const { x, y } = sigma.graphToViewport(spot);
    return [x, y];
  };
  // closer, what is beyond the edge comes into view when the map is moved
  const wide = sigma.getCamera().ratio >= 1 ? sigma.getDimensions().width : Infinity;
  const names = named(picture.spots, at, say, wide);
  const graph = sigma.getGraph();
  graph.forEachNode((key) => {
    const shown =
      names.get(key) ??
      (key === opened ? under(graph.getNodeAttribute(key, 'size') as number) : null);
    graph.mergeNodeAttributes(key, {
      named: shown,
      forceLabel: shown !== null || graph.order <= FEW,
    });
  });
}

const under = (size: number): Spoken => ({ dx: 0, dy: size + 11, anchor: 'middle' });

function settings(tones: Tones, count: number): Partial<Settings> {
  const drawLabel = (context: CanvasRenderingContext2D, disc: Disc, pointed = false) => {
    const { letter, ink, named: shown } = disc as unknown as Marks;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    if (letter && disc.size > 5) {
      context.font = `700 ${Math.max(9, disc.size * 0.8).toString()}px ${FAMILY}`;
      context.fillStyle = ink;
      context.fillText(letter, disc.x, disc.y);
    }
    if (disc.label && (shown || pointed)) {
      const { dx, dy, anchor } = shown ?? under(disc.size);
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      context.font = `13px ${FAMILY}`;
      context.lineWidth = 4;
      context.lineJoin = 'round';
      context.strokeStyle = tones.paper;
      context.strokeText(disc.label, disc.x + dx, disc.y + dy);
      context.fillStyle = tones.text;
      context.fillText(disc.label, disc.x + dx, disc.y + dy);
    }
  };
  return {
    defaultDrawNodeLabel: (context, disc) => {
      drawLabel(context, disc);
    },
    defaultDrawNodeHover: (context, disc) => {
      context.beginPath();
      context.arc(disc.x, disc.y, disc.size + 3, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = tones.text;
      context.stroke();
      drawLabel(context, disc, true);
    },
    stagePadding: 56,
    zIndex: true,
    enableEdgeEvents: count <= FEW * 4,
    // the wheel scrolls the page; the buttons come closer
    enableCameraZooming: false,
    enableCameraRotation: false,
    labelRenderedSizeThreshold: count <= FEW ? 0 : 9,
    hideLabelsOnMove: count > 500,
    hideEdgesOnMove: count > 3000,
    minEdgeThickness: 0.5,
    // while the page waits for more it is hidden, and a hidden map has no size to be drawn in
    allowInvalidContainer: true,
  };
}

const FAMILY = "'Public Sans Variable', system-ui, sans-serif";
