"""The referral letter as a page of parts: who, why now, what is on record, and what is not."""

from rehab.domain.diary import Event, Raised
from rehab.domain.eligibility import age
from rehab.domain.letter import Cleared, Letter, Quote, Reported
from rehab.domain.rules import RULES_VERSION
from rehab.domain.screen_due import RECENT_NOTES
from rehab.domain.words import Urgency
from rehab.render.letter_answers import answers_section, fact_text, missing_section, profile_text, said
from rehab.render.letter_course import measures_section, pain_section, severe_section, volume_section
from rehab.render.letter_parts import (
    Block,
    Bullets,
    Heading,
    Page,
    Pairs,
    Paragraph,
    Section,
)
from rehab.render.why_text import source_text
from rehab.render.words import (
    STATEMENT,
    because_text,
    day_text,
    decision_line,
    event_text,
    short_id,
    side_text,
    urgency_text,
)

NOTHING_OPEN = "No finding is open. That does not rule out a serious cause."
A_NAME = "A name on this diary is a statement, not an authentication."
_HEAD_SHOWN = 16


def letter_page(letter: Letter) -> Page:
    """The whole letter, in the order in which a clinician needs it."""
    person, written = letter.diary.person, day_text(letter.day)
    whose = f"{person.name}, born {person.born.year}"
    who = f"Written on {written} by the program rehab, from the diary of {whose}."
    what = "The patient made the entries, unless a clinician's name stands beside one."
    return Page(
        "Referral letter",
        (_headline(letter), Paragraph(f"{who} {what}")),
        (
            Section("Who", (_who(letter),)),
            Section("Why now", tuple(_why_now(letter))),
            severe_section(letter),
            pain_section(letter),
            volume_section(letter),
            measures_section(letter),
            Section("Medicines and treatments noted", tuple(_events(letter))),
            Section("Profile answers that are yes or not sure", (_profile(letter),)),
            answers_section(letter),
            missing_section(letter),
            Section("Notes that name a warning sign", tuple(_quotes(letter))),
            Section("Clearances on record", tuple(_clearances(letter))),
            Section("What this letter is, and is not", tuple(_about(letter))),
        ),
    )


def _headline(letter: Letter) -> Paragraph:
    if letter.urgency is Urgency.NONE:
        return Paragraph(NOTHING_OPEN, strong=True)
    return Paragraph(f"Most urgent open finding: {urgency_text(letter.urgency)}.", strong=True)


def _who(letter: Letter) -> Pairs:
    diary, person = letter.diary, letter.diary.person
    assignment = diary.assignment_on(letter.day)
    programme, phase = assignment.programme, diary.phase_on(letter.day)
    diagnoses = tuple(
        ("Diagnosis", f"{given.text}, by {given.by} on {day_text(given.on)}") for given in letter.diagnoses
    )
    return Pairs(
        (
            ("Name", person.name),
            ("Date of birth", f"{person.born} ({age(person.born, letter.day)} years)"),
            ("Side of the complaint", person.complaint.value),
            *(diagnoses or (("Diagnosis", "none by a clinician is on record"),)),
            ("Programme", f"{programme.title}, version {programme.version}, since {day_text(diary.starts)}"),
            ("Phase", phase.title),
        )
    )


def _why_now(letter: Letter) -> list[Block]:
    blocks: list[Block] = []
    if not letter.findings:
        blocks.append(Paragraph(NOTHING_OPEN))
    for number, reported in enumerate(letter.findings, 1):
        blocks += _finding(letter, number, reported)
    if letter.answered:
        blocks.append(Paragraph("Urgent findings that a clinician has answered in these weeks:"))
        blocks.append(Bullets(tuple(_clearance(one) for one in letter.answered)))
    if letter.decision is not None:
        plan = f"This week's plan: {decision_line(letter.decision)}. {letter.decision.text}"
        blocks.append(Paragraph(plan))
    return blocks


