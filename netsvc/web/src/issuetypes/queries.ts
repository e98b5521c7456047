import { graphql } from '../generated';

export const IssueTypePageQuery = graphql(`
  query IssueTypePage($id: ID!) {
    issueType(id: $id) {
      id
      name {
        fi
        sv
        en
      }
      description {
        fi
        sv
        en
      }
      broader {
        id
        name {
          fi
          sv
          en
        }
      }
      packetFields {
        ...PacketFieldParts
      }
    }
  }
`);

export const SetPacketFields = graphql(`
  mutation SetPacketFields($issueTypeId: ID!, $fields: [PacketFieldInput!]!, $key: String!) {
    setPacketFields(issueTypeId: $issueTypeId, fields: $fields, key: $key) {
      __typename
      ... on IssueType {
        id
        packetFields {
          ...PacketFieldParts
        }
      }
      ...ProblemParts
    }
  }
`);
