// Contacts that this service began and that nobody has ended yet; those of a log keep their gaps.
MATCH (n:Contact {source: 'service'}) WHERE n.endedAt IS NULL SET n:Underway;
