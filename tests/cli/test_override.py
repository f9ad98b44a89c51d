"""A clinician's exception: who, for what, why and until when; withdrawn, never undone."""

import pytest

from rehab.cli.main import main
from tests.cli.shell import Shell

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
