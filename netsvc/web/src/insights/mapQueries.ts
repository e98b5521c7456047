import { graphql } from '../generated/insights';

export const MapQuery = graphql(`
  query NetworkMap($from: Date, $to: Date) {
    networkMap(from: $from, to: $to) {
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
        leftOut
        flows {
          source
          target
          count
        }
      }
    }
  }
`);

export const UnitPeopleQuery = graphql(`
  query UnitPeople($unit: ID!) {
    unitPeople(unit: $unit) {
      hidden
      people {
        id
        name
      }
    }
  }
`);
