"""How well words are matched: read taxonomy and sentences, match, score."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from netsvc.errors import BadInputError
from netsvc.evaluation.rates import Rate
from netsvc.finding.meaning import Meaning
from netsvc.matching import IssueTypeText, Matcher, Matches, build_matcher

LANGUAGES = ("fi", "sv", "en")
RANKS = 5
DEPTHS = (1, 3)
BINS = 10


@dataclass(frozen=True)
class Sentence:
    text: str
    category: str
    language: str | None = None


@dataclass(frozen=True)
class Matched:
    sentence: Sentence
    matches: Matches


@dataclass(frozen=True)
class Quality:
    """Hit rates over sentences about known types; AUROC of ``known`` against all others.

    ``auroc`` is None without sentences of both sorts. ``calibration_error`` is the expected
    calibration error of the first match's confidence over all sentences, in ten equal bins
    (Guo et al. 2017).
    """

    hits: dict[int, Rate]
    auroc: float | None
    calibration_error: float
    known_kept: Rate
    others_refused: Rate


@dataclass(frozen=True)
class MatchingResult:
    matched: tuple[Matched, ...]
    whole: Quality
    by_language: dict[str, Quality] = field(default_factory=dict)


def read_taxonomy(path: Path) -> list[IssueTypeText]:
    """Rows of ``id, parent, name_*, description_*, synonyms_*``; areas (parents) are left out."""
    rows = _rows(path, ("id",))
    areas = {row.get("parent", "") for row in rows}
    return [_type(row) for row in rows if row["id"] not in areas]


def _type(row: dict[str, str]) -> IssueTypeText:
    return IssueTypeText(
        id=row["id"],
        names={code: row[f"name_{code}"] for code in LANGUAGES if row.get(f"name_{code}")},
        synonyms={code: _listed(row.get(f"synonyms_{code}")) for code in LANGUAGES},
        examples={code: _listed(row.get(f"examples_{code}")) for code in LANGUAGES},
        descriptions={
            code: row[f"description_{code}"] for code in LANGUAGES if row.get(f"description_{code}")
        },
        broader_id=row.get("parent") or None,
    )


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def read_sentences(path: Path) -> list[Sentence]:
    """Rows of ``text, category`` and, where there is one, ``language``."""
    return [
        Sentence(row["text"], row["category"].strip(), row.get("language") or None)
        for row in _rows(path, ("text", "category"))
    ]


def _rows(path: Path, needed: Sequence[str]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, restval="")
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise BadInputError(
                    f"{path} lacks the column{'s' if len(missing) > 1 else ''} "
                    f"{', '.join(missing)}.",
                    action="The header needs " + ", ".join(needed) + ".",
                )
            rows = [{k: v for k, v in row.items() if isinstance(k, str)} for row in reader]
    except FileNotFoundError as error:
        raise BadInputError(f"There is no file {path}.", action="Check the path.") from error
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise BadInputError(
            f"{path} can't be read as CSV: {error}.", action="Give a CSV file in UTF-8."
        ) from error
    if not rows:
        raise BadInputError(f"{path} has no rows.", action="Give at least one row.")
    return rows


def with_examples(
    types: Iterable[IssueTypeText], examples: Iterable[Sentence]
) -> list[IssueTypeText]:
    """The same types with further examples; examples of other categories are left out."""
    added: dict[str, dict[str, list[str]]] = {}
    for sentence in examples:
        by_language = added.setdefault(sentence.category, {})
        by_language.setdefault(sentence.language or "", []).append(sentence.text)
    merged = []
    for row in types:
        own = {code: list(texts) for code, texts in row.examples.items()}
        for code, texts in added.get(row.id, {}).items():
            own.setdefault(code, []).extend(texts)
        merged.append(
            IssueTypeText(
                id=row.id,
                names=row.names,
                synonyms=row.synonyms,
                examples={code: tuple(texts) for code, texts in own.items()},
                descriptions=row.descriptions,
                broader_id=row.broader_id,
            )
        )
    return merged


def types_from(examples: Sequence[Sentence]) -> list[IssueTypeText]:
    """Issue types known by their sentences alone; the category's own words are its name."""
    ids = list(dict.fromkeys(sentence.category for sentence in examples))
    bare = [IssueTypeText(id=name, names={"": name.replace("_", " ")}) for name in ids]
    return with_examples(bare, examples)


def build(types: Iterable[IssueTypeText], meaning: Meaning | None) -> Matcher:
    """The matcher that the service would use; makes the vectors that are missing."""
    matcher = build_matcher(types)
    if meaning is None:
        return matcher
    meaning.fill(matcher)
    return meaning.compose(matcher)


def evaluate_matching(
    matcher: Matcher, known_ids: frozenset[str], sentences: Sequence[Sentence]
) -> MatchingResult:
    """Match every sentence; a category outside ``known_ids`` is a thing we know nothing about."""
    matched = tuple(
        Matched(sentence, matcher.match(sentence.text, sentence.language, RANKS))
        for sentence in sentences
    )
    languages = sorted({m.sentence.language for m in matched if m.sentence.language})
    return MatchingResult(
        matched,
        _quality(matched, known_ids),
        {
            code: _quality([m for m in matched if m.sentence.language == code], known_ids)
            for code in languages
        },
    )


def _quality(matched: Sequence[Matched], known_ids: frozenset[str]) -> Quality:
    inside = [m for m in matched if m.sentence.category in known_ids]
    outside = [m for m in matched if m.sentence.category not in known_ids]
    first = [
        (m.matches.matches[0].confidence, m.matches.matches[0].issue_type_id == m.sentence.category)
        for m in matched
        if m.matches.matches
    ]
    return Quality(
        hits={depth: Rate(sum(_is_hit(m, depth) for m in inside), len(inside)) for depth in DEPTHS},
        auroc=_auroc([m.matches.known for m in inside], [m.matches.known for m in outside]),
        calibration_error=_calibration_error(first),
        known_kept=Rate(sum(m.matches.certainty != "DONT_KNOW" for m in inside), len(inside)),
        others_refused=Rate(sum(m.matches.certainty == "DONT_KNOW" for m in outside), len(outside)),
    )


def _is_hit(matched: Matched, depth: int) -> bool:
    best = matched.matches.matches[:depth]
    return any(match.issue_type_id == matched.sentence.category for match in best)


def _auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """The share of pairs in the right order, ties counting half (Mann-Whitney)."""
    if not inside or not outside:
        return None
    known: npt.NDArray[np.float64] = np.array(inside)[:, None]
    other: npt.NDArray[np.float64] = np.array(outside)[None, :]
    return float(np.mean((known > other) + 0.5 * (known == other)))


def _calibration_error(first: Sequence[tuple[float, bool]]) -> float:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in first:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    return sum(
        abs(sum(c for c, _ in members) - sum(right for _, right in members))
        for members in bins.values()
    ) / max(len(first), 1)
