"""today, log, done, rest and morning: what they record, what they print, what they refuse."""

from typing import Any

import pytest

from tests.cli.shell import START, TODAY, Shell

BOUT_KEYS = {
    *("id", "kind", "day", "exercise", "side", "unit", "dose", "sets", "pain_before", "pain_during"),
    *("pain_after", "effort", "minutes", "note", "origin", "stage"),
}
LOG_KEYS = {"urgency", "entries", "notices", "left"}


def bouts(sam: Shell) -> list[dict[str, Any]]:
    page = sam.ok("today", "--json").json
    return [b for line in page["exercises"] for b in line["done"]] + page["outside"]


def test_today_lists_what_is_due(sam: Shell) -> None:
    told = sam.ok("today")
    assert told.lines[0] == f"Sam Sample, born 1990 — Wed {TODAY}, today"
    assert told.lines[1].startswith("Morning pain: not given")
    assert "HOLD: no increase (P13)" in told.lines[2]
    assert any("Pelvic tilt" in line and "2×10" in line and "60 of 60 left" in line for line in told.lines)
    assert any("Seated external rotation L/R" in line for line in told.lines)
    assert "Not logged this week: Mon, Tue." in told.out
    assert max(map(len, told.lines[5:-3])) <= 80


def test_today_as_json_has_its_shape(sam: Shell) -> None:
    sam.ok("morning", "2", "--stiffness", "5")
    sam.ok("log", "swim", "20min", "--outside")
    sam.ok("log", "pelvic-tilt", "2x10", "--pain", "0/1/-")
    page = sam.ok("today", "--json").json
    assert set(page) == {
        *("urgency", "day", "decision", "exercises", "outside", "morning", "rested", "unlogged", "findings"),
        *("note", "next_review"),
    }
    assert (page["urgency"], page["day"], page["rested"]) == ("none", TODAY, False)
    assert page["unlogged"] == [START, "2026-03-03"]
    assert page["morning"]["morning"] == 2
    assert page["morning"]["rest_pain"] is None
    assert [b["exercise"] for b in page["outside"]] == ["swim"]
    line = next(e for e in page["exercises"] if e["exercise"] == "pelvic-tilt")
    assert (line["limit"], line["logged"], line["left"], line["unit"]) == (60, 20, 40, "reps")
    (done,) = line["done"]
    assert set(done) == BOUT_KEYS
    assert (done["pain_before"], done["pain_during"], done["pain_after"]) == (0, 1, None)
    waiting = next(e for e in page["exercises"] if e["exercise"] == "bridge")
    due = {"day": TODAY, "sets": [12, 12, 12], "load_g": None, "seconds": 264, "stage": None}
    assert waiting["due"] == due
    assert set(page["decision"]) == {"kind", "rule", "text", "because"}


def test_today_of_another_day(sam: Shell) -> None:
    assert "Mon 2026-03-02, looking back" in sam.ok("today", "--on", START).out
    assert "Tue 2026-03-03, looking back" in sam.ok("today", "--on", "yesterday").out
    early = sam.ok("today", "--on", "2026-02-01")
    assert "The programme has not begun on this day." in early.out
    assert sam.ok("today", "--on", "2026-02-01", "--json").json["decision"] is None
    sam.refused("today", "--on", "2026-03-05")
    sam.refused("today", "--on", "tomorrow")


def test_log_records_and_tells_what_is_left(sam: Shell) -> None:
    told = sam.ok(
        "log", "bridge", "3x12", "--pain", "1/3/2", "--effort", "4", "--minutes", "6", "--note", "fine"
    )
    assert "Wed 2026-03-04  bridge: 3×12, pain 1/3/2, effort 4, 6 min — fine" in told.lines[0]
    assert told.lines[1] == "Bridge: 36 reps this week, 72 left of 108."
    (one,) = bouts(sam)
    assert (one["pain_before"], one["effort"], one["minutes"], one["note"]) == (1, 4, 6, "fine")


