"""Random diaries against the rules told a second time: no plan over a guard, R rising only as allowed."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from rehab.domain.diary import Diary
from rehab.domain.rules import rule
from rehab.domain.standing import SeriesWeek
from rehab.domain.words import OverrideKind
from tests.domain.chance import Lived, Story, story
from tests.domain.excepted import in_force
from tests.domain.oracle import decision_kinds, faults

SEED = 20_260_702
DIARIES, MANY = 300, 8_000
WANTED = ("progress", "hold", "deload", "re_entry", "regress")
RARE = (
    *("P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13"),
    *("PM4", "PM5", "TR4", "TR5", "SESSION", "ROLLING", "MINUTES"),
    *("stage up", "stage down", "load up", "phase back", "pause after two REGRESS"),
    *(f"exception: {kind}" for kind in OverrideKind),
    *("exception that ends no pause", "exception that pain went before", "exceptions at once"),
)
"""What the diaries of a run must hold at least once each, so that the properties say something of it."""
Record = Callable[[str, object], None]


def unexplained(told: Story) -> list[str]:
    """Rulings without a rule or source, and rows about pain that do not cite the entries behind them."""
    entries = {e.entry for group in (told.diary.bouts, told.diary.mornings) for e in group}
    found = []
    for lived in told.weeks:
        for record in lived.record.series.values():
            if not rule(record.ruling.rule).sources or not record.ruling.text or not record.ruling.because:
                found.append(f"{record.week.start}: {record.ruling.rule} without source, text or because")
            for row in record.rows:
                cited = {b.entry for b in row.because if b.entry is not None}
                if row.rule in ("P4", "P7", "P9", "P12") and (not cited or not cited <= entries):
                    found.append(f"{record.week.start}: {row.rule} cites {cited}")
    return found


def happened(lived: Lived) -> Iterator[str]:
    """The rows, trends, guards and changes that one week holds, for ``RARE``."""
    evidence = lived.record.evidence
    if lived.record.left.startswith("A second REGRESS"):
        yield "phase back"
    if any(one.because.field == "regress_weeks" for one in evidence.obstacles):
        yield "pause after two REGRESS"
    pains = {"PM4": evidence.rises, "PM5": evidence.flare, "TR4": evidence.worsening}
    yield from (name for name, facts in {**pains, "TR5": evidence.few_scores}.items() if facts)
    for series, item in lived.record.series.items():
        yield from (row.rule for row in item.rows)
        yield from item.guards
        before = lived.before.series.get(series)
        if before and before.stage is not None and item.stage is not None and item.stage != before.stage:
            yield "stage up" if item.stage > before.stage else "stage down"
        if before and before.load_g and item.load_g and item.load_g > before.load_g:
            yield "load up"
        yield from _exceptions(lived.diary, item)


def _exceptions(book: Diary, item: SeriesWeek) -> Iterator[str]:
    """What a clinician's exceptions did in a week, or could not do."""
    by_id = {one.entry: one for one in book.overrides}
    if item.override is not None:
        yield f"exception: {by_id[item.override].kind}"
    if sum(o.exercise == item.exercise.id and o.holds(item.week.start) for o in book.overrides) > 1:
        yield "exceptions at once"
    if in_force(book, item, OverrideKind.LIMIT, OverrideKind.DOSE) and item.ruling.rule != "P14":
        yield (
            "exception that ends no pause" if item.ruling.rule == "P3" else "exception that pain went before"
        )


def lived(seeds: range) -> Counter[str]:
    """Lives the diaries of ``seeds``, holds each to the rules, and counts the kinds of decision."""
    mix: Counter[str] = Counter()
    rare: Counter[str] = Counter()
    for seed in seeds:
        told = story(seed)
        found = faults(told) + unexplained(told)
        assert not found, f"story({seed}), a {told.patient} patient: " + "; ".join(found[:5])
        mix.update(decision_kinds(told))
        rare.update(name for week in told.weeks for name in set(happened(week)))
    total = mix.total()
    for kind in WANTED:
        assert mix[kind] * 10 >= total, f"only {mix[kind]} of {total} decisions are {kind}"
    assert [name for name in RARE if not rare[name]] == []
    return mix


def said(mix: Counter[str], diaries: int, seed: int) -> str:
    """The mix of decisions in one line for the summary of the run."""
    shares = ", ".join(f"{kind} {100 * n / mix.total():.1f} %" for kind, n in mix.most_common())
    return f"{diaries} random diaries from seed {seed}, {mix.total()} decisions: {shares}"


def test_random_diaries_keep_every_rule(record_property: Record) -> None:
    record_property("decisions", said(lived(range(SEED, SEED + DIARIES)), DIARIES, SEED))


@pytest.mark.heavy
@pytest.mark.parametrize("part", range(4))
def test_eight_thousand_random_diaries_keep_every_rule(part: int, record_property: Record) -> None:
    size = MANY // 4
    first = 10 * SEED + part * size
    record_property("decisions", said(lived(range(first, first + size)), size, first))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(100))
def test_two_hundred_thousand_random_diaries_keep_every_rule(part: int, record_property: Record) -> None:
    first = 1000 * SEED + part * 2_000
    record_property("decisions", said(lived(range(first, first + 2_000)), 2_000, first))


def test_a_seed_always_tells_the_same_story() -> None:
    assert story(SEED) == story(SEED)
    assert story(SEED) != story(SEED + 1)
