// Sums of anonymous answers, and keyed hashes of who has answered; nothing joins the two.
CREATE CONSTRAINT pulse_tally_id IF NOT EXISTS FOR (n:PulseTally) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT pulse_mark_hash IF NOT EXISTS FOR (n:PulseMark) REQUIRE n.hash IS UNIQUE;
