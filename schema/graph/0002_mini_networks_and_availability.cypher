// Planned absences, working agreements and swaps of duty; each has its own identity.
CREATE CONSTRAINT absence_id IF NOT EXISTS FOR (n:Absence) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (n:Agreement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT duty_swap_id IF NOT EXISTS FOR (n:DutySwap) REQUIRE n.id IS UNIQUE;

CREATE INDEX mini_network_name IF NOT EXISTS FOR (n:MiniNetwork) ON (n.nameFi);
