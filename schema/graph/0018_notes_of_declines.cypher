// A note given with a no was kept in place of the sender's; the offering still knows the sender's.
MATCH (h:Handover {state: 'DECLINED'})-[:IN_OFFERING]->(o:Offering)
WHERE h.note IS NOT NULL AND h.note <> coalesce(o.note, '')
SET h.declineNote = h.note, h.note = o.note;
