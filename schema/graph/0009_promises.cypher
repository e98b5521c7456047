// What customers were promised; due ones are looked for twice a second.
CREATE CONSTRAINT promise_id IF NOT EXISTS FOR (n:Promise) REQUIRE n.id IS UNIQUE;
CREATE INDEX promise_due IF NOT EXISTS FOR (n:Promise) ON (n.state, n.dueAt);
