"""What led to a decision: entries, numbers and the rule they met."""

from dataclasses import dataclass
from datetime import date

from rehab.domain.words import DecisionKind


@dataclass(frozen=True, slots=True)
class Because:
    """One fact behind a decision: the entry it stands in, its day, the field and its value.

    ``entry`` is ``None`` for a number that the program derived or for something not given.
    """

    entry: str | None
    day: date | None
    field: str
    value: int | str | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the decision table that matched: its rule, what it does and the ceiling it sets.

    ``text`` is a few plain sentences, the last of which is the ``outcome`` for the exercise where there is
    one; ``ceiling`` is in the exercise's base units.
    """

    rule: str
    kind: DecisionKind
    ceiling: int
    text: str
    because: tuple[Because, ...] = ()
    outcome: str = ""

    @property
    def reason(self) -> str:
        """The text without its outcome: what is the same for every exercise that it matches."""
        return self.text.removesuffix(self.outcome).rstrip()


def topmost_lowest(rows: tuple[Row, ...]) -> Row:
    """The row that sets the limit: the lowest ceiling, the topmost row on a tie (design §4.10)."""
    return min(rows, key=lambda row: (row.ceiling, rank(row)))


def rank(row: Row) -> int:
    """A row's place in the decision table, topmost 0: rows are numbered P0 to P13."""
    return int(row.rule[1:])
