"""The dry run: nothing that was not known at opening moves a ranking."""

from __future__ import annotations

import csv
import gzip
import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner

from netsvc.cli.evaluate import app
from netsvc.errors import BadInputError
from netsvc.evaluation.findings import find
from netsvc.evaluation.log import UCI_498, LoggedCase, parse_time, read_history
from netsvc.evaluation.output import write_routing
from netsvc.evaluation.rates import Difference, Rate
from netsvc.evaluation.routing import dry_run, evaluate_routing, score

SMALL = Path(__file__).parent.parent / "data" / "routing_small.csv"
START = datetime(2016, 3, 1, 8, 0)  # noqa: DTZ001 - the log has no zone
LATER_KNOWN = (
    "incident_state",
    "active",
    "reassignment_count",
    "reopen_count",
    "sys_mod_count",
    "made_sla",
    "sys_created_by",
    "sys_created_at",
    "sys_updated_by",
    "sys_updated_at",
    "knowledge",
    "assignment_group",
    "assigned_to",
    "problem_id",
    "rfc",
    "vendor",
    "caused_by",
    "closed_code",
    "resolved_by",
    "resolved_at",
    "closed_at",
)


def made_cases(count: int) -> list[LoggedCase]:
    """Category decides the unit, the caller's parity the person; a case every ten minutes."""
    chance = random.Random(5)  # noqa: S311 - the same cases every time
    cases = []
    for number in range(count):
        category, caller = chance.randrange(6), chance.randrange(40)
        opened = START + timedelta(minutes=10 * number)
        unit = f"u{category}" if chance.random() < 0.9 else f"u{chance.randrange(6)}"
        cases.append(
            LoggedCase(
                number=f"{number:05}",
                opened=opened,
                inputs=(f"c{category}", "s", "?", f"l{caller % 3}", f"p{caller}", "o1"),
                first_unit="u0",
                unit=unit,
                person=f"{unit}-{caller % 2}",
                done=opened + timedelta(minutes=chance.randrange(5, 600)),
                units=1 if unit == "u0" else 2,
            )
        )
    return cases


def rows_of(path: Path) -> list[list[str]]:
    with path.open(newline="") as stream:
        return list(csv.reader(stream))


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return path


def test_it_learns_what_decides() -> None:
    ranked = list(dry_run(made_cases(700), after=START + timedelta(days=3)))
    result = score(ranked)

    assert len(ranked) == 267
    assert result.unit[1].share > 0.8
    assert result.unit[3].share >= result.unit[1].share
    assert result.person[1].share > 0.7
    assert result.own_first.share < 0.3


def test_a_case_without_a_known_outcome_is_ranked_and_not_scored() -> None:
    cases = made_cases(200)
    # the last one still has a unit and a person, but was neither resolved nor closed
    ranked = list(dry_run([*cases[:-1], replace(cases[-1], done=None)]))
    bare = score(ranked[:-1])

    assert len(ranked) == 200
    assert replace(score(ranked), ranked=()) == replace(bare, ranked=())
    assert bare.own_first.cases == 199
    assert find(ranked) == find(ranked[:-1])


def test_wiping_all_that_came_after_opening_changes_no_ranking() -> None:
    cases = made_cases(500)
    cut = cases[400].opened
    wiped = [
        case
        if case.opened < cut
        else replace(case, first_unit=None, unit=None, person=None, done=None, units=0)
        for case in cases
    ]
    # outcomes that were known by then still teach; those of the last cases are not known to anyone
    lasting = [
        case if case.opened < cut else replace(case, done=cases[-1].opened + timedelta(days=9))
        for case in cases
    ]

    untouched = list(dry_run(lasting, after=cases[399].opened))
    blind = list(dry_run(wiped, after=cases[399].opened))

    assert len(blind) == 100
    assert [(r.units, r.persons) for r in blind] == [(r.units, r.persons) for r in untouched]


def test_the_ranking_of_a_case_is_the_same_if_the_log_had_ended_with_its_opening() -> None:
    cases = made_cases(450)
    last = cases[440]
    whole = next(r for r in dry_run(cases) if r.case.number == last.number)
    bare = replace(last, first_unit=None, unit=None, person=None, done=None, units=0)
    ended = list(dry_run([*cases[:440], bare], after=cases[439].opened))

    assert [(r.units, r.persons) for r in ended] == [(whole.units, whole.persons)]


