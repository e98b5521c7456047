// Contacts of cases that were opened again began without the label that lets them end by themselves.
MATCH (n:Contact {source: 'service'}) WHERE n.endedAt IS NULL SET n:Underway;
