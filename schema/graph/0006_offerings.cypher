// One wish to hand a case over, and the offers that it makes one after the other.
CREATE CONSTRAINT offering_id IF NOT EXISTS FOR (n:Offering) REQUIRE n.id IS UNIQUE;
CREATE INDEX offering_state IF NOT EXISTS FOR (n:Offering) ON (n.state, n.beganAt);