def test_log_as_json_has_its_shape(sam: Shell) -> None:
    told = sam.ok("log", "bridge", "3x12@5kg", "--json").json
    assert set(told) == LOG_KEYS
    (one,) = told["entries"]
    assert set(one) == BOUT_KEYS
    assert one["sets"] == [{"amount": 12, "load_g": 5000}] * 3
    assert one["dose"] == "3x12@5kg"
    assert told["left"] == [
        {"exercise": "bridge", "side": "none", "unit": "reps", "left": 72, "limit": 108},
    ]


def test_log_without_a_side_counts_for_every_prescribed_side(sam: Shell) -> None:
    sam.ok("log", "seated-external-rotation", "3x20")
    assert [(b["side"], b["dose"]) for b in bouts(sam)] == [("left", "3x20"), ("right", "3x20")]
    sam.ok("undo")
    sam.ok("log", "seated-internal-rotation", "3x20")
    assert [b["side"] for b in bouts(sam)] == ["right"]
    sam.ok("undo")
    sam.ok("log", "seated-external-rotation", "3x20", "--side", "left")
    assert [b["side"] for b in bouts(sam)] == ["left"]


@pytest.mark.parametrize(
    ("dose", "sets"),
    [
        ("3x8", [(8, None)] * 3),
        ("8,8,7", [(8, None), (8, None), (7, None)]),
        ("2 × 8 @ 2.5kg", [(8, 2500)] * 2),
        ("3*8@11lb", [(8, 4990)] * 3),
        ("8@5kg,8@6kg", [(8, 5000), (8, 6000)]),
    ],
)
def test_doses_as_people_type_them(sam: Shell, dose: str, sets: list[tuple[int, int | None]]) -> None:
    (one,) = sam.ok("log", "bridge", dose, "--json").json["entries"]
    assert [(s["amount"], s["load_g"]) for s in one["sets"]] == sets


@pytest.mark.parametrize(("dose", "seconds"), [("30min", 1800), ("0.5min", 30), ("2x90s", 180), ("1h", 3600)])
def test_times_are_counted_in_seconds(sam: Shell, dose: str, seconds: int) -> None:
    (one,) = sam.ok("log", "easy-walking", dose, "--json").json["entries"]
    assert (one["unit"], sum(s["amount"] for s in one["sets"])) == ("seconds", seconds)


@pytest.mark.parametrize("dose", ["5km", "3mi", "400m"])
def test_distances_outside_the_programme(sam: Shell, dose: str) -> None:
    (one,) = sam.ok("log", "Run", dose, "--outside", "--json").json["entries"]
    assert one["unit"] == "metres"
    assert sam.ok("log", "run", dose).code == 0


@pytest.mark.parametrize(
    "dose",
    [
        "",
        "x",
        "3x",
        "x8",
        "0",
        "3x0",
        "0x8",
        "51x1",
        "1x501",
        "-3",
        "3x8x2",
        "3,,8",
        "٣x8",
        "8.5",
        "1e2",
        "3x8@5",
        "3x8@501kg",
        "3x8@-5kg",
        "nan",
        "inf",
        "30min",
        "5km",
        "9" * 50,
        "3x8@5stone",
        "8;8",
        "3x8 reps extra",
    ],
)
def test_bad_doses_are_refused(sam: Shell, dose: str) -> None:
    sam.refused("log", "bridge", dose)


@pytest.mark.parametrize("dose", ["30", "3x8", "0.001min", "25h", "5km", "30 parsecs"])
def test_bad_times_are_refused(sam: Shell, dose: str) -> None:
    sam.refused("log", "easy-walking", dose)


@pytest.mark.parametrize(
    "pain", ["3/4", "3", "11/0/0", "0/0/11", "-1/0/0", "5.5/0/0", "a/b/c", "1/2/3/4", "٣/0/0", "1e1/0/0", ""]
)
def test_bad_pain_is_refused(sam: Shell, pain: str) -> None:
    sam.refused("log", "bridge", "3x12", f"--pain={pain}")
    sam.refused("done", f"--pain={pain}")


