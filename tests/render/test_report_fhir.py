"""The report as a FHIR R4 bundle: it validates, holds together, and says what the JSON says and no more."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from rehab.actions.demo import STORIES
from rehab.actions.report import write_report
from rehab.domain.diary import Clearance, MeasureTaken, Morning, Override, RestDay, Screen
from rehab.domain.pain_course import SLOTS
from rehab.domain.report import Report
from rehab.domain.words import DecisionKind, MeasureKind, OverrideKind, Side, Unit
from rehab.readers.report_stamp import ReportStamp, read_stamp
from rehab.render.report_json import report_json
from tests.domain.test_letter import DAY, days_ago, ill, unscreened
from tests.domain.test_report import of, revision
from tests.render.fhir_reading import Json, amount, code_of, observed, of_kind, received, references
from tests.render.test_letter import HOSTILE
from tests.render.test_report import amended
from tests.render.test_report_numbers import lived
from tests.samples import MONDAY, bout, diary, start_of, train, with_entries
from tests.test_house import BANNED
from tests.tiers import each, heavy_but

PAIN, VOLUME = ("loinc.org", "72514-3"), ("observation", "weekly-volume")
UNITS = {"reps": "{rep}", "seconds": "s", "metres": "m", "gram_reps": "g.{rep}"}


def bundle(found: Report, **options: bool) -> Json:
    text = write_report(found, "fhir", **options)
    assert isinstance(text, str)
    return received(text)


@pytest.fixture(scope="module", params=heavy_but(STORIES, "flare", "absent"))
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    return lived(request.param, tmp_path_factory.mktemp("demo") / "diary.db")


def agrees(found: Report) -> None:
    """Every score and volume of the JSON, found again in the bundle, and no other."""
    facts, made = report_json(found), bundle(found)
    days = {day["day"]: day for week in facts["weeks"] for day in week["days"]}
    scores = {
        (one["effectiveDateTime"], code_of(one["method"], "pain-slot")): amount(one)
        for one in observed(made, *PAIN)
    }
    assert scores == {(day, slot): day_of[slot] for day, day_of in days.items() for slot in SLOTS}
    lines = {
        (week["start"], line["exercise"], line["side"], line["unit"]): line
        for week in facts["weeks"]
        if week["start"] <= facts["day"]
        for line in week["exercises"]
    }
    volumes = observed(made, *VOLUME)
    assert len(volumes) == len(lines)
    for one in volumes:
        parts = {
            code_of(part["code"], "observation"): part
            for part in one["component"]
            if "observation" in str(part["code"])
        }
        what = next(p for p in one["component"] if "valueCodeableConcept" in p)["valueCodeableConcept"]
        name = code_of(what, "exercise") or what["text"]
        side = code_of(one["bodySite"], "side") if "bodySite" in one else "none"
        unit = next(unit for unit in UNITS if (one["effectivePeriod"]["start"], name, side, unit) in lines)
        line = lines.pop((one["effectivePeriod"]["start"], name, side, unit))
        assert parts["bouts"]["valueInteger"] == line["bouts"]
        assert amount(one) == (line["actual"] if line["bouts"] else None)
        for key in ("reference", "cap", "limit", "planned"):
            assert (amount(parts[key]) if key in parts else None) == line[key]
        quantities = [part["valueQuantity"] for part in (one, *parts.values()) if "valueQuantity" in part]
        assert {quantity["code"] for quantity in quantities} <= {UNITS[unit]}
    assert lines == {}


def test_the_bundle_of_every_story_validates_and_has_the_numbers_of_the_json(story: Report) -> None:
    agrees(story)
    made = bundle(story)
    assert made["type"] == "collection"
    assert len(of_kind(made, "QuestionnaireResponse")) == len(story.screens) > 0
    assert len(of_kind(made, "Flag")) == len(story.findings)
    assert len(of_kind(made, "CarePlan")) == 1
    origin = of_kind(made, "Provenance")[0]["activity"]["text"]
    assert "treatments 1, questions 1" in origin
    assert "does not diagnose" in origin


def test_the_same_diary_gives_the_same_bundle(story: Report) -> None:
    assert write_report(story, "fhir") == write_report(story, "fhir")


def test_a_resource_keeps_its_id_on_another_day() -> None:
    book = train(unscreened(), 0, (8, 8, 8), (8, 8, 8), (8, 8, 8))
    before, later = bundle(of(book)), bundle(of(book, DAY + timedelta(days=7)))

    def ids(made: Json) -> dict[tuple[str, str], str]:
        return {(o["effectiveDateTime"], o["method"]["text"]): o["id"] for o in observed(made, *PAIN)}

    assert ids(before).items() <= ids(later).items()
    assert before["id"] != later["id"]
    other = replace(book, person=replace(book.person, id="another"))
    assert not {e["fullUrl"] for e in bundle(of(other))["entry"]} & {e["fullUrl"] for e in before["entry"]}


@pytest.mark.parametrize("text", each(HOSTILE, 4))
def test_a_diary_of_hostile_text_validates(text: str) -> None:
    made = bundle(told(text))
    assert kinds(made) == plain_kinds()
    notes = [note["text"] for one in of_kind(made, "CarePlan") for note in one["note"]]
    assert notes
    assert not any(note.startswith(("<", "#", "[", "|", ">", "    ")) for note in notes)


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "\ud800"])
def test_texts_with_nothing_in_them_validate(text: str) -> None:
    bundle(told(text))


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=9), MONDAY - timedelta(days=1), MONDAY, DAY])
def test_an_empty_diary_validates_and_nothing_in_it_is_zero(day: Any) -> None:
    found = of(replace(unscreened(), screens=()), day)
    agrees(found)
    made = bundle(found)
    assert [amount(one) for one in observed(made, *PAIN)] == [None] * 5 * found.missing.days
    assert {amount(one) for one in observed(made, *VOLUME)} <= {None}
    assert of_kind(made, "QuestionnaireResponse") == []
    told = of_kind(made, "Provenance")[0]
    assert told["_recorded"]["extension"][0]["valueCode"] == "unknown"
    assert "does not rule out a serious cause" in told["activity"]["text"]


def told(text: str) -> Report:
    """The report of a diary in which every text is ``text``, each entry under an id of its own."""
    found = amended(text)
    screens = (replace(one, entry=f"{one.entry}-{n}") for n, one in enumerate(found.screens))
    return replace(found, screens=tuple(screens))


def kinds(made: Json) -> Counter[str]:
    return Counter(entry["resource"]["resourceType"] for entry in made["entry"])


@cache
def plain_kinds() -> Counter[str]:
    return kinds(bundle(told("word")))


def reasons(made: Json) -> dict[tuple[str, str | None], str | None]:
    return {
        (one["effectiveDateTime"], code_of(one["method"], "pain-slot")): code_of(
            one["dataAbsentReason"], "data-absent-reason"
        )
        for one in observed(made, *PAIN)
        if "dataAbsentReason" in one
    }


def test_a_score_not_given_is_absent_and_says_why() -> None:
    book = with_entries(
        unscreened(),
        bout(MONDAY, 8, pain_before=0, pain_during=None, pain_after=3),
        Morning("m", MONDAY, 0, painkiller=True),
        RestDay("r", MONDAY + timedelta(days=1)),
    )
    found = of(book, MONDAY + timedelta(days=3))
    agrees(found)
    made, (first, rest, unlogged, today) = bundle(found), [str(d.day) for d in found.weeks[0].days]
    why = reasons(made)
    assert {slot: why.get((first, slot)) for slot in SLOTS} == {
        **dict.fromkeys(("before", "after", "morning")),
        **dict.fromkeys(("during", "rest"), "unknown"),
    }
    assert [why[rest, slot] for slot in SLOTS] == ["not-applicable"] * 3 + ["unknown"] * 2
    assert {why[unlogged, slot] for slot in SLOTS} == {"unknown"}
    assert {why[today, slot] for slot in SLOTS} == {"temp-unknown"}
    given = [one for one in observed(made, *PAIN) if "valueQuantity" in one]
    assert [one["valueQuantity"] for one in given] == [
        {"value": n, "unit": "points", "system": "http://unitsofmeasure.org", "code": "{score}"}
        for n in (0, 3, 0)
    ]
    assert all("painkiller" in one["note"][0]["text"] for one in given)
    assert "LA6113" not in json.dumps(made)


def test_the_running_week_is_preliminary_and_ends_on_the_day_of_the_report() -> None:
    book = train(unscreened(), 2, (8, 8, 8))
    weeks = {o["effectivePeriod"]["start"]: o for o in observed(bundle(of(book)), *VOLUME)}
    running, ended = weeks[str(start_of(book, 2))], weeks[str(start_of(book, 1))]
    assert (running["status"], running["effectivePeriod"]["end"]) == ("preliminary", str(DAY))
    assert (ended["status"], ended["dataAbsentReason"]["text"]) == ("final", "no bout on record")
    assert code_of(running["component"][0]["code"], "loinc.org") == "73985-4"


def test_units_and_sides_of_what_no_programme_governs_stand_as_logged() -> None:
    run = bout(DAY, 5000, name="run  far", unit=Unit.METRES, side=Side.LEFT)
    found = of(with_entries(unscreened(), run))
    agrees(found)
    one = next(o for o in observed(bundle(found), *VOLUME) if "run" in o["code"]["text"])
    assert one["valueQuantity"]["value"] == 5000
    assert one["bodySite"]["text"] == "left side"
    assert len(one["component"]) == 2


def test_answers_of_the_screen_are_yes_no_unsure_or_none() -> None:
    said = {
        "saddle_numbness": False,
        "nerve_pain": True,
        "fever": "unsure",
        "limp": "skip",
        "age": 50,
        "x": None,
    }
    partly = Screen("s", DAY, False, said, weekly=False)
    screens = (partly, ill().screens[0])
    first, full_one = of_kind(bundle(of(replace(ill(), screens=screens))), "QuestionnaireResponse")[::-1]
    assert (first["status"], full_one["status"]) == ("stopped", "completed")
    assert first["questionnaire"].endswith("|" + of(ill()).screening.version)
    items = {item["linkId"]: item for item in first["item"]}
    assert items.keys() == said.keys()
    assert items["saddle_numbness"]["answer"] == [{"valueBoolean": False}]
    assert items["nerve_pain"]["answer"] == [{"valueBoolean": True}]
    assert items["fever"]["answer"][0]["valueCoding"]["code"] == "unsure"
    assert items["age"]["answer"] == [{"valueInteger": 50}]
    for key, why in (("limp", "asked-declined"), ("x", "unknown")):
        assert "answer" not in items[key]
        assert items[key]["extension"][0]["valueCode"] == why
    assert items["saddle_numbness"]["text"].startswith("In the last two weeks")


def test_open_findings_are_active_flags_and_answered_ones_name_who_answered() -> None:
    found = of(ill(), revisions=[revision(ill().clearances[0], 1, 1)])
    made = bundle(found)
    flags = {code_of(flag["code"], "finding"): flag for flag in of_kind(made, "Flag")}
    assert {key: flag["status"] for key, flag in flags.items() if key[0] != "R"} == {
        **{"E01": "active", "U13": "active", "S06": "inactive"},
    }
    assert flags["E01"]["period"] == {"start": str(days_ago(5))}
    assert flags["S06"]["period"] == {"start": str(days_ago(9)), "end": str(days_ago(8))}
    assert [code_of(c, "flag-category") for c in flags["E01"]["category"]] == ["safety", None]
    assert code_of(flags["E01"]["category"][1], "urgency") == "emergency"
    assert found.findings[0].finding.action in flags["E01"]["code"]["text"]
    act = next(one for one in of_kind(made, "Provenance") if "Strength" in str(one.get("reason")))
    assert act["target"] == [{"reference": f"urn:uuid:{flags['S06']['id']}"}]
    assert act["agent"][0]["who"] == {"display": "Dr Bell"}
    assert act["agent"][0]["role"] == [{"text": "GP"}]
    assert code_of(act["agent"][1]["type"], "participant-type") == "informant"
    assert act["recorded"] == "2026-03-20T00:00:00Z"


def test_a_flag_keeps_its_id_when_it_is_answered_and_two_answers_make_no_second_flag() -> None:
    def flag(book: Any) -> Json:
        return next(f for f in of_kind(bundle(of(book)), "Flag") if code_of(f["code"], "finding") == "E01")

    answer = Clearance("c9", days_ago(1), ("r2",), "Dr Bell", "GP", "Seen.")
    ended = replace(ill(), clearances=(*ill().clearances, answer, replace(answer, entry="c10")))
    assert flag(ill())["id"] == flag(ended)["id"]
    assert flag(ended)["status"] == "inactive"


def test_the_plan_tells_dose_days_rule_and_goal() -> None:
    found = of(train(diary(), 1, (8, 8, 8), (8, 8, 8), (8, 8, 8)))
    made = bundle(found)
    plan = of_kind(made, "CarePlan")[0]
    assert plan["period"] == {
        "start": str(start_of(found.diary, 2)),
        "end": str(start_of(found.diary, 3) - timedelta(days=1)),
    }
    assert found.plan.decision.text in plan["description"]
    for item, activity in zip(found.plan.exercises, plan["activity"], strict=True):
        detail = activity["detail"]
        assert detail["scheduledTiming"]["event"] == [str(s.day) for s in item.sessions if s.total]
        assert code_of(detail["statusReason"], "rule") == item.record.ruling.rule
        assert len(detail["code"]["coding"]) == 1
    origin = of_kind(made, "Provenance")[1]
    assert origin["target"] == [{"reference": f"urn:uuid:{plan['id']}"}]
    assert code_of(origin["reason"][0], "rule") == found.plan.decision.rule


def test_a_plan_that_is_stopped_is_on_hold_and_points_to_the_flags() -> None:
    found = of(ill())
    assert found.plan.decision.kind is DecisionKind.STOP
    plan = of_kind(bundle(found), "CarePlan")[0]
    assert plan["status"] == "on-hold"
    assert {activity["detail"]["status"] for activity in plan["activity"]} == {"on-hold"}
    assert len(plan["supportingInfo"]) == len(found.findings)


def test_codes_of_snomed_stand_in_the_bundle_only_when_asked_for() -> None:
    found = of(ill())
    assert "snomed" not in json.dumps(bundle(found))
    text = json.dumps(bundle(found, snomed=True))
    assert "229065009" in text
    assert "1144798005" in text


def test_a_clinicians_exception_stands_with_name_reason_and_what_it_was_in_force_for() -> None:
    who = ("raise", "Kim Lee", "physiotherapist", "strong")
    book = train(unscreened(), 1, (8, 8, 8))
    now = Override("o1", days_ago(9), OverrideKind.LIMIT, *who, start_of(book, 2), amount=90)
    later = Override("o2", DAY, OverrideKind.DELOAD, *who, since=start_of(book, 4))
    made = bundle(of(replace(book, overrides=(now, later)), revisions=[revision(now, 1, 1)]))
    acts = {
        code_of(one["activity"], "override"): one
        for one in of_kind(made, "Provenance")
        if "reason" in one and "activity" in one
    }
    assert acts["limit"]["reason"] == [{"text": "strong"}]
    assert acts["limit"]["agent"][0]["who"] == {"display": "Kim Lee"}
    assert acts["limit"]["activity"]["text"] == "limit exception, raise, 90 a week"
    assert acts["limit"]["occurredPeriod"] == {"start": str(days_ago(9)), "end": str(start_of(book, 2))}
    kind_of = {e["fullUrl"]: e["resource"]["resourceType"] for e in made["entry"]}
    assert {kind_of[one] for one in references(acts["limit"]["target"])} == {"Observation", "CarePlan"}
    assert [kind_of[one] for one in references(acts["deload"]["target"])] == ["Patient"]
    assert "_recorded" in acts["deload"]


def test_measures_stand_with_whole_scores_under_codes_of_our_own() -> None:
    taken = (
        MeasureTaken("p", days_ago(2), MeasureKind.PSFS, {"stairs": 0, "running": 2}, "*sore*"),
        MeasureTaken("l", days_ago(1), MeasureKind.LEFS, {"total": 52}),
        MeasureTaken("g", days_ago(1), MeasureKind.GLOBAL_CHANGE, {"change": -3}),
    )
    made = bundle(of(replace(unscreened(), measures=taken)))
    scores = {
        kind: {
            part["code"]["text"]: amount(part)
            for one in observed(made, "measure", kind)
            for part in one["component"]
        }
        for kind in ("psfs", "lefs", "global_change")
    }
    assert scores == {
        "psfs": {"stairs": 0, "running": 2},
        "lefs": {"total": 52},
        "global_change": {"change": -3},
    }
    assert observed(made, "measure", "psfs")[0]["note"][0]["text"] == "\\*sore\\*"


def test_the_patient_has_a_name_and_a_birthday_and_the_diagnosis_stays_words(story: Report) -> None:
    made = bundle(story)
    who = of_kind(made, "Patient")[0]
    person = story.diary.person
    assert (who["name"], who["birthDate"]) == ([{"text": person.name}], str(person.born))
    assert who.keys() == {"resourceType", "id", "identifier", "name", "birthDate"}
    assert "icd" not in json.dumps(made).lower().replace("suicid", "")
    assert story.diary.diagnoses[0].text in of_kind(made, "CarePlan")[0]["addresses"][0]["display"]


def test_the_bundle_carries_the_stamp_of_a_report(story: Report) -> None:
    text = write_report(story, "fhir")
    assert isinstance(text, str)
    assert read_stamp(text.encode()) == ReportStamp(story.diary.head[:16], story.diary.entries)


def test_no_text_of_the_bundle_reassures(story: Report) -> None:
    for found in (story, of(ill()), of(unscreened()), told("word")):
        text = json.dumps(bundle(found), ensure_ascii=False)
        assert not BANNED.search(text.replace('"code": "safety"', ""))


def _broken(change: Callable[[list[Json]], object]) -> str:
    whole = json.loads(str(write_report(of(ill()), "fhir")))
    change([entry["resource"] for entry in whole["entry"]])
    return json.dumps(whole)


def first(found: list[Json], kind: str) -> Json:
    return next(one for one in found if one["resourceType"] == kind)


@pytest.mark.parametrize(
    "change",
    [
        lambda found: first(found, "Flag").pop("status"),
        lambda found: first(found, "Flag").update(status="open"),
        lambda found: first(found, "CarePlan").update(activityDetail=[]),
        lambda found: first(found, "CarePlan").update(status="paused"),
        lambda found: first(found, "Provenance").pop("recorded", first(found, "Provenance").pop("_recorded")),
        lambda found: first(found, "Observation").update(effectiveDateTime="2026-03-32"),
        lambda found: first(found, "Observation").update(valueInteger=2, valueString="2"),
        lambda found: first(found, "Observation").update(subject={"reference": "urn:uuid:nobody"}),
        lambda found: first(found, "Observation")["performer"].append(
            {"reference": f"urn:uuid:{first(found, 'Flag')['id']}"}
        ),
        lambda found: first(found, "Patient").update(name=[{"text": ""}]),
        lambda found: first(found, "Patient").update(id=first(found, "Flag")["id"]),
        lambda found: (
            found[-1]["valueQuantity"].update(value=2.5)
            if "valueQuantity" in found[-1]
            else first(found, "Observation").update(valueDecimal=0.5)
        ),
    ],
)
def test_a_bundle_that_is_wrong_is_found_to_be(change: Callable[[list[Json]], object]) -> None:
    with pytest.raises((AssertionError, ValidationError)):
        received(_broken(change))
