"""What a chart shows: volumes by week and pain by day, with marks, before anything is drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rehab.domain.words import Unit


class MarkKind(StrEnum):
    """What a mark above a chart stands for."""

    PHASE = "phase"
    DELOAD = "deload"
    TREATMENT = "treatment"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day; ``text`` says what, in plain words."""

    day: date
    kind: MarkKind
    text: str


@dataclass(frozen=True, slots=True)
class VolumeBar:
    """One training week of an exercise and side, in its unit.

    ``actual`` is ``None`` where nothing was logged, which is not 0. ``cap`` and ``limit`` are ``None`` where
    no programme governs. ``over`` is the test of the 10 % rule; ``ended`` is False for the running week.
    """

    start: date
    actual: int | None
    cap: int | None
    over: bool = False
    ended: bool = True
    limit: int | None = None

    @property
    def known(self) -> bool:
        """Whether anything was planned or done in the week."""
        return self.actual is not None or self.cap is not None

    @property
    def lowered(self) -> bool:
        """Whether the week's decision set its limit below the cap."""
        return self.limit is not None and self.cap is not None and self.limit < self.cap


@dataclass(frozen=True, slots=True)
class VolumeChart:
    """Weekly volumes against their caps. ``weeks`` are contiguous and at least one."""

    title: str
    unit: Unit
    weeks: tuple[VolumeBar, ...]
    marks: tuple[Mark, ...] = ()

    @property
    def first(self) -> date:
        """The first day of the chart."""
        return self.weeks[0].start

    @property
    def end(self) -> date:
        """The first day after the chart."""
        return self.weeks[-1].start + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PainPoint:
    """A score from 0 to 10 as it was given; ``masked`` on a day with a painkiller."""

    day: date
    score: int
    masked: bool = False


@dataclass(frozen=True, slots=True)
class PainSeries:
    """The scores of one slot, such as “morning”, in the order of their days."""

    name: str
    points: tuple[PainPoint, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A pain ceiling from ``first`` up to but without ``end``."""

    first: date
    end: date
    score: int


@dataclass(frozen=True, slots=True)
class PainChart:
    """Pain by day from ``first`` up to but without ``end``, in one to three series.

    ``axis_end`` is where the time axis ends, if later: so that it is that of the charts beside it.
    """

    title: str
    first: date
    end: date
    series: tuple[PainSeries, ...]
    ceilings: tuple[Level, ...] = ()
    marks: tuple[Mark, ...] = ()
    axis_end: date | None = None
