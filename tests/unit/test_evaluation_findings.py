"""What the dry run's report says: groups, how sure, moves saved, and nothing of few people."""

from __future__ import annotations

from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from netsvc.cli.evaluate import app
from netsvc.evaluation.findings import SMALL, Saved, find
from netsvc.evaluation.log import UCI_498, LoggedCase
from netsvc.evaluation.rates import Rate
from netsvc.evaluation.report import html_report
from netsvc.evaluation.routing import Ranked, score

OPENED = datetime(2026, 1, 1)  # noqa: DTZ001 - the log has no zone
SMALL_LOG = Path(__file__).parent.parent / "data" / "routing_small.csv"


def ranked(
    number: int, unit: str, suggested: tuple[str, ...], person: int, *, units: int = 1, sure: float
) -> Ranked:
    inputs = tuple("c1" if name == "category" else "x" for name in UCI_498.inputs)
    case = LoggedCase(str(number), OPENED, inputs, "u9", unit, f"p{person}", OPENED, units)
    return Ranked(case, suggested, (), sure)


CASES = [
    *(ranked(n, "u1", ("u1",), n % 5, units=3, sure=0.95) for n in range(10)),
    *(ranked(n, "u1", ("u2", "u1"), n % 5, units=1, sure=0.45) for n in range(10, 20)),
    *(ranked(n, "u2", ("u3",), 7, units=4, sure=0.45) for n in range(20, 30)),
]


def test_small_units_are_not_told_apart_nor_by_subtraction() -> None:
    found = find(CASES)
    assert [(g.name, g.first, g.three) for g in found.by_unit] == [
        ("u1", Rate(10, 20), Rate(20, 20))
    ]
    more = [ranked(n, f"s{n}", ("x",), n, sure=0.1) for n in range(40, 45)]
    assert [g.name for g in find([*CASES, *more]).by_unit] == ["u1", SMALL]


def test_how_sure_against_how_right() -> None:
    found = find(CASES)
    assert [(round(b.said, 2), b.right) for b in found.reliability] == [
        (0.45, Rate(0, 20)),
        (0.95, Rate(10, 10)),
    ]
    assert found.calibration_error == pytest.approx((20 * 0.45 + 10 * 0.05) / 30)


def test_moves_saved_are_counted_under_the_stated_assumption() -> None:
    saved = find(CASES).saved
    # ten cases save two moves, ten cost one, ten go as they went
    assert saved == Saved(
        cases=30,
        moves=50,
        moves_then=40,
        saved_a_case=pytest.approx(1 / 3),
        low=saved.low,
        high=saved.high,
        bounced=20,
        bounced_then=20,
    )
    assert saved.low < 1 / 3 < saved.high
    assert find(CASES) == find(CASES)


def test_weak_types_name_who_resolved_them() -> None:
    cases = [ranked(n, "u1", ("u2",), n % 6, sure=0.5) for n in range(40)]
    (weak,) = find(cases).weak
    assert (weak.issue_type, weak.three, weak.units) == ("c1", Rate(0, 40), ("u1",))
    assert find([]).weak == ()


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_the_report_is_one_page_without_script_or_links_and_escapes_names() -> None:
    cases = [ranked(n, "<b>u</b>", ("<b>u</b>",), n % 6, sure=0.5) for n in range(40)]
    page = html_report(score(cases), find(cases), log="<log>.csv", cases=40, since="all")
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.seen
    assert tags.links == []
    assert "b" not in tags.seen
    assert "&lt;log&gt;.csv" in page
    assert tags.seen.count("h1") == 1


@pytest.mark.parametrize(
    ("right", "own", "said"),
    [
        (30, 10, "right more often than your own first choice"),
        (10, 30, "right less often than your own first choice"),
        (21, 20, "level with your own first choice"),
    ],
)
def test_the_verdict_compares_the_two_on_the_same_cases(right: int, own: int, said: str) -> None:
    cases = [
        ranked(
            n,
            "u9" if n < own else "u1",
            (("u9" if n < own else "u1") if n < right else "x",),
            n,
            sure=0.5,
        )
        for n in range(40)
    ]
    result = score(cases)
    page = html_report(result, find(cases), log="log.csv", cases=40, since="all")

    assert (result.unit[1].hits, result.own_first.hits) == (right, own)
    assert said in page
    oftener = "less" if right < own else "more"
    points = abs(right - own) / 40 * 100
    assert f"{points:.1f} percentage points {oftener} often" in page
    low, high = result.against_own.interval
    assert f"(difference {low * 100:+.1f} to {high * 100:+.1f}" in page


def test_the_command_writes_the_report_and_tells_the_same_in_json(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    run = CliRunner().invoke(app, ["routing", str(SMALL_LOG), "--html", str(page), "--json"])
    assert run.exit_code == 0, run.output
    figures = orjson.loads(run.stdout)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert figures["moves"]["moves"] >= 0
    assert {"by_unit", "by_issue_type", "reliability", "calibration_error", "weak"} <= set(figures)
