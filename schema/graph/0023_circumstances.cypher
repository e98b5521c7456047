// What was resolved is also counted by where it came from, by which channel and who had opened it
// (netsvc/directory/circumstances.py). What was resolved before is counted here, as a counting afresh does it.
UNWIND ['contextCounts', 'contextKeys', 'contextWeights', 'location'] AS name
CALL db.createProperty(name);
MATCH (t:IssueType)
CALL (t) {
  MATCH (t)<-[:ABOUT]-(k:Case)-[:RESOLVED_BY|RESOLVED_IN]->(who)
  WITH t, k, who, coalesce(k.resolvedAt, k.openedAt) AS counted WHERE NOT EXISTS {
    MATCH (who)<-[:CONTESTED_BY]-(c:EvidenceContest)-[:CONCERNS]->(t)
    WHERE c.state = 'UPHELD' AND c.decidedAt >= counted AND c.kind = 'NOT_MY_WORK'
  }
  UNWIND [
    'channel:' + k.channel,
    coalesce('location:' + k.location,
      'unit:' + head(COLLECT { MATCH (k)-[:OPENED_IN]->(at:Unit) RETURN at.id ORDER BY at.id })),
    'opener:' + head(COLLECT { MATCH (k)-[:OPENED_BY]->(by:Expert) RETURN by.id ORDER BY by.id })
  ] AS key
  WITH t, who, key, counted WHERE key IS NOT NULL AND key <> 'opener:' + who.id
  WITH t, who, key, count(*) AS times, round(sum(round(2.0 ^ (duration.inSeconds(
    datetime('2020-01-01T00:00:00Z'), counted).seconds / 15552000.0), 6)), 6) AS heavy
  ORDER BY heavy DESC, key
  WITH t, who, collect([key, times, heavy])[0..60] AS heaviest
  MATCH (who)-[r:RESOLVES]->(t)
  SET r.contextKeys = [x IN heaviest | x[0]], r.contextCounts = [x IN heaviest | x[1]],
    r.contextWeights = [x IN heaviest | x[2]]
} IN TRANSACTIONS OF 12 ROWS;
