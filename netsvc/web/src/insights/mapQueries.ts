import { graphql } from '../generated/insights';

export const MapQuery = graphql(`
  query NetworkMap {
    networkMap {
      asOf
      from
      to
      suppressed
      measure {
        ...MeasureParts
      }
      nodes {
        x
        y
        silo {
          fi
          sv
          en
        }
        place {
          ...PlaceParts
        }
      }
      periods {
        key
        from
        to
        label {
          fi
          sv
          en
        }
        flows {
          source
          target
          count
        }
      }
    }
  }
`);
