"""What a mapping is known by."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

from netsvc.importers.mapping import EXAMPLE, read_mapping

CODE = (
    "from netsvc.importers.mapping import EXAMPLE, read_mapping;"
    "print(read_mapping(EXAMPLE).fingerprint)"
)


def _in_a_process(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_the_same_mapping_has_the_same_fingerprint_in_every_process() -> None:
    mapping = read_mapping(EXAMPLE)
    assert {_in_a_process(seed) for seed in ("1", "2", "3", "4")} == {mapping.fingerprint}
    other = replace(mapping, resolved_states=mapping.resolved_states | {"Solved"})
    assert other.fingerprint != mapping.fingerprint
    assert replace(mapping, delimiter=";").fingerprint != mapping.fingerprint
