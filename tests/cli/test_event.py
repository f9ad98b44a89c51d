"""Outcome measures from the shell: given, compared, amended, undone, and what is refused."""

import pytest

from tests.cli.shell import Shell

PSFS = ("event", "psfs", "climbing stairs=4", "running=2", "sitting=9")


def entry(sam: Shell, *argv: str) -> str:
    return str(sam.ok(*argv, "--json").json["measure"]["id"])


def scores(sam: Shell, entry: str) -> dict[str, int]:
    found: dict[str, int] = sam.ok("history", entry, "--json").json["revisions"][-1]["data"]["scores"]
    return found


def test_activities_are_given_in_the_patients_own_words_with_attribution(sam: Shell) -> None:
    told = sam.ok(*PSFS, "--note", "after work")
    assert "Patient-specific activities: climbing stairs 4, running 2, sitting 9; mean 5" in told.out
    assert "The first one" in told.out
    assert "A change counts from 2 points of the mean, or 3 of one activity." in told.out
    assert "Our own wording, after the Patient-Specific Functional Scale: Stratford 1995" in told.out
    assert "Physiotherapy Canada 47:258-263" in told.out
    assert "(published)" in told.out
    assert "after work" in sam.ok("history").out


def test_each_later_one_is_compared_with_the_first_and_the_one_before(sam: Shell) -> None:
    sam.ok("event", "psfs", "stairs=4", "running=2", "--on", "2026-02-01")
    sam.ok("event", "psfs", "stairs=5", "running=4", "--on", "2026-02-15")
    told = sam.ok("event", "psfs", "Stairs=7", "running=4", "sitting=1")
    assert told.lines[1:8] == [
        "Since the first on Sun 2026-02-01:",
        "  mean: +2.5, an important change",
        "  running: +2, within the measurement error",
        "  stairs: +3, an important change",
        "Since the one before on Sun 2026-02-15:",
        "  mean: +1, within the measurement error",
        "  running: 0, within the measurement error",
    ]
    assert "New is “sitting”: only the same activity can be compared." in told.err
    assert "stairs 7" in told.out, "an activity keeps the spelling in which it was first given"


def test_few_activities_are_taken_and_told(sam: Shell) -> None:
    assert "Three to five activities tell more than 1." in sam.ok("event", "psfs", "running=2").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lefs", "52"], "LEFS: 52 of 80"),
        (["ihot12", "60"], "iHOT-12: 60 of 100"),
        (["hagos", "pain=60", "symptoms=70", "qol=5"], "HAGOS: symptoms 70, pain 60, qol 5"),
        (["global-change", "2"], "Global change: better (+2)"),
        (["global_change", "-1"], "Global change: slightly worse (-1)"),
        (["Global Change", "0"], "Global change: unchanged (+0)"),
    ],
)
def test_the_other_measures_are_taken_as_scores(sam: Shell, words: list[str], said: str) -> None:
    told = sam.ok("event", *words)
    assert said in told.out
    assert said in sam.ok("history").out
    elsewhere = "The questionnaire itself is filled in elsewhere; only its scores are kept here."
    assert (elsewhere in told.out) == (not words[0].lower().startswith("global"))


def test_a_measure_as_json_has_its_shape(sam: Shell) -> None:
    sam.ok("event", "hagos", "pain=60", "--on", "2026-02-01")
    told = sam.ok("event", "hagos", "pain=80", "--note", "n", "--json").json
    assert set(told) == {"urgency", "measure", "changes", "remarks"}
    assert {k: v for k, v in told["measure"].items() if k != "id"} == {
        "kind": "measure",
        "day": "2026-03-04",
        "measure": "hagos",
        "scores": {"pain": 80},
        "note": "n",
    }
    change = {"score": "pain", "since": "2026-02-01", "by": "+20", "weight": "may_be_error"}
    assert told["changes"] == {"first": [change], "last": [change]}