@pytest.mark.parametrize("pain", ["-/3/2", "-/3/-", "1/-/-", "-/-/-", "0/0/0", "10/10/10", " 1/2/3"])
def test_pain_not_given_stays_not_given(sam: Shell, pain: str) -> None:
    sam.ok("log", "bridge", "3x12", "--pain", pain)
    (one,) = bouts(sam)
    expected = [None if part.strip() == "-" else int(part) for part in pain.split("/")]
    assert [one["pain_before"], one["pain_during"], one["pain_after"]] == expected


def test_numbers_out_of_range_are_refused(sam: Shell) -> None:
    for option in ("--effort=11", "--effort=-1", "--effort=4.5", "--minutes=1441", "--minutes=x"):
        sam.refused("log", "bridge", "3x12", option)


def test_the_exercise_may_be_named_in_short(sam: Shell) -> None:
    for name in ("bridge", "BRIDGE", "Bridge", "bri", " bridge "):
        assert sam.ok("log", name, "1x1", "--json").json["entries"][0]["exercise"] == "bridge"
    said = sam.refused("log", "seated", "1x1").err
    assert "“seated” could be seated-external-rotation, seated-internal-rotation." in said
    assert "Did you mean pelvic-tilt?" in sam.refused("log", "pelvic tlt", "1x1").err
    assert "--outside" in sam.refused("log", "pull-up", "1x1").err
    sam.refused("log", "", "1x1")
    sam.refused("log", "", "1x1", "--outside")


def test_outside_never_counts_for_an_exercise_that_only_begins_alike(sam: Shell) -> None:
    assert sam.ok("log", "Bri", "1x5", "--outside", "--json").json["left"] == []
    assert sam.ok("log", "bridge", "1x5", "--outside", "--json").json["left"] != []
    assert "Also done: Bri " in sam.ok("today").out


def test_an_exercise_without_a_side_takes_none(sam: Shell) -> None:
    assert "has no side" in sam.refused("log", "bridge", "3x12", "--side", "left").err
    sam.refused("log", "bridge", "3x12", "--side", "both")


def test_logging_for_a_past_day(sam: Shell) -> None:
    sam.ok("log", "bridge", "3x12", "--on", START)
    sam.ok("log", "bridge", "3x12", "--on", "yesterday")
    sam.ok("log", "bridge", "3x12", "--on", "2026-01-10")
    assert "Not logged this week" not in sam.ok("today").out
    days = [r["data"]["day"] for r in sam.ok("history", "--last", "3", "--json").json["revisions"]]
    assert days == [START, "2026-03-03", "2026-01-10"]


@pytest.mark.parametrize(
    "day", ["2026-03-05", "tomorrow", "1899-12-31", "2026-02-30", "04/03/2026", "", "now"]
)
def test_a_day_that_cannot_be_logged_is_refused(sam: Shell, day: str) -> None:
    sam.refused("log", "bridge", "3x12", "--on", day)
    sam.refused("done", "--on", day)
    sam.refused("rest", "--on", day)
    sam.refused("morning", "2", "--on", day)


def test_severe_pain_and_a_passed_limit_are_told_at_once(sam: Shell) -> None:
    told = sam.ok("log", "bridge", "4x30", "--pain", "0/8/-")
    assert "A score of 8 is severe" in told.err
    assert "contact a health professional" in told.err
    assert "This week holds 120 reps now, more than its limit of 108 reps." in told.err
    assert sam.ok("log", "bridge", "1x1", "--json").json["notices"]


def test_done_records_the_day_as_prescribed_once(sam: Shell) -> None:
    entries = sam.ok("done", "--pain", "0/1/1", "--json").json["entries"]
    assert len(entries) == 8
    assert {e["exercise"] for e in entries} >= {"bridge", "pelvic-tilt", "easy-walking"}
    assert "is already logged" in sam.refused("done").err
    assert "✓ Bridge" in sam.ok("today").out
    sam.ok("undo")
    assert bouts(sam) == []


