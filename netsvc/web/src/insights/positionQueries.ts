import { graphql } from '../generated/insights';

export const MyPositionQuery = graphql(`
  query MyPosition {
    myPosition {
      asOf
      leftOut
      colleagues
      group {
        fi
        sv
        en
      }
      without {
        handovers
        apart
        alone {
          one {
            fi
            sv
            en
          }
          other {
            fi
            sv
            en
          }
        }
      }
      figures {
        id
        value
        low
        high
        error
        names {
          fi
          sv
          en
        }
        explanation {
          fi
          sv
          en
        }
      }
    }
  }
`);
