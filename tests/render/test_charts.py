"""Charts: what is drawn, what its words and its table say, and that it can be read by everybody."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from rehab.domain.words import Unit
from rehab.render.chart_figures import pain_figure, volume_figure
from rehab.render.chart_frame import BAR, INK, QUIET, SERIES
from rehab.render.chart_parts import (
    Level,
    Mark,
    MarkKind,
    PainChart,
    PainPoint,
    PainSeries,
    VolumeBar,
    VolumeChart,
)
from rehab.render.page_parts import Figure

MONDAY = date(2026, 3, 2)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script><image href="x" onload="y"/> & "q" \x1b[31m‮'


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def volume(*weeks: tuple[int | None, int | None], unit: Unit = Unit.REPS, **more: object) -> VolumeChart:
    bars = tuple(VolumeBar(week(n), done, cap) for n, (done, cap) in enumerate(weeks))
    return VolumeChart("Step-up, left", unit, bars, **more)


def pain(*scores: int | None, masked: tuple[int, ...] = (), **more: object) -> PainChart:
    points = tuple(
        PainPoint(MONDAY + timedelta(days=n), score, n in masked)
        for n, score in enumerate(scores)
        if score is not None
    )
    end = MONDAY + timedelta(days=len(scores))
    return PainChart("Pain", MONDAY, end, (PainSeries("morning", points),), **more)


def drawn(figure: Figure) -> ElementTree.Element:
    return ElementTree.fromstring(figure.svg)


def texts(figure: Figure) -> list[str]:
    return [element.text or "" for element in drawn(figure).iter(f"{SVG}text")]


def paths(figure: Figure, **attributes: str) -> list[str]:
    found = drawn(figure).findall(f"{SVG}path")
    return [
        p.get("d", "") for p in found if all(p.get(k.replace("_", "-")) == v for k, v in attributes.items())
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [BAR, INK, QUIET, *SERIES])
def test_what_is_drawn_stands_out_from_the_paper(colour: str) -> None:
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_a_week_without_an_entry_has_no_bar_and_is_not_nought() -> None:
    figure = volume_figure(volume((72, 79), (None, 79), (0, 79)))
    assert len(paths(figure, fill=BAR)) == 2
    assert "–" in texts(figure)
    assert figure.table.rows[1:] == (
        ("2026-03-09", "nothing logged", "79 reps", ""),
        ("2026-03-16", "0 reps", "79 reps", ""),
    )
    assert "Nothing was logged in 1 week" in figure.text_alternative


def test_the_cap_is_a_line_of_steps_with_gaps_where_no_programme_governs() -> None:
    (line,) = paths(volume_figure(volume((8, 10), (8, 11), (8, None), (8, 12))), stroke=INK, stroke_width="2")
    assert line.count("M") == 2
    assert line.count("H") == 3


def test_a_limit_below_the_cap_is_a_dashed_line_and_is_told() -> None:
    bars = (VolumeBar(week(0), 72, 79, limit=79), VolumeBar(week(1), 40, 79, limit=52))
    figure = volume_figure(VolumeChart("Raise", Unit.REPS, bars))
    (line,) = paths(figure, stroke=INK, stroke_dasharray="5 3")
    assert line.count("M") == 1
    assert "limit of the week, where lower" in texts(figure)
    assert (
        "Weeks with a limit below the cap: 1, the last from 2026-03-09 with 52 reps."
        in figure.text_alternative
    )
    plain = volume_figure(VolumeChart("Raise", Unit.REPS, bars[:1]))
    assert "limit" not in plain.text_alternative + " ".join(texts(plain))


@pytest.mark.parametrize("done", range(0, 31, 3))
def test_a_number_over_a_bar_stands_clear_of_cap_and_limit(done: int) -> None:
    bars = (VolumeBar(week(0), done, 30, limit=18, ended=False), VolumeBar(week(1), 100, 110))
    figure = volume_figure(VolumeChart("Raise", Unit.REPS, bars))
    (number,) = [
        element
        for element in drawn(figure).iter(f"{SVG}text")
        if (element.text, element.get("text-anchor")) == (str(done), "middle")
    ]
    foot = float(number.get("y", ""))
    lines = [
        paths(figure, stroke=INK, stroke_width="2")[0],
        *paths(figure, stroke=INK, stroke_dasharray="5 3"),
    ]
    levels = [float(line.split("H")[0].split()[1]) for line in lines]
    assert len(levels) == 2
    assert [y for y in levels if foot - 10 < y < foot] == []


def test_a_week_in_which_an_exercise_was_neither_planned_nor_done_is_left_blank() -> None:
    figure = volume_figure(volume((8, 10), (None, None), (None, 10)))
    assert texts(figure).count("–") == 2, "one for the planned week, one in the legend"
    assert "Nothing was logged in 1 week" in figure.text_alternative
    empty = volume_figure(volume((None, None)))
    assert empty.text_alternative == "Volume by training week: nothing was planned or done."
    assert "–" not in texts(empty)


def test_bars_are_as_high_as_their_numbers() -> None:
    figure = volume_figure(volume((50, 100), (100, 100)))
    tops = [float(d.split("V")[1].split("H")[0]) for d in paths(figure, fill=BAR)]
    floor = float(paths(figure, fill=BAR)[0].split()[1].split("V")[0])
    assert (floor - tops[1]) == pytest.approx(2 * (floor - tops[0]), abs=0.2)


@pytest.mark.parametrize(
    ("unit", "done", "top"),
    [
        (Unit.REPS, 0, "1"),
        (Unit.REPS, 3, "3"),
        (Unit.REPS, 118, "150"),
        (Unit.SECONDS, 45, "1 min"),
        (Unit.SECONDS, 5400, "100 min"),
        (Unit.METRES, 5000, "6 km"),
        (Unit.GRAM_REPS, 540_000, "600 kg·reps"),
    ],
)
def test_the_scale_is_round_and_holds_the_largest_number(unit: Unit, done: int, top: str) -> None:
    scale = [
        (e.text or "")
        for e in drawn(volume_figure(volume((done, None), unit=unit))).iter(f"{SVG}text")
        if e.get("text-anchor") == "end"
    ]
    assert scale[-1] == top


def test_an_overshoot_and_the_running_week_are_told_in_signs_and_words() -> None:
    bars = (VolumeBar(week(0), 90, 79, over=True), VolumeBar(week(1), 10, 79, ended=False))
    figure = volume_figure(VolumeChart("Raise", Unit.REPS, bars))
    assert {"!", "over the rule", "week still running"} <= set(texts(figure))
    assert [row[3] for row in figure.table.rows] == ["over the rule", "week still running"]
    assert "Weeks over the rule: 1." in figure.text_alternative


def test_pain_is_always_drawn_from_0_to_10() -> None:
    for chart in (pain(0, 1), pain(10), pain(None, None)):
        assert [t for t in texts(pain_figure(chart)) if t.isdigit()][:6] == ["0", "2", "4", "6", "8", "10"]


def test_a_line_joins_only_scores_of_days_that_follow_each_other() -> None:
    (line,) = paths(pain_figure(pain(1, 2, None, 3, 4, 5, None, 6)), stroke=SERIES[0])
    assert line.count("M") == 2
    assert line.count("L") == 3


def test_days_with_a_painkiller_are_hollow_and_starred() -> None:
    figure = pain_figure(pain(1, 2, 3, masked=(1,)))
    (hollow,) = paths(figure, fill="#ffffff", stroke=SERIES[0])
    (filled,) = paths(figure, fill=SERIES[0])
    assert (hollow.count("M"), filled.count("M")) == (1, 2)
    assert figure.table.rows == (("2026-03-02", "1", "2 *", "3", "", "", "", ""),)
    assert "1 on days with a painkiller" in figure.text_alternative


def test_days_without_a_score_are_gaps_in_the_table_and_counted() -> None:
    figure = pain_figure(pain(1, None, None, 0))
    assert figure.table.rows[0][:5] == ("2026-03-02", "1", "–", "–", "0")
    assert "Days without any score: 2 of 4" in figure.text_alternative


def test_ceilings_keep_within_the_days_of_the_chart() -> None:
    levels = (Level(date(2026, 1, 1), MONDAY, 2), Level(MONDAY, date(2027, 1, 1), 5))
    assert len(paths(pain_figure(pain(1, 2, ceilings=levels)), stroke_dasharray="7 4")) == 1


def test_marks_stand_in_rows_of_their_kind_and_are_told_in_words() -> None:
    marks = (
        Mark(date(2026, 2, 1), MarkKind.PHASE, "Settle"),
        Mark(week(1), MarkKind.DELOAD, "P10"),
        Mark(week(1), MarkKind.TREATMENT, "injection"),
        Mark(week(2), MarkKind.FINDING, "RR2"),
        Mark(week(9), MarkKind.FINDING, "later"),
    )
    figure = volume_figure(volume(*[(8, 9)] * 4, marks=marks))
    assert [t for t in texts(figure) if t in list(MarkKind)] == ["phase", "deload", "treatment", "finding"]
    assert "Settle" in texts(figure)
    told = [e.text for e in drawn(figure).iter(f"{SVG}title")]
    assert told[1:] == [
        "2026-03-02, phase: Settle",
        "2026-03-09, deload: P10",
        "2026-03-09, treatment: injection",
        "2026-03-16, finding: RR2",
    ]
    assert "2026-03-09 treatment: injection; 2026-03-16 finding: RR2." in figure.text_alternative
    assert "later" not in figure.text_alternative + figure.svg


def test_marks_of_one_kind_and_day_are_told_together() -> None:
    marks = tuple(Mark(MONDAY, MarkKind.FINDING, item) for item in ("E06", "S01"))
    assert "Marks: 2026-03-02 finding: E06, S01." in pain_figure(pain(1, marks=marks)).text_alternative


def test_pain_can_share_a_longer_time_axis_without_days_that_have_not_come() -> None:
    figure = pain_figure(pain(1, 2, axis_end=week(1)))
    assert "Days without any score: 0 of 2" in figure.text_alternative
    assert figure.table.rows[0][3:] == ("",) * 5
    long = pain_figure(pain(*[1] * 7))
    assert paths(figure, fill=SERIES[0])[0].split("m")[0] == paths(long, fill=SERIES[0])[0].split("m")[0]


def test_a_chart_has_a_name_and_a_description() -> None:
    figure = pain_figure(pain(1))
    root = drawn(figure)
    assert (root.get("role"), root.get("aria-label")) == ("img", "Pain")
    assert root.findtext(f"{SVG}title") == "Pain"
    assert root.findtext(f"{SVG}desc") == figure.text_alternative


def test_no_text_in_a_chart_is_markup() -> None:
    marks = (Mark(MONDAY, MarkKind.PHASE, HOSTILE), Mark(MONDAY, MarkKind.FINDING, HOSTILE))
    series = (PainSeries(HOSTILE, (PainPoint(MONDAY, 1, True),)),)
    figures = (
        volume_figure(VolumeChart(HOSTILE, Unit.REPS, (VolumeBar(MONDAY, 1, 1),), marks)),
        pain_figure(PainChart(HOSTILE, MONDAY, week(1), series, (), marks)),
    )
    for figure in figures:
        known = {f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "text", "g")}
        assert {element.tag for element in drawn(figure).iter()} <= known
        names = {name for element in drawn(figure).iter() for name in element.keys()}  # noqa: SIM118
        assert not [name for name in names if name.startswith("on") or "href" in name]
        assert not re.search("[\x00-\x08\x0b-\x1f‪-‮]", figure.svg)


def test_charts_of_the_same_days_share_their_time_axis() -> None:
    def ticks(figure: Figure) -> list[str]:
        return [d.split()[0] for d in paths(figure, stroke=INK) if d.endswith("v5")]

    assert ticks(volume_figure(volume(*[(1, 1)] * 5))) == ticks(pain_figure(pain(*[1] * 35)))


def test_a_series_without_scores_is_told_in_words_and_not_in_the_legend() -> None:
    series = (PainSeries("morning", (PainPoint(MONDAY, 1),)), PainSeries("at rest", ()))
    figure = pain_figure(PainChart("Pain", MONDAY, week(1), series))
    assert "at rest" not in texts(figure)
    assert "At rest: no score given." in figure.text_alternative
