import { graphql } from '../generated';

export const PacketFieldParts = graphql(`
  fragment PacketFieldParts on PacketField {
    name
    type
    required
    sensitive
    label {
      fi
      sv
      en
    }
    help {
      fi
      sv
      en
    }
    why {
      fi
      sv
      en
    }
    options {
      value
      label {
        fi
        sv
        en
      }
    }
  }
`);

/** What travelled with a handover, what was asked for, and what its receiver said of it. */
export const PacketParts = graphql(`
  fragment PacketParts on Handover {
    packet {
      name
      value
      hidden
      skipped
      skipNote
    }
    packetFields {
      name
      type
      sensitive
      label {
        fi
        sv
        en
      }
      options {
        value
        label {
          fi
          sv
          en
        }
      }
    }
    packetMarks {
      name
      mark
    }
    packetMarkedAt
  }
`);

export const MarkPacket = graphql(`
  mutation MarkPacket($handoverId: ID!, $marks: [PacketMarkInput!]!, $key: String!) {
    markPacket(handoverId: $handoverId, marks: $marks, key: $key) {
      __typename
      ... on Handover {
        id
        ...PacketParts
      }
      ...ProblemParts
    }
  }
`);
