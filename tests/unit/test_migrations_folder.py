"""The folder of migrations can be read: each number once, from 1 on, without a gap."""

from __future__ import annotations

from netsvc.graph.migrations import read_folder
from netsvc.settings import SCHEMA_DIR


def test_migrations_are_numbered_without_a_gap_or_a_double() -> None:
    migrations = read_folder(SCHEMA_DIR / "graph")
    assert [one.number for one in migrations] == list(range(1, len(migrations) + 1))
    assert all(one.statements for one in migrations)
