"""The database knows every name from the start, so that nobody waits while one comes up."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from netsvc.settings import ROOT, SCHEMA_DIR

CYPHER = re.compile(r"\b(MATCH|MERGE|CREATE|SET)\b")
NAME = r"[A-Za-z_]\w*"
LABEL = re.compile(r"[(\w]:([A-Z][a-z]\w+)\b")
TYPE = re.compile(r"\[\w*:([A-Z_|!]+)")
WRITTEN = re.compile(rf"(?:SET|,|THEN) +{NAME}\.({NAME})\s*=\s")
MADE = re.compile(r"(?:CREATE|MERGE)[^{}]*:\w+(?::\w+)*\s*\{([^{}]*)\}")
KEY = re.compile(rf"(?:^|,)\s*({NAME})\s*:")


def statements() -> Iterator[str]:
    """What the sources hold of Cypher; of a text that is put together, its fixed parts."""
    for file in (ROOT / "netsvc").rglob("*.py"):
        if "node_modules" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            text = ""
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value for part in node.values if isinstance(part, ast.Constant))
                text = " ".join(map(str, parts))
            if CYPHER.search(text):
                yield text


def known(procedure: str) -> set[str]:
    """What the migrations make known by a procedure of the database."""
    found: set[str] = set()
    for file in sorted((SCHEMA_DIR / "graph").glob("*.cypher")):
        for names in re.findall(
            rf"UNWIND \[([^\]]*)\] AS name\nCALL db\.{procedure}\(name\)", file.read_text("utf-8")
        ):
            found |= set(re.findall(r"'(\w+)'", names))
    return found


def labels(text: str) -> set[str]:
    return set(LABEL.findall(text))


def types(text: str) -> set[str]:
    return {name for several in TYPE.findall(text) for name in re.split(r"[|!]", several) if name}


def properties(text: str) -> set[str]:
    made = {name for keys in MADE.findall(text) for name in KEY.findall(keys)}
    return made | set(WRITTEN.findall(text))


@pytest.mark.parametrize(
    ("procedure", "named", "some"),
    [
        ("createLabel", labels, "Handover"),
        ("createRelationshipType", types, "RESOLVES"),
        ("createProperty", properties, "openedAt"),
    ],
)
def test_the_database_knows_every_name_from_the_start(
    procedure: str, named: Callable[[str], set[str]], some: str
) -> None:
    used = set().union(*map(named, statements()))
    assert some in used
    new = used - known(procedure)
    assert not new, f"Put {sorted(new)} into a new migration as in 0022_names.cypher."
