import { graphql } from '../generated/insights';

export const AllMeasuresQuery = graphql(`
  query AllMeasures {
    measures {
      ...MeasureParts
      columns {
        name
        kind
        names {
          fi
          sv
          en
        }
      }
    }
  }
`);
