"""How the columns of a ticket log are to be read; a TOML file, see docs/importing.md."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from netsvc.directory.model import Language, LocalText
from netsvc.errors import BadInputError

CHANNELS = ("PHONE", "VISIT", "CHAT", "MESSAGE", "FORM", "OTHER")
EXAMPLE = Path(__file__).parent / "uci498.toml"


@dataclass(frozen=True)
class Columns:
    """Names of columns in the file; only the first three are required."""

    case: str
    unit: str
    opened_at: str
    state: str | None = None
    updated_at: str | None = None
    resolved_at: str | None = None
    closed_at: str | None = None
    resolver: str | None = None
    opener: str | None = None
    customer: str | None = None
    area: str | None = None
    issue_type: str | None = None
    location: str | None = None
    channel: str | None = None
    reopened: str | None = None
    words: str | None = None

    def named(self) -> tuple[str, ...]:
        """The columns that the file must have."""
        found = (getattr(self, f.name) for f in fields(self))
        return tuple(name for name in found if name is not None)


@dataclass(frozen=True)
class LogMapping:
    """One format of ticket log; ``name`` is part of every id that the import makes."""

    name: str
    columns: Columns
    date_formats: tuple[str, ...]
    time_zone: str = "UTC"
    delimiter: str = ","
    encoding: str = "utf-8"
    language: Language = Language.EN
    missing: frozenset[str] = frozenset({""})
    resolved_states: frozenset[str] = frozenset()
    channels: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, LocalText] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return f"incidents:{self.name}"

    @property
    def fingerprint(self) -> str:
        """Equal for equal mappings, in every process: the order of sets differs between them."""
        return orjson.dumps(asdict(self), default=sorted, option=orjson.OPT_SORT_KEYS).decode()

    def label(self, kind: str, value: str) -> LocalText:
        """The name of a unit, area, issue type, resolver or opener in three languages."""
        form = self.labels.get(kind)
        if form is None:
            return LocalText(value, value, value)
        return LocalText(*(text.replace("{}", value) for text in (form.fi, form.sv, form.en)))


def read_mapping(path: Path) -> LogMapping:
    """Read a mapping file; raises ``BadInputError`` that names the key which can't be used."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _bad(path, f"can't be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(path, f"is no TOML: {error}") from error
    return _build(path, raw)


_KEYS = {"name", "delimiter", "encoding", "language", "missing", "columns", "dates", "states",
         "channels", "labels"}  # fmt: skip
_LABELS = {"unit", "area", "issue_type", "resolver", "opener"}


def _build(path: Path, raw: dict[str, Any]) -> LogMapping:
    unknown = sorted(set(raw) - _KEYS)
    if unknown:
        raise _bad(path, f"has the unknown key {unknown[0]}")
    name = raw.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
        raise _bad(path, "needs a name of small letters, digits and hyphens, 40 at most")
    dates = raw.get("dates", {})
    formats = dates.get("formats", [])
    if not formats or not all(isinstance(text, str) and "%" in text for text in formats):
        raise _bad(path, 'needs dates.formats, such as ["%Y-%m-%d %H:%M"]')
    delimiter = raw.get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise _bad(path, "needs a delimiter of one character")
    encoding = raw.get("encoding", "utf-8")
    try:
        zone = ZoneInfo(dates.get("time_zone", "UTC")).key
        language = Language(raw.get("language", "en"))
        codecs.lookup(encoding)
    except (ValueError, KeyError, LookupError) as error:
        seen = f"has a time zone, language or encoding that is not known: {error}"
        raise _bad(path, seen) from error
    return LogMapping(
        name=name,
        columns=_columns(path, raw.get("columns", {})),
        date_formats=tuple(formats),
        time_zone=zone,
        delimiter=delimiter,
        encoding=encoding,
        language=language,
        missing=frozenset(raw.get("missing", [])) | {""},
        resolved_states=frozenset(raw.get("states", {}).get("resolved", [])),
        channels=_channels(path, raw.get("channels", {})),
        labels=_labels(path, raw.get("labels", {})),
    )


def _columns(path: Path, raw: dict[str, Any]) -> Columns:
    known = {f.name for f in fields(Columns)}
    for key, value in raw.items():
        if key not in known or not isinstance(value, str):
            raise _bad(path, f"has the unknown column key columns.{key}")
    for key in ("case", "unit", "opened_at"):
        if key not in raw:
            raise _bad(path, f"lacks columns.{key}")
    return Columns(**raw)


def _channels(path: Path, raw: dict[str, Any]) -> dict[str, str]:
    for seen, meant in raw.items():
        if meant not in CHANNELS:
            raise _bad(path, f"maps channels.{seen} to {meant!r}; known are {', '.join(CHANNELS)}")
    return raw


def _labels(path: Path, raw: dict[str, Any]) -> dict[str, LocalText]:
    for kind, texts in raw.items():
        if kind not in _LABELS or set(texts) != {"fi", "sv", "en"}:
            raise _bad(path, f"needs labels.{kind} in fi, sv and en")
    return {kind: LocalText(t["fi"], t["sv"], t["en"]) for kind, t in raw.items()}


def _bad(path: Path, seen: str) -> BadInputError:
    return BadInputError(
        f"The mapping {path.name} {seen}.",
        action="See docs/importing.md for the keys. Nothing was changed.",
    )