def _finding(letter: Letter, number: int, reported: Reported) -> list[Block]:
    finding = reported.finding
    times = "once" if finding.count == 1 else f"{finding.count} times"
    since = f", first on {day_text(finding.since)}" if finding.since and finding.count > 1 else ""
    item = letter.screening.by_id.get(finding.id)
    grade = (("Evidence grade", item.grade),) if item else ()
    lines = [_report(letter, one) for one in reported.reports]
    lines += [] if lines else [because_text(fact) for fact in finding.because]
    return [
        Heading(f"{number}. {_capital(urgency_text(finding.urgency))}: {finding.text} ({finding.id})"),
        Paragraph(f"Reported {times}{since}:" if reported.reports else "Found from the diary:"),
        Bullets(tuple(lines)),
        Pairs(
            (
                ("Action given to the patient", finding.action),
                ("Sources", "; ".join(source_text(key, letter.sources) for key in finding.sources)),
                *grade,
            )
        ),
    ]


def _report(letter: Letter, one: Raised) -> str:
    facts = "; ".join(f"{fact_text(letter, key)}: {said(value)}" for key, value in one.facts.items())
    told = f" Behind it: {facts}." if facts else ""
    entry = short_id(one.cause or one.entry)
    return f"{day_text(one.day)}, rated {urgency_text(one.urgency)}: {one.text}{told} [{entry}]"


def _events(letter: Letter) -> list[Block]:
    first = _bullets([_event(event) for event in letter.events], "None on record.")
    return [first, Paragraph("Painkillers taken on single days stand in the section on pain.")]


def _event(event: Event) -> str:
    parts = [event_text(event.kind), event.what, side_text(event.side)]
    note = f" Note: “{event.note}”" if event.note else ""
    return f"{day_text(event.day)}: {', '.join(part for part in parts if part)}.{note}"


def _profile(letter: Letter) -> Block:
    lines = [f"{profile_text(letter, key)}: {said(value)}" for key, value in letter.profile.items()]
    return _bullets(lines, "None.")


def _quotes(letter: Letter) -> list[Block]:
    lines = [_quote(quote) for quote in reversed(letter.quotes)]
    blocks = [_bullets(lines, f"None in the last {RECENT_NOTES} days.")]
    if lines:
        words = "The patient's own words, newest first. Words were found by their spelling, not understood."
        return [Paragraph(words), *blocks]
    return blocks


def _quote(quote: Quote) -> str:
    asked = (
        f"not asked about since: {', '.join(quote.unasked)}" if quote.unasked else "asked about in a screen"
    )
    return f"{day_text(quote.day)}: “{quote.note}” (named: {', '.join(quote.words)}; {asked})"


def _clearances(letter: Letter) -> list[Block]:
    lines = [_clearance(one) for one in letter.clearances]
    return [_bullets(lines, "None."), Paragraph(A_NAME)]


def _clearance(one: Cleared) -> str:
    given = one.clearance
    told = ", as told by the patient" if given.told_by_patient else ""
    what = "; ".join(f"{r.item} of {r.day}: {r.text}" for r in one.findings) or "no finding on record."
    return f"{day_text(given.day)}, by {given.by}, {given.role}{told}: “{given.text}” It answers {what}"


def _about(letter: Letter) -> list[Block]:
    screening = letter.screening
    past = letter.day > screening.review_by
    review = f"review {'was due' if past else 'due'} by {screening.review_by}"
    return [
        Paragraph(STATEMENT),
        Pairs(
            (
                ("Written on", day_text(letter.day)),
                ("Rules", f"version {RULES_VERSION}"),
                ("Questions about serious causes", f"version {screening.version}, {review}"),
                ("Diary fingerprint", letter.diary.head[:_HEAD_SHOWN] or "none"),
                ("Entries in the diary", str(letter.entries)),
            )
        ),
    ]


def _bullets(lines: list[str], none: str) -> Block:
    return Bullets(tuple(lines)) if lines else Paragraph(none)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
