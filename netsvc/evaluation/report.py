"""The dry run as one HTML file: no script, nothing from elsewhere, light and dark, printable."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from netsvc.evaluation.findings import SMALL, Bin, Findings, Group
from netsvc.evaluation.rates import Difference, Rate
from netsvc.evaluation.routing import Result

_STYLE = """
:root{color-scheme:light dark;--page:#f7f7f6;--text:#1b1d1f;--quiet:#575b60;--line:#dededb;
--accent:#0d5c73;--other:#875300}
@media (prefers-color-scheme:dark){:root{--page:#16181a;--text:#e9eaea;--quiet:#a9aeb4;
--line:#35393d;--accent:#7cc4d8;--other:#e6b45c}}
body{margin:0 auto;max-width:960px;padding:32px 24px 64px;background:var(--page);
color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.1rem;margin:40px 0 8px}
p{max-width:72ch;margin:8px 0}.quiet{color:var(--quiet)}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:8px 12px 8px 0;border-bottom:1px solid var(--line);
vertical-align:top}th:first-child,td:first-child{text-align:left}
thead th{color:var(--quiet);font-size:.85rem}tbody th{font-weight:400}
svg{max-width:100%;height:auto}svg text{fill:var(--quiet);font-size:12px}
.range{stroke:var(--accent);stroke-width:3}.dot{fill:var(--accent)}.even{stroke:var(--quiet);
stroke-dasharray:4 4}.frame{stroke:var(--line);fill:none}
"""


def html_report(result: Result, findings: Findings, *, log: str, cases: int, since: str) -> str:
    """``since`` says in words which cases were scored, ``log`` is the file's name."""
    first, own = result.unit[1], result.own_first
    parts = [
        f"<h1>{escape(_answer(result))}</h1>",
        f'<p class="quiet">{escape(log)}: {cases:,} cases; scored are those {escape(since)}, '
        f"{first.cases:,} of them with a known unit. Each was ranked from what was known when it "
        "was opened, and taught only when it was resolved. Brackets hold 95 % intervals "
        "(Wilson).</p>",
        "<h2>How often the suggestion was right</h2>",
        _rates(result),
        _against_own(result.against_own),
        f"<h2>{escape(_saved_title(findings))}</h2>",
        _saved(findings),
        "<h2>How sure, and how right</h2>",
        f"<p>Where it says 70 %, it should be right in 70 of 100. On average it is off by "
        f"{findings.calibration_error * 100:.1f} percentage points.</p>",
        _diagram(findings.reliability),
        _bins(findings.reliability),
        "<h2>By unit</h2>",
        _groups(findings.by_unit, "Unit", "Other small units"),
        "<h2>By issue type</h2>",
        _groups(findings.by_issue_type, "Issue type", "Other issue types"),
        "<h2>Where it is weak, and what would help</h2>",
        _weak(findings),
        '<p class="quiet">Units and issue types with fewer than five people behind them are shown '
        f"together. The organisation's own first choice was right in {_share(own)} of cases.</p>",
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<title>Would it have been right? netsvc dry run</title>"
        f"<style>{_STYLE}</style></head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _answer(result: Result) -> str:
    first, three, own = result.unit[1], result.unit[3], result.own_first
    low, high = result.against_own.interval
    if low > 0:
        verdict = "It would have been right more often than your own first choice"
    elif high < 0:
        verdict = "It would have been right less often than your own first choice"
    else:
        verdict = "In the first place it is level with your own first choice"
    return (
        f"{verdict} ({first.share:.0%} and {own.share:.0%}); "
        f"the right unit is among its first three in {three.share:.0%} of cases."
    )


def _rates(result: Result) -> str:
    rows = [
        ("Unit, as suggested", [result.unit[d] for d in (1, 3, 5)]),
        ("Unit, your own first choice", [result.own_first]),
        ("Person, as suggested", [result.person[d] for d in (1, 3, 5)]),
        ("Unit, of cases that were moved", [result.bounced_unit[d] for d in (1, 3, 5)]),
        ("Your own first choice, of those", [result.bounced_own_first]),
    ]
    return _table(
        ("", "Cases", "First place", "First three", "First five"),
        [
            (
                name,
                f"{rates[0].cases:,}",
                *(_share(rate) for rate in rates),
                *[""] * (3 - len(rates)),
            )
            for name, rates in rows
        ],
    )


def _against_own(difference: Difference) -> str:
    if not difference.cases:
        return ""
    low, high = difference.interval
    oftener = "less" if difference.share < 0 else "more"
    return (
        f"<p>On the same cases its first place was right {abs(difference.share) * 100:.1f} "
        f"percentage points {oftener} often than your own first choice (difference "
        f"{low * 100:+.1f} to {high * 100:+.1f}, Newcombe's interval for pairs): in "
        f"{difference.only_one:,} cases it alone was right, in {difference.only_other:,} your own "
        "choice alone.</p>"
    )


def _saved_title(findings: Findings) -> str:
    saved = findings.saved
    if saved.low > 0:
        return f"It could have saved {saved.saved_a_case * 100:.0f} moves in 100 cases"
    if saved.high < 0:
        return f"It would have cost {-saved.saved_a_case * 100:.0f} more moves in 100 cases"
    return "Whether it saves moves between units can't be told"


def _saved(findings: Findings) -> str:
    saved = findings.saved
    return (
        f"<p>Moves between units were {saved.moves:,}, and would have been {saved.moves_then:,} "
        f"(a difference of {saved.low * 100:.0f} to {saved.high * 100:.0f} in 100 cases, 95 % "
        f"bootstrap). Cases that moved at all: {saved.bounced:,}, then {saved.bounced_then:,}.</p>"
        '<p class="quiet">The assumption: the agent asks the suggested units in their order, and '
        "each wrong one is one move. Where none of the five is right, the case goes as it went. "
        "Whether people follow suggestions is what a pilot measures; this does not.</p>"
    )


def _diagram(bins: Sequence[Bin]) -> str:
    def x(share: float) -> float:
        return 40 + 300 * share

    def y(share: float) -> float:
        return 320 - 300 * share

    marks = []
    for one in bins:
        low, high = one.right.interval
        at = x(one.said)
        marks.append(
            f'<line class="range" x1="{at:.1f}" x2="{at:.1f}" '
            f'y1="{y(low):.1f}" y2="{y(high):.1f}"/>'
            f'<circle class="dot" cx="{at:.1f}" cy="{y(one.right.share):.1f}" r="5"/>'
        )
    ticks = "".join(
        f'<text x="{x(t):.0f}" y="338" text-anchor="middle">{t:.0%}</text>'
        f'<text x="34" y="{y(t) + 4:.0f}" text-anchor="end">{t:.0%}</text>'
        for t in (0, 0.5, 1)
    )
    return (
        '<svg viewBox="0 0 380 360" width="380" height="360" role="img" '
        'aria-label="How sure it was against how often it was right; the table below says the '
        'same"><rect class="frame" x="40" y="20" width="300" height="300"/>'
        f'<line class="even" x1="40" y1="320" x2="340" y2="20"/>{ticks}{"".join(marks)}'
        '<text x="190" y="356" text-anchor="middle">how sure it was</text>'
        '<text x="46" y="34">how often right</text></svg>'
    )


def _bins(bins: Sequence[Bin]) -> str:
    return _table(
        ("How sure", "Cases", "Right"),
        [(f"{one.said:.0%}", f"{one.right.cases:,}", _share(one.right)) for one in bins],
    )


def _groups(groups: Sequence[Group], what: str, small: str) -> str:
    if not groups:
        return "<p>Too few people to tell.</p>"
    return _table(
        (what, "Cases", "First place", "First three", "Your own first choice"),
        [
            (
                small if group.name == SMALL else group.name,
                f"{group.first.cases:,}",
                _share(group.first),
                _share(group.three),
                _share(group.own_first),
            )
            for group in groups
        ],
    )


def _weak(findings: Findings) -> str:
    if not findings.weak:
        return "<p>No issue type with thirty cases or more is below 80 % in the first three.</p>"
    return (
        "<p>Say who is responsible for these and who can resolve them; declared skills count from "
        "the first day.</p>"
    ) + _table(
        ("Issue type", "Cases", "First three", "Resolved most by"),
        [
            (
                one.issue_type,
                f"{one.three.cases:,}",
                _share(one.three),
                ", ".join(one.units),
            )
            for one in findings.weak
        ],
    )


def _share(rate: Rate) -> str:
    if not rate.cases:
        return "-"
    low, high = rate.interval
    return f"{rate.share * 100:.1f} % ({low * 100:.1f}-{high * 100:.1f})"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' if one else "<td></td>" for one in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(header[0] or "Rates")}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )
