import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useSpeech } from '../words';
import { MapPeople } from './MapPeople';
import { linksOf, shownOf, type Picture, type Spot } from './map';

const FIRST = 6;

type Props = {
  picture: Picture;
  spot: Spot;
  close: () => void;
  choose: (from: string, to: string) => void;
};

/** One unit that was opened: with whom it is linked, and who its people are. */
export function MapUnit({ picture, spot, close, choose }: Props) {
  const { words, say, locale } = useSpeech();
  const text = words.map;
  const head = useRef<HTMLHeadingElement>(null);
  const first = useRef(spot.key);
  useEffect(() => {
    // opened by the address: the focus stays where reading begins
    if (first.current !== spot.key) head.current?.focus();
    first.current = spot.key;
  }, [spot.key]);
  const links = linksOf(picture, spot.key);
  const number = (value: number) => shownOf(value, locale);
  return (
    <div className="map-unit" role="group" aria-label={say(spot.label)}>
      <h3 ref={head} tabIndex={-1}>
        {say(spot.label)}
      </h3>
      {spot.silo.letter ? <p className="quiet">{text.inSilo(say(spot.silo.name))}</p> : null}
      {links.length === 0 ? <p>{text.noLinks}</p> : null}
      <ul>
        {links.slice(0, FIRST).map((link) => (
          <li key={link.with.key}>
            <button
              type="button"
              className="plain"
              onClick={() =>
                link.there >= link.back
                  ? choose(spot.key, link.with.key)
                  : choose(link.with.key, spot.key)
              }
            >
              {say(link.with.label)}
            </button>{' '}
            <span className="figures">
              {text.thereAndBack(number(link.there), number(link.back))}
            </span>
          </li>
        ))}
      </ul>
      {links.some((link) => !link.there || !link.back) ? (
        <p className="quiet">{text.dash}</p>
      ) : null}
      {spot.unitId ? <MapPeople unit={spot.unitId} name={say(spot.label)} /> : null}
      <p className="row">
        {spot.unitId ? (
          <Link href={`/units/${encodeURIComponent(spot.unitId)}`}>{text.people}</Link>
        ) : null}
        <button type="button" className="plain" onClick={close}>
          {text.close}
        </button>
      </p>
    </div>
  );
}