def test_the_course_shows_every_measure_kind_by_kind(sam: Shell) -> None:
    assert "No outcome measure is given yet." in sam.ok("event", "--measures").out
    sam.ok("event", "lefs", "52", "--on", "2026-02-01")
    sam.ok(*PSFS)
    sam.ok("event", "lefs", "61")
    told = sam.ok("event", "--measures")
    assert told.lines.index("LEFS") > told.lines.index("Patient-specific activities")
    assert "    total: +9, an important change" in told.lines
    found = sam.ok("event", "--measures", "--json").json
    assert [one["measure"] for one in found["measures"]] == ["lefs", "psfs", "lefs"]
    assert [one["weight"] for one in found["measures"][2]["changes"]["first"]] == ["important"]


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "The kind is not named."),
        (["psfs"], "Write each activity with its score"),
        (["psfs", "running=2.5"], "“2.5” is no score of running."),
        (["lefs", "81"], "Give a whole number from 0 to 80."),
        (["hagos", "pian=5"], "Did you mean pain?"),
        (["lefs", "5", "--what", "x"], "A measure has scores only."),
        (["lefs", "5", "--side", "left"], "A measure has scores only."),
        (["lefs", "5", "--on", "2026-03-05"], "in the future"),
        (["medicine", "5"], "A treatment has no scores."),
        (["lef", "5"], "Did you mean lefs?"),
        (["lefs", "--measures"], "--measures shows all measures and records none."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(sam: Shell, argv: list[str], words: str) -> None:
    assert words in sam.refused("event", *argv).err


def test_scores_day_and_note_can_be_amended(sam: Shell) -> None:
    psfs, hagos = entry(sam, *PSFS), entry(sam, "event", "hagos", "pain=60")
    why = ("--reason", "typo")
    sam.ok("amend", psfs, "running=10", "climbing stairs=-", "note=later", "day=2026-03-03", *why)
    assert scores(sam, psfs) == {"running": 10, "sitting": 9}
    assert "Tue 2026-03-03" in sam.ok("history", psfs).out
    sam.ok("amend", hagos, "qol=5", *why)
    assert scores(sam, hagos) == {"pain": 60, "qol": 5}
    for change in ("running=11", "running=x", "jumping=3", "day=2026-03-05"):
        sam.refused("amend", psfs, change, *why)
    assert "has no score" in sam.refused("amend", hagos, "pain=-", "qol=-", *why).err


@pytest.mark.parametrize("name", ["\x1b[2Jx", "\u202egnp.x", "[@click=app.quit]x[/]", "=cmd|x'!A0 &lt;"])
def test_hostile_names_of_activities_drive_no_terminal(sam: Shell, name: str) -> None:
    sam.ok("event", "psfs", f"{name.replace('=', ':')}=4")
    sam.ok("event", "--measures")
    sam.ok("history")
    sam.ok("report", "--letter")


def test_undo_takes_a_measure_back(sam: Shell) -> None:
    sam.ok("event", "lefs", "52")
    assert "Taken back: LEFS on 2026-03-04" in sam.ok("undo").out
    assert sam.ok("event", "--measures", "--json").json["measures"] == []


@pytest.mark.parametrize(
    ("flag", "given", "words"),
    [("--painkiller", True, "painkiller taken"), ("--no-painkiller", False, "no painkiller")],
)
def test_a_morning_tells_whether_a_painkiller_was_taken(
    sam: Shell, flag: str, given: bool, words: str
) -> None:
    sam.ok("morning", "3", flag)
    told = sam.ok("morning", "2", "--json").json["entries"][0]
    assert (told["morning"], told["painkiller"]) == (2, given)
    assert words in sam.ok("history").out
    sam.ok("amend", told["id"], "painkiller=-", "--reason", "not sure")
    assert sam.ok("morning", "2", "--json").json["entries"][0]["painkiller"] is None
    sam.refused("morning", "1", "--painkiller", "--no-painkiller")


def test_a_painkiller_alone_is_a_morning(sam: Shell) -> None:
    sam.ok("morning", "-", "--painkiller")
    assert "2026-03-04,morning,,,,,,,,,,,,,,,,,yes" in sam.export()
