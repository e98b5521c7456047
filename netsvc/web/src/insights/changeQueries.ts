import { graphql } from '../generated/insights';

export const ChangesQuery = graphql(`
  query Changes($from: Date, $before: Date, $turn: Date, $to: Date) {
    earlier: flows(by: FLOW, from: $from, to: $before, most: 1000) {
      ...HalfParts
    }
    later: flows(by: FLOW, from: $turn, to: $to, most: 1000) {
      ...HalfParts
    }
  }
`);

export const HalfParts = graphql(`
  fragment HalfParts on Flows {
    from
    to
    leftOut
    rows {
      key
      count
      share {
        n
      }
      source {
        ...PlaceParts
      }
      target {
        ...PlaceParts
      }
    }
  }
`);