def test_a_file_whose_last_cases_are_wiped_gives_the_very_same_predictions(tmp_path: Path) -> None:
    rows = rows_of(SMALL)
    header, body = rows[0], rows[1:]
    history = read_history(SMALL)
    last = {case.number for case in history.cases[-12:]}
    places = {name: place for place, name in enumerate(header)}
    kept: list[list[str]] = []
    seen: set[str] = set()
    never = "1/1/2030 00:00"
    lasting: list[list[str]] = []
    for row in body:
        number = row[0]
        late = list(row)
        if number in last:
            late[places["resolved_at"]] = late[places["closed_at"]] = never
        lasting.append(late)
        if number not in last:
            kept.append(row)
        elif number not in seen:
            blank = ["?" if name in LATER_KNOWN else row[places[name]] for name in header]
            kept.append(blank)
        seen.add(number)
    wiped = read_history(write(tmp_path / "wiped.csv", [header, *kept]))
    whole = read_history(write(tmp_path / "whole.csv", [header, *lasting]))
    after = history.cases[-13].opened

    blind = list(dry_run(wiped.cases, after=after))
    untouched = list(dry_run(whole.cases, after=after))

    assert blind
    assert [(r.case.number, r.units, r.persons) for r in blind] == [
        (r.case.number, r.units, r.persons) for r in untouched
    ]


def test_a_case_teaches_at_its_resolution_and_not_in_the_same_minute() -> None:
    first, second = made_cases(2)
    at_once = replace(first, done=second.opened)
    before = replace(first, done=second.opened - timedelta(minutes=1))

    assert next(iter(dry_run([at_once, second], after=first.opened))).units == ()
    assert next(iter(dry_run([before, second], after=first.opened))).units == (first.unit,)


def test_cases_without_outcome_are_ranked_and_not_scored() -> None:
    cases = made_cases(60)
    unknown = replace(cases[-1], unit=None, person=None, done=None)

    result = score(list(dry_run([*cases[:-1], unknown], after=cases[-3].opened)))

    assert len(result.ranked) == 2
    assert result.ranked[-1].units != ()
    assert result.unit[5].cases == 1
    assert result.person[5].cases == 1


def test_a_history_in_which_one_unit_resolved_everything() -> None:
    cases = [replace(case, unit="70", first_unit="70", units=1) for case in made_cases(40)]
    result = score(tuple(dry_run(cases)))

    learned = [ranked for ranked in result.ranked if ranked.units]
    assert learned
    assert {ranked.units for ranked in learned} == {("70",)}
    assert {ranked.sure for ranked in learned} == {1.0}
    assert result.unit[1].hits == len(learned)
    assert result.own_first.share == 1.0
    assert result.bounced_unit[1].cases == 0
    assert find(result.ranked).saved.moves == 0


def test_first_row_assignment_assignee_and_state_are_no_inputs() -> None:
    assert not set(UCI_498.inputs) & set(LATER_KNOWN)


def test_reading_the_small_log() -> None:
    history = read_history(SMALL)

    assert (len(history.cases), history.rows, history.rejected) == (77, 300, 0)
    case = history.cases[0]
    assert case.number == "0000045"
    assert case.opened == datetime(2016, 2, 29, 1, 16)  # noqa: DTZ001
    assert case.inputs == ("55", "170", "72", "143", "2403", "8")
    assert (case.first_unit, case.unit, case.person) == ("56", "56", "149")
    assert case.done == datetime(2016, 2, 29, 11, 29)  # noqa: DTZ001


def test_gzip_reads_the_same(tmp_path: Path) -> None:
    packed = tmp_path / "log.csv.gz"
    packed.write_bytes(gzip.compress(SMALL.read_bytes()))

    assert read_history(packed).cases == read_history(SMALL).cases


def test_bad_rows_are_left_out_and_told(tmp_path: Path) -> None:
    rows = rows_of(SMALL)
    broken = list(rows[1])
    broken[0], broken[9] = "X1", "not a date"
    nameless = list(rows[1])
    nameless[0] = "?"
    path = write(tmp_path / "log.csv", [*rows, ["too", "short"], broken, nameless])

    history = read_history(path)

    assert history.cases == read_history(SMALL).cases
    assert history.rejected == 3
    assert history.rejections == (
        (302, "2 columns where the header has 36"),
        (303, "'not a date' is no time"),
        (304, "no case number"),
    )


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (b"", "lacks the columns"),
        (b"a,b\n1,2\n", "lacks the columns"),
        (b"\x00\xff\xfe\x81" * 50, "can't be read"),
        (b"\x1f\x8b broken", "can't be read"),
        (b"x" * 1_500_000, "more than 1,000,000 characters"),
        (gzip.compress(b"number\n" * 1000)[:-20], "can't be read|lacks the columns"),
    ],
    ids=["empty", "other", "binary", "no-gzip", "endless", "cut"],
)
def test_what_is_no_log_says_why(tmp_path: Path, content: bytes, seen: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)

    with pytest.raises(BadInputError, match=seen):
        read_history(path)


