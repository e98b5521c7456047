// What was resolved long ago counts less (netsvc/ranking/fading.py). Counts kept so far are taken to be
// as old as their last resolved matter; an import counts each from its own day.
MATCH ()-[r:RESOLVES]->()
CALL (r) {
  SET r.weight = r.resolved * 2.0 ^ (duration.inSeconds(datetime('2020-01-01T00:00:00Z'),
    coalesce(r.lastAt, datetime())).seconds / 15552000.0)
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (:Expert)-[r:RESOLVES]->(:IssueType) WHERE r.resolved > 0
CALL (r) {
  SET r.rank = log(r.weight) + log((r.resolved + 3.5) / (r.received - r.resolved + 1.5))
} IN TRANSACTIONS OF 5000 ROWS;
MATCH (b:IssueType) WHERE EXISTS { (b)<-[:BROADER]-() }
CALL (b) {
  MATCH (e:Expert)-[r:RESOLVES]->(:IssueType)-[:BROADER]->(b)
  WITH e, collect(r) AS own, sum(r.weight) AS weight
  FOREACH (r IN own | SET r.areaWeight = weight)
} IN TRANSACTIONS OF 12 ROWS;
