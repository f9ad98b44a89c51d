"""A clinician's exception: who, for what, why and until when; withdrawn, never undone."""

from pathlib import Path

import pytest

from rehab.actions.exception_amounts import Amount, read_amount
from rehab.actions.refusals import Refused
from rehab.cli.main import main
from rehab.domain.words import OverrideKind
from tests.cli.shell import Shell
from tests.samples import MONDAY, diary, exercise

KIM = ("--by", "Kim Lee", "--role", "physiotherapist", "--why", "one step is 12 %")
WHAT = ("physio", "override", "granularity")


def exceptions(sam: Shell) -> list[dict[str, object]]:
    found = sam.ok("history", "--json").json["revisions"]
    return [one for one in found if one["kind"] == "override"]


def test_an_exception_is_on_record_with_who_why_and_until(sam: Shell) -> None:
    told = sam.ok(*WHAT, "step-up", *KIM, "--until", "2026-05-01")
    words = (
        "granularity exception for step-up, until 2026-05-01, by Kim Lee, physiotherapist: one step is 12 %"
    )
    assert f"On record from 2026-03-04 on: {words}" in told.out
    assert words in sam.ok("history").out
    (made,) = exceptions(sam)
    assert made["actor"] == "Kim Lee, physiotherapist"
    assert {k: v for k, v in made["data"].items() if k != "id"} == {  # type: ignore[attr-defined]
        **{"kind": "override", "override": "granularity", "day": "2026-03-04", "exercise": "step-up"},
        **{"until": "2026-05-01", "why": "one step is 12 %", "by": "Kim Lee", "role": "physiotherapist"},
        **dict.fromkeys(("since", "amount", "sets", "load_g")),
    }


@pytest.mark.parametrize("until", [[], ["--until", "today"]])
def test_an_exception_is_open_ended_or_ends_today_at_the_soonest(sam: Shell, until: list[str]) -> None:
    told = sam.ok(*WHAT, " Step-up ", *KIM, *until)
    assert ("until 2026-03-04" if until else "open-ended") in told.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["step-upp", *KIM], "Did you mean step-up?"),
        (["zzzzz", *KIM], "The programme has no exercise “zzzzz”. It has: "),
        (["step-up", *KIM, "--until", "2026-03-03"], "2026-03-03 is past."),
        (["step-up", *KIM, "--until", "soon"], "is not a day"),
        (["step-up", "--by", "!", "--role", "pt", "--why", "x"], "An exception needs a clinician's name"),
        (["step-up", "--by", "Kim", "--role", " ", "--why", "x"], "An exception needs a clinician's name"),
        (["step-up", "--by", "Kim", "--role", "pt", "--why", "-"], "An exception needs a clinician's name"),
        (
            ["step-up", "--by", "sam sample", "--role", "pt", "--why", "x"],
            "A patient cannot make an exception",
        ),
        (["step-up", "--by", "Kim", "--role", "patient", "--why", "x"], "A patient cannot make an exception"),
    ],
)
def test_what_is_no_exception_is_refused(sam: Shell, argv: list[str], words: str) -> None:
    assert words in sam.refused(*WHAT, *argv).err


def test_name_role_and_reason_must_be_given(sam: Shell) -> None:
    for missing in (0, 2, 4):
        assert main([*WHAT, "step-up", *KIM[:missing], *KIM[missing + 2 :]]) == 2
    assert sam(*WHAT[:2], "faster", "step-up", *KIM).code == 2
    assert exceptions(sam) == []


def test_an_exception_is_withdrawn_and_neither_amended_nor_undone(sam: Shell) -> None:
    sam.ok("morning", "1")
    sam.ok(*WHAT, "step-up", *KIM)
    made = str(exceptions(sam)[0]["entry"])
    assert "is not amended" in sam.refused("amend", made, "why=y", "--reason", "x").err
    assert "Passed over" in sam.ok("undo").err
    assert "Withdrawn: " in sam.ok("amend", made, "--void", "--reason", "mistake").out
    sam.refused("undo")
    assert [one["state"] for one in exceptions(sam)] == ["active", "void"]


def planned(sam: Shell, exercise: str, week: str = "next") -> dict[str, object]:
    found = sam("plan", "--week", week, "--json").json["exercises"]
    return next(one for one in found if one["exercise"] == exercise)