def test_a_header_without_rows_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="holds no case"):
        read_history(write(tmp_path / "log.csv", rows_of(SMALL)[:1]))
    with pytest.raises(BadInputError, match="There is no file"):
        read_history(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "text",
    ["15/4/2016 09:30", "15/04/2016 09:30:00", "2016-04-15T09:30", "2016-04-15 09:30:00+02:00"],
)
def test_times_as_in_the_log_and_iso(text: str) -> None:
    assert parse_time(text) == datetime(2016, 4, 15, 9, 30)  # noqa: DTZ001


def test_nothing_after_the_time_is_said_with_the_span() -> None:
    with pytest.raises(BadInputError, match="No case of this log was opened after 2020-01-01"):
        evaluate_routing(read_history(SMALL), after=parse_time("2020-01-01"))


def test_wilson_interval_is_the_published_one() -> None:
    low, high = Rate(9, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)
    assert Rate(0, 0).interval == (0.0, 1.0)


def test_the_interval_of_a_paired_difference_is_the_published_one() -> None:
    # Newcombe 1998, table II, method 10
    low, high = Difference(36, 12, 2, 0).interval
    assert (round(low, 4), round(high, 4)) == (0.0569, 0.3404)
    assert Difference(36, 12, 2, 0).share == 0.2
    turned = Difference(36, 2, 12, 0).interval
    assert (round(turned[0], 4), round(turned[1], 4)) == (-0.3404, -0.0569)
    assert Difference(0, 0, 0, 0).interval == (-1.0, 1.0)
    assert (Difference(0, 0, 0, 0).share, Difference(9, 0, 0, 1).share) == (0.0, 0.0)


def test_the_first_suggestion_is_compared_with_the_own_choice_of_the_same_case() -> None:
    result = score(list(dry_run(made_cases(300))))
    against = result.against_own

    assert against.cases == result.own_first.cases
    assert against.both + against.only_one == result.unit[1].hits
    assert against.both + against.only_other == result.own_first.hits
    assert against.interval[0] > 0


def test_predictions_have_five_ranks_a_kind(tmp_path: Path) -> None:
    ranked = list(dry_run(made_cases(120), after=START + timedelta(minutes=1150)))
    write_routing(tmp_path / "out.csv", ranked)

    rows = rows_of(tmp_path / "out.csv")
    assert rows[0] == ["case", "kind", "rank", "id"]
    assert [row[1:3] for row in rows[1:11]] == [
        [kind, str(rank)] for kind in ("unit", "person") for rank in range(1, 6)
    ]
    assert len(rows) == 1 + 10 * len(ranked)
    with pytest.raises(BadInputError, match="can't be written"):
        write_routing(tmp_path / "none" / "out.csv", ranked)


def test_the_command_prints_json_and_writes_predictions(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    run = CliRunner().invoke(
        app,
        [
            *("routing", str(SMALL), "--train-until", "29/2/2016 09:00"),
            *("--predictions", str(out), "--json"),
        ],
    )

    assert run.exit_code == 0, run.output
    figures = orjson.loads(run.stdout)
    later = [c for c in read_history(SMALL).cases if c.opened > parse_time("29/2/2016 09:00")]
    assert figures["ranked_cases"] == len(later)
    assert figures["unit"]["first_5"]["hits"] >= figures["unit"]["first_1"]["hits"]
    known = [c for c in later if c.unit is not None]
    own = sum(c.first_unit == c.unit for c in known)
    assert figures["own_first_assignment"]["hits"] == own
    against = figures["against_own_first"]
    hits = figures["unit"]["first_1"]["hits"]
    assert against["only_suggested"] - against["only_own"] == hits - own
    assert against["difference"] == round((hits - own) / against["cases"], 4)
    assert against["interval"][0] < against["difference"] < against["interval"][1]
    assert {row[0] for row in rows_of(out)[1:]} <= {c.number for c in later}


def test_the_command_prints_a_table() -> None:
    run = CliRunner().invoke(app, ["routing", str(SMALL), "--additive"])

    assert run.exit_code == 0, run.output
    assert "77 cases in 300 rows; ranked: 77 (all)" in run.stdout
    assert "first five" in run.stdout
    assert "Newcombe's interval for pairs" in " ".join(run.stdout.split())


def test_the_command_refuses_a_time_that_is_none() -> None:
    run = CliRunner().invoke(app, ["routing", str(SMALL), "--train-until", "soon"])

    assert isinstance(run.exception, BadInputError)
    assert "'soon' is no time" in str(run.exception)
