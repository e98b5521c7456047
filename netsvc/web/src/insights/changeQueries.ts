import { graphql } from '../generated/insights';

export const ChangesQuery = graphql(`
  query Changes($from: Date, $before: Date, $turn: Date, $to: Date) {
    earlier: flows(by: FLOW, from: $from, to: $before, most: 1000) {
      from
      to
      rows {
        ...FlowCountParts
      }
    }
    later: flows(by: FLOW, from: $turn, to: $to, most: 1000) {
      from
      to
      rows {
        ...FlowCountParts
      }
    }
  }
`);

export const FlowCountParts = graphql(`
  fragment FlowCountParts on FlowsRow {
    key
    count
    source {
      ...PlaceParts
    }
    target {
      ...PlaceParts
    }
  }
`);