def test_done_after_a_part_records_only_the_rest(sam: Shell) -> None:
    sam.ok("log", "bridge", "3x12")
    assert "bridge" not in {e["exercise"] for e in sam.ok("done", "--json").json["entries"]}
    assert len([b for b in bouts(sam) if b["exercise"] == "bridge"]) == 1


def test_done_where_nothing_is_due(sam: Shell) -> None:
    assert "Nothing is due on 2026-03-03" in sam.refused("done", "--on", "yesterday").err
    assert "Nothing is due" in sam.refused("done", "--on", "2026-02-20").err


def test_rest_days(sam: Shell) -> None:
    assert "rest day" in sam.ok("rest").out
    assert "A rest day is logged." in sam.ok("today").out
    again = sam.ok("rest", "--why", "ill", "--note", "flu", "--json").json["entries"]
    assert again == [{"id": again[0]["id"], "kind": "rest", "day": TODAY, "why": "ill", "note": "flu"}]
    trail = sam.ok("history", again[0]["id"])
    assert "rest day, ill — flu  [amended, revision 2: given again]" in trail.out
    before = sam.bytes()
    sam.ok("rest", "--why", "ill", "--note", "flu")
    assert sam.bytes() == before
    sam.refused("rest", "--why", "bored")


def test_rest_fill_marks_the_unlogged_days_up_to_today(sam: Shell) -> None:
    sam.ok("morning", "1", "--on", "2026-03-03")
    filled = sam.ok("rest", "--fill", "--why", "time", "--json").json["entries"]
    assert [(e["day"], e["why"]) for e in filled] == [(START, "time"), (TODAY, "time")]
    assert "There is nothing to fill." in sam.refused("rest", "--fill").err
    sam.ok("undo")
    assert sam.ok("today", "--json").json["unlogged"] == [START]


def test_rest_fill_of_an_earlier_week(sam: Shell) -> None:
    later = ("--today", "2026-03-11")
    filled = sam.ok("rest", "--fill", "--on", "2026-03-08", "--note", "away", "--json", *later).json[
        "entries"
    ]
    assert [e["day"] for e in filled] == [f"2026-03-0{n}" for n in range(2, 9)]
    assert {e["note"] for e in filled} == {"away"}


def test_morning_given_again_amends(sam: Shell) -> None:
    first = sam.logged("morning", "3", "--stiffness", "10", "--rest", "1", "--woken", "2")
    assert "Morning pain: 3, at rest 1, stiff 10 min" in sam.ok("today").out
    assert sam.logged("morning", "4") == first
    morning = sam.ok("today", "--json").json["morning"]
    assert (morning["morning"], morning["stiffness_min"], morning["woken"]) == (4, 10, 2)
    assert len(sam.ok("history", first).lines) == 2
    before = sam.bytes()
    sam.ok("morning", "4")
    assert sam.bytes() == before
    sam.ok("undo")
    assert sam.ok("today", "--json").json["morning"]["morning"] == 3


@pytest.mark.parametrize("score", ["11", "-1", "5.5", "x", "", "٣", "1_0", "999999999999", "-"])
def test_bad_mornings_are_refused(sam: Shell, score: str) -> None:
    sam.refused("morning", score)


def test_a_morning_needs_some_answer(sam: Shell) -> None:
    assert sam.ok("morning", "-", "--rest", "2").code == 0
    sam.refused("morning", "3", "--rest", "11")
    sam.refused("morning", "3", "--stiffness", "1441")
    sam.refused("morning", "3", "--woken", "51")


def test_a_severe_morning_is_told_at_once(sam: Shell) -> None:
    assert "stop all loading exercises" in sam.ok("morning", "8").err
    assert "stop all loading exercises" in sam.ok("morning", "1", "--on", "yesterday", "--rest", "7").err
