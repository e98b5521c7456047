// @neo4j/graphql on Apollo Server over the same Neo4j, for tests/bench/neo4j_graphql.py alone.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const { BENCH_URI, BENCH_USER, BENCH_PASSWORD, BENCH_PORT } = process.env;

const typeDefs = `#graphql
  type Unit @node {
    id: ID!
    nameFi: String
    nameSv: String
    nameEn: String
  }
  type Expert @node {
    id: ID!
    name: String!
    presence: String
    units: [Unit!]! @relationship(type: "MEMBER_OF", direction: OUT)
  }
  type Resolves @relationshipProperties {
    resolved: Int
    received: Int
    medianHours: Float
    rank: Float
  }
  type IssueType @node {
    id: ID!
    nameFi: String
    experts: [Expert!]!
      @relationship(type: "RESOLVES", direction: IN, properties: "Resolves")
  }
`;

const driver = neo4j.driver(BENCH_URI, neo4j.auth.basic(BENCH_USER, BENCH_PASSWORD), {
  maxConnectionPoolSize: 64,
});
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();
const server = new ApolloServer({ schema, introspection: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: Number(BENCH_PORT) },
  context: async () => ({ executionContext: driver, sessionConfig: { database: 'neo4j' } }),
});
console.log(`ready ${url}`);
