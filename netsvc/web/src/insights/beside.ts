/** What other measures say of the flows of the matrix, by cell; pure. */
import type {
  AgainPartsFragment,
  FlowPartsFragment,
  LinksQuery as LinksData,
  OutcomePartsFragment,
} from '../generated/insights/graphql';
import { cellOf, type Level } from './links';

export type Beside = {
  ended: ReadonlyMap<string, OutcomePartsFragment>;
  again: ReadonlyMap<string, AgainPartsFragment>;
  /** Whether any flow has a time to acceptance, or one to resolution. */
  timed: boolean;
  resolved: boolean;
};

export function besideOf(data: LinksData, level: Level): Beside {
  const rows: readonly FlowPartsFragment[] = data[level].rows;
  const outcomes = data[level === 'units' ? 'unitOutcomes' : 'siloOutcomes'].rows;
  const again = data[level === 'units' ? 'unitAgain' : 'siloAgain'].rows;
  return {
    ended: new Map(outcomes.map((row) => [cellOf(row.source, row.target), row])),
    again: new Map(again.map((row) => [cellOf(row.source, row.target), row])),
    timed: rows.some((row) => row.medianSeconds != null),
    resolved: rows.some((row) => row.medianResolutionSeconds != null),
  };
}
