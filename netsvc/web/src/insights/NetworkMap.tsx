import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useSpeech } from '../words';
import { Failed, Skeletons } from '../ui/states';
import { idOf } from './links';
import { both, pictureOf, silosOf, strongest, type MapData, type Picture } from './map';
import { MapPicture, spanOf } from './MapPicture';
import { MapQuery } from './mapQueries';
import { MapTable } from './MapTable';
import { MapUnit } from './MapUnit';
import { INSIGHTS, Section } from './Section';
import { TableFirst } from './TableFirst';
import { useChosen } from './useChosen';
import { useMap } from './useMap';
import { useDays } from './usePeriod';

/** Units and the handovers between them, as a map that a slider moves through time. */
export function NetworkMap() {
  const [{ data, error }, again] = useQuery({
    query: MapQuery,
    variables: useDays(),
    context: INSIGHTS,
  });
  if (error && !data) return <Failed again={() => again({ requestPolicy: 'network-only' })} />;
  if (!data) return <Skeletons rows={5} />;
  return <Drawn data={data.networkMap} />;
}

function Drawn({ data }: { data: MapData }) {
  const { words, say, locale } = useSpeech();
  const text = words.map;
  const { period: asked, opened, show, open: openUnit, choose } = useMap();
  const { focus } = useChosen();
  const at = Math.max(
    0,
    data.periods.findIndex((one) => one.key === asked),
  );
  const period = data.periods[at];
  const picture = useMemo(() => (period ? pictureOf(data, period) : null), [data, period]);
  const silos = useMemo(() => silosOf(data), [data]);
  const flat = silos.some((silo) => !silo.letter);
  if (!period || !picture || picture.spots.length === 0) {
    return (
      <Section about={data} name={text.name}>
        <p className="quiet">{data.suppressed ? words.bridges.why.tooFew : text.empty}</p>
      </Section>
    );
  }
  const spot = picture.spots.find((one) => idOf(one) === opened);
  const open = (key: string) => {
    const next = picture.spots.find((one) => one.key === key);
    if (next) openUnit(idOf(next));
  };
  const stretch = at === 0 ? text.whole : spanOf(period, locale);
  const says = <Says picture={picture} flat={flat} />;
  return (
    <Section about={{ ...data, leftOut: period.leftOut }} name={text.name}>
      <p className="network-says" role="status">
        {says}
      </p>
      {data.periods.length > 1 ? (
        <p className="map-time">
          <label htmlFor="map-time">{text.time}</label>
          <input
            id="map-time"
            type="range"
            min={0}
            max={data.periods.length - 1}
            step={1}
            value={at}
            aria-valuetext={stretch}
            onChange={(event) => {
              const next = Number(event.currentTarget.value);
              show(next === 0 ? null : (data.periods[next]?.key ?? null));
            }}
          />
          <output htmlFor="map-time">{stretch}</output>
        </p>
      ) : (
        <p className="quiet">{text.oneStretch}</p>
      )}
      {flat ? (
        <p className="quiet map-key">{text.linesFlat}</p>
      ) : (
        <ul className="map-key" aria-label={text.silos}>
          {silos.map((silo) => (
            <li key={silo.key}>
              <span className="map-dot" style={{ background: silo.colour, color: silo.ink }}>
                {silo.letter}
              </span>
              {say(silo.name)}
            </li>
          ))}
          <li className="quiet">{text.lines}</li>
        </ul>
      )}
      <TableFirst
        className="map-and-table"
        picture={
          <MapPicture
            data={data}
            period={period}
            picture={picture}
            focus={focus}
            opened={spot?.key ?? null}
            open={open}
            choose={choose}
            label={text.picture(
              picture.spots.length.toLocaleString(locale),
              picture.bonds.length.toLocaleString(locale),
            )}
          />
        }
        table={
          <div className="map-words">
            {spot ? (
              <MapUnit picture={picture} spot={spot} close={() => openUnit(null)} choose={choose} />
            ) : null}
            <MapTable picture={picture} opened={spot?.key ?? null} open={open} />
          </div>
        }
      />
    </Section>
  );
}

/** The finding of the stretch of time in words. */
function Says({ picture, flat }: { picture: Picture; flat: boolean }) {
  const { words, say, locale } = useSpeech();
  const text = words.map;
  const across = picture.bonds.filter((bond) => bond.across);
  const bond = strongest(picture);
  if (!bond) return text.noBridge;
  if (flat) {
    return text.saysFlat(
      picture.spots.length.toLocaleString(locale),
      picture.bonds.length.toLocaleString(locale),
      say(bond.from.label),
      say(bond.to.label),
      both(bond).toLocaleString(locale),
    );
  }
  return text.says(
    across.length.toLocaleString(locale),
    say(bond.from.label),
    say(bond.to.label),
    both(bond).toLocaleString(locale),
  );
}
