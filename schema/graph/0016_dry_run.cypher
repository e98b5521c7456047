// The figures of the last dry run, one node.
CREATE CONSTRAINT dry_run_id IF NOT EXISTS FOR (n:DryRun) REQUIRE n.id IS UNIQUE;
