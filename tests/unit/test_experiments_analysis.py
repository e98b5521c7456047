"""One pilot from files to verdict, by library and by command line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from netsvc.cli.main import build
from netsvc.cli.pilots_simulate import parse_cells, run
from netsvc.errors import BadInputError, ConflictError
from netsvc.experiments.analysis import Analysis, analyse, planned_look
from netsvc.experiments.cases import PilotCase
from netsvc.experiments.plan import Plan
from netsvc.experiments.statistics.simulate import Counts, band, simulate
from tests.unit.experiments_world import make_case, make_plan, random_cases, write_cases

SEED = 4


@pytest.fixture(scope="module")
def helped() -> tuple[Plan, tuple[PilotCase, ...]]:
    """Seed 4: the true effect is 15 points before repeats void some of it (about 14 after)."""
    plan = make_plan()
    return plan, random_cases(plan, 0.15, SEED)


@pytest.fixture(scope="module")
def found(helped: tuple[Plan, tuple[PilotCase, ...]]) -> Analysis:
    return analyse(*helped, 3)


def test_the_estimate_is_the_difference_of_the_four_means(found: Analysis) -> None:
    frame = found.frame
    cell = {
        (t, a): frame.outcome[(frame.treated == t) & (frame.after == a)].mean()
        for t in (True, False)
        for a in (True, False)
    }
    by_hand = cell[True, True] - cell[True, False] - cell[False, True] + cell[False, False]
    assert found.look.effect.estimate == pytest.approx(by_hand, abs=1e-12)
    assert found.look.effect.low < 0.14 < found.look.effect.high
    assert found.final


def test_looks_carry_their_information_level_and_matching_interval(
    found: Analysis, helped: tuple[Plan, tuple[PilotCase, ...]]
) -> None:
    looks = found.looks
    assert [look.weeks for look in looks] == [11, 14, 16]
    times = [look.information for look in looks]
    assert times == sorted(times)
    assert times[-1] == 1.0
    for look in looks:
        outside = look.effect.low > 0 or look.effect.high < 0
        assert outside == look.crossed == (look.effect.p < look.nominal_p)
    again = analyse(*helped, 2).looks
    assert again == looks[:2]


def test_what_stands_beside_the_estimate(found: Analysis) -> None:
    plan = found.frame.plan
    names = [part.name for part in found.sensitivity]
    assert names == [
        "window_72_hours",
        "window_30_days",
        "strict",
        "gross",
        *(f"without:{unit}" for unit in plan.units),
    ]
    assert all(part.effect is not None for part in found.sensitivity)
    assert found.adjusted.effect is not None
    assert found.adjusted.effect.estimate == pytest.approx(found.look.effect.estimate, abs=0.01)
    assert found.randomisation.allocations == 70
    assert found.randomisation.extreme == 2
    assert found.trend.effect is not None
    assert abs(found.trend.effect.estimate) < 0.02
    assert 0.45 < found.dose < 0.55
    assert found.contamination == {}
    assert not any(guard.harmed for guard in found.guardrails)


def test_a_comparison_unit_that_joins_is_said() -> None:
    plan = make_plan(side=2)
    cases = [
        make_case(
            day * 10 + place,
            unit,
            day,
            first_contact=(day + place) % 3 > 0,
            strict=False,
            used_network=unit == "c1" and day > 100,
        )
        for place, unit in enumerate(plan.units)
        for day in range(112)
    ]
    found = analyse(plan, tuple(cases), 3)
    assert found.contamination == {"c1": 11}
    alone = next(part for part in found.sensitivity if part.name == "without:c1")
    assert alone.effect is None
    assert "fewer than two units" in alone.reason


@pytest.mark.parametrize("solved", [True, False])
def test_everyone_or_no_one_resolved_is_refused(solved: bool) -> None:
    plan = make_plan(side=2)
    cases = [
        make_case(day * 10 + i, u, day, first_contact=solved, strict=solved)
        for i, u in enumerate(plan.units)
        for day in range(112)
    ]
    with pytest.raises(BadInputError, match="everyone or no one was resolved"):
        analyse(plan, tuple(cases), 3)


def test_one_unit_on_a_side_is_refused() -> None:
    plan = make_plan(side=1)
    rng = np.random.default_rng(1)
    cases = [
        make_case(day * 10 + i, u, day, first_contact=bool(rng.random() < 0.5), strict=False)
        for i, u in enumerate(plan.units)
        for day in range(112)
    ]
    with pytest.raises(BadInputError, match="fewer than two units"):
        analyse(plan, tuple(cases), 3)


def test_no_effect_before_a_planned_look() -> None:
    plan = make_plan()
    with pytest.raises(ConflictError, match="No look was planned up to 2026-03-29"):
        planned_look(plan, date(2026, 3, 29))
    assert [planned_look(plan, day) for day in plan.looks] == [1, 2, 3]
    assert planned_look(plan, date(2026, 4, 29)) == 2


def test_simulated_counts_do_not_depend_on_processes() -> None:
    cells = parse_cells("4:0.02")
    rows = run(cells, 700, 1, 2)
    assert rows[0].counts == simulate(cells[0], 700, 1)
    assert rows[0].counts.repetitions == 700


@pytest.mark.parametrize("text", ["8", "5:0.1", "2:0.1", "8:0", "8:x", ""])
def test_wrong_cells_are_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        parse_cells(text)


def test_the_band_is_wilsons() -> None:
    assert band(0.05, 2_000) == pytest.approx((0.0388, 0.0642), abs=1e-4)
    assert Counts(1, 1, 1, 1, 1) + Counts(1, 0, 1, 0, 1) == Counts(2, 1, 2, 1, 2)


@pytest.fixture(scope="module")
def files(
    helped: tuple[Plan, tuple[PilotCase, ...]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("pilot")
    plan, cases = helped
    (folder / "plan.json").write_text(json.dumps(plan.locked().as_json()))
    write_cases(folder / "cases.csv", cases)
    return str(folder / "plan.json"), str(folder / "cases.csv")


def test_the_command_line_gives_the_same_figures(found: Analysis, files: tuple[str, str]) -> None:
    arguments = ["pilots", "analyse", "--plan", files[0], "--cases", files[1]]
    arguments += ["--as-of", "2026-06-01"]
    result = CliRunner().invoke(build([]), [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["look"] == 3
    assert said["looks"][-1]["effect"]["estimate"] == found.look.effect.estimate
    assert said["looks"][-1]["nominalP"] == found.look.nominal_p
    assert said["verdict"]["kind"] == "SCALE"
    assert set(said["verdict"]["sentence"]) == {"fi", "sv", "en"}
    assert said["plan"]["locked"] is True
    assert sum(week["treated"]["cases"] for week in said["weeks"]) == int(found.frame.treated.sum())
    assert len(said["weeks"]) == 16
    spoken = CliRunner().invoke(build([]), [*arguments, "--language", "fi"])
    assert spoken.stdout.startswith(said["verdict"]["sentence"]["fi"])
    assert "look 3 of 3" in spoken.stdout


def test_the_command_line_refuses(files: tuple[str, str], tmp_path: Path) -> None:
    def refused(*arguments: str) -> str:
        error = CliRunner().invoke(build([]), ["pilots", *arguments]).exception
        return str(error)

    both = ("--plan", files[0], "--cases", files[1])
    assert "No look was planned" in refused("analyse", *both, "--as-of", "2026-03-01")
    assert "not a date" in refused("analyse", *both, "--as-of", "soon")
    assert "Language de is unknown" in refused("check", "--plan", files[0], "--language", "de")
    other = tmp_path / "other.json"
    other.write_text(json.dumps(make_plan(id="pilot-2").as_json()))
    assert "pilot-2 uses" in refused("analyse", *both, "--other", str(other))


def test_a_draft_is_checked_locked_and_described(tmp_path: Path) -> None:
    draft = tmp_path / "draft.json"
    draft.write_text(json.dumps(make_plan(side=2).as_json()))
    said = CliRunner().invoke(
        build([]), ["pilots", "check", "--plan", str(draft), "--language", "sv"]
    )
    assert said.stdout.startswith("Kan inte avgöras: med 2 försöksenheter mot 2")
    locked = CliRunner().invoke(build([]), ["pilots", "lock", "--plan", str(draft)])
    assert json.loads(locked.stdout)["lockedHash"] == make_plan(side=2).digest()
    schema = CliRunner().invoke(build([]), ["pilots", "schema"])
    assert json.loads(schema.stdout)["title"] == "netsvc pilot plan"