def test_a_limit_is_in_the_plan_in_why_and_in_json(sam: Shell) -> None:
    told = sam.ok("physio", "override", "limit", "bridge", "150", *KIM)
    assert "limit exception for bridge, 150 a week, from 2026-03-09, open-ended, by Kim Lee" in told.out
    assert "Bridge: PROGRESS (P14) — " in told.err
    (made,) = exceptions(sam)
    week = planned(sam, "bridge")
    assert (week["limit"], week["rule"], week["override"]) == (150, "P14", made["entry"])
    assert planned(sam, "bridge", "this")["override"] is None
    short = str(made["entry"])[:8]
    for verb in ("plan", "why"):
        page = sam(verb, "--week", "next").out
        assert "A clinician set 150 reps for the week. Exception of Kim Lee, physiotherapist" in page
        assert f"by a clinician's exception [{short}]" in page
    sam.ok("morning", "1", "--today", "2026-03-10")
    weeks = sam.ok("volume", "--json", "--today", "2026-03-10").json["weeks"]
    line = next(one for one in weeks[-1]["exercises"] if one["exercise"] == "bridge")
    assert (line["limit"], line["override"]) == (150, made["entry"])


def test_a_dose_is_what_today_asks_for(sam: Shell) -> None:
    sam.ok("physio", "override", "dose", "bridge", "2x6", *KIM, "--week", "this")
    line = next(e for e in sam("today", "--json").json["exercises"] if e["exercise"] == "bridge")
    assert line["due"]["sets"] == [6, 6]
    sam.ok("done")
    assert "bridge: 2×6" in sam.ok("history").out


def test_a_lighter_week_is_one_week_and_may_be_of_all_exercises(sam: Shell) -> None:
    told = sam.ok("physio", "override", "deload", "all", *KIM)
    made = exceptions(sam)
    assert len(made) == len(told.lines) > 5
    assert {(m["data"]["since"], m["data"]["until"]) for m in made} == {("2026-03-09", "2026-03-15")}  # type: ignore[index]
    assert "(the exception changes nothing here)" in told.err, "before the first bout the entry dose stands"
    assert [line for line in sam.ok("history").lines if "deload exception for bridge" in line]


@pytest.mark.parametrize(("amount", "percent"), [([], 20), (["15"], 15), (["11%"], 11)])
def test_the_faster_way_back_takes_a_percent(sam: Shell, amount: list[str], percent: int) -> None:
    told = sam.ok("physio", "override", "faster-ramp", "bridge", *amount, *KIM, "--until", "2026-05-01")
    assert f"faster ramp exception for bridge, {percent} % a week, from 2026-03-09, until" in told.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["limit", "bridge"], "A limit exception needs an amount"),
        (["dose", "bridge"], "A dose exception needs an amount"),
        (["deload", "bridge", "3"], "A deload exception has no amount"),
        (["limit", "bridge", "5km"], "is in metres"),
        (["limit", "bridge", "30@5kg"], "has no load in the programme"),
        (["dose", "bridge", "8,7"], "The sets of a dose are all alike"),
        (["limit", "all", "90"], "The programme has no exercise “all”"),
        (["faster-ramp", "bridge", "10"], "takes 11 to 20 % more"),
        (["faster-ramp", "bridge", "21"], "takes 11 to 20 % more"),
        (["limit", "bridge", "90", "--week", "2026-03-01"], "is past"),
        (["limit", "bridge", "90", "--until", "2026-03-08"], "is before 2026-03-09, when it begins"),
    ],
)
def test_amounts_and_weeks_that_cannot_be_are_refused(sam: Shell, argv: list[str], words: str) -> None:
    assert words in sam.refused("physio", "override", *argv, *KIM).err
    assert exceptions(sam) == []


def test_nothing_is_put_over_an_open_emergency(sam: Shell, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"saddle_numbness": true}')
    assert sam("screen", "--facts", str(facts), "--record").code == 13
    refused = sam.refused("physio", "override", "limit", "bridge", "90", *KIM, code=3)
    assert "no exception ends that" in refused.err
    assert exceptions(sam) == []


def test_a_limit_of_a_loaded_exercise_is_given_with_its_load(sam: Shell) -> None:
    with pytest.raises(Refused, match="counted with its load"):
        _loaded("3x8")
    assert _loaded("3x8@5kg") == Amount(120_000)
    assert _loaded("3x8@5kg", OverrideKind.DOSE) == Amount(8, 3, 5000)


def _loaded(text: str, kind: OverrideKind = OverrideKind.LIMIT) -> Amount:
    return read_amount(kind, text, exercise(loaded=True), diary(), MONDAY)
