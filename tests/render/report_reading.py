"""Reading the numbers of a report back out of each format, the way a person would."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from markdown_it import MarkdownIt

Rows = list[dict[str, str]]
_UNITS = {"reps": 1, "s": 1, "min": 60, "m": 1, "km": 1000, "kg·reps": 1000}
_SIDES = {"left": ("left",), "right": ("right",), "left and right (each)": ("left", "right")}


@dataclass
class Numbers:
    """The numbers of a report, of volumes in base units; ``None`` is not given.

    ``volume`` is by exercise, side and week; ``pain`` by week; ``scores`` by day; ``counts`` by label.
    """

    volume: dict[tuple[str, str, str], tuple[int | None, ...]] = field(default_factory=dict)
    pain: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    scores: dict[str, tuple[int | None, ...]] = field(default_factory=dict)
    counts: dict[str, tuple[int, ...]] = field(default_factory=dict)


LABELS = (
    "days without an entry",
    "mornings without a score",
    "bouts without a score during",
    "ended weeks without the weekly questions",
    "Entries in the diary",
)


def from_tables(tables: Iterable[tuple[str, Rows]], words: str) -> Numbers:
    """The numbers of a page from its tables and its running text."""
    found = Numbers()
    for caption, rows in tables:
        for row in rows:
            if "Change" in row:
                _volume(found, caption, row)
            elif "Worst morning" in row:
                found.pain[row["Week from"]] = _pain(row)
            elif "At rest" in row:
                day = row["Day"].split()[1]
                slots = ("Before", "During", "After", "Morning", "At rest")
                found.scores[day] = tuple(_score(row[slot]) for slot in slots)
    for label in LABELS:
        said = re.search(rf"{label}:? (\d+)(?: of (\d+))?", words)
        assert said, label
        found.counts[label] = tuple(int(n) for n in said.groups() if n is not None)
    plan = re.search(r"(\d+) of (\d+) sessions that had fallen due were done \((\d+) %\)", words)
    found.counts["sessions"] = tuple(int(n) for n in plan.groups()) if plan else ()
    return found


def _volume(found: Numbers, caption: str, row: Mapping[str, str]) -> None:
    name, _, sides = caption.rpartition(", ")
    given = _SIDES.get(sides, ("none",))
    numbers = [base(row[column]) for column in ("Done", "Reference", "Cap", "Limit")]
    change = None if row["Change"] == "–" else int(row["Change"].split()[0])
    for side in given:
        exercise = name if sides in _SIDES else caption
        found.volume[exercise, side, row["Week from"]] = (*numbers, change)


def _pain(row: Mapping[str, str]) -> tuple[int | None, ...]:
    (covered, days), (scored, _), (mornings, _) = (
        map(int, row[name].split(" of ")) for name in ("Logged", "Scored", "Mornings")
    )
    scores = (_score(row[name]) for name in ("Highest", "Median", "Worst morning"))
    return (covered, days, scored, mornings, *scores)


def _score(cell: str) -> int | None:
    return None if cell in ("–", "not given") else int(cell)


def base(cell: str) -> int | None:
    """A volume in base units; ``None`` where nothing was logged, or no rule governs."""
    if cell in ("no bout", "none"):
        return None
    parts = cell.removeprefix("! ").split()
    amounts = zip(parts[::2], parts[1::2], strict=True)
    return sum(round(float(number) * _UNITS[unit]) for number, unit in amounts)


def from_json(facts: Mapping[str, Any]) -> Numbers:
    """The numbers of the JSON."""
    found = Numbers()
    names = {(c["exercise"], side): c["name"] for c in facts["courses"] for side in c["sides"]}
    changes = {
        (c["exercise"], side, one["week"]): one["change_percent"]
        for c in facts["courses"]
        for side in c["sides"]
        for one in c["changes"]
    }
    for week in facts["weeks"]:
        for line in week["exercises"]:
            place = (line["exercise"], line["side"])
            done = line["actual"] if line["bouts"] else None
            numbers = (done, line["reference"], line["cap"], line["limit"])
            found.volume[names[place], line["side"], week["start"]] = (
                *numbers,
                changes[*place, week["start"]],
            )
        pain, scores = week["pain"], ("highest", "median", "highest_morning")
        counts = (pain["covered"], pain["days"], pain["scored"], pain["mornings"])
        found.pain[week["start"]] = (*counts, *(pain[name] for name in scores))
        for day in week["days"]:
            slots = ("before", "during", "after", "morning", "rest")
            found.scores[day["day"]] = tuple(day[slot] for slot in slots)
    missing, plan = facts["missing"], facts["adherence"]
    pairs = (
        ("unlogged_days", "days"),
        ("mornings_missing", "days"),
        ("unscored_bouts", "bouts"),
        ("unscreened_weeks", "ended_weeks"),
    )
    counted = [tuple(missing[name] for name in pair) for pair in pairs]
    found.counts = dict(zip(LABELS, (*counted, (facts["entries"],)), strict=True))
    sessions = () if plan["percent"] is None else (plan["done"], plan["planned"], plan["percent"])
    found.counts["sessions"] = sessions
    return found


def from_csv(text: str) -> Numbers:
    """The numbers of the CSV, by its columns alone."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    facts: dict[str, Any] = {"weeks": {}, "courses": {}, "missing": {}, "adherence": {}}
    for row in rows:
        value = int(row["value"]) if re.fullmatch(r"-?\d+", row["value"]) else row["value"] or None
        section, key = row["section"], row["key"]
        if section in ("missing", "adherence") and not row["item"]:
            facts[section][key] = value
        elif section == "entries":
            facts["entries"] = value
        elif section == "courses":
            course = facts["courses"].setdefault(row["exercise"] + row["item"].split(".")[0], {})
            if key == "changes.change_percent":
                course.setdefault("changes", []).append({"week": row["week"], "change_percent": value})
            elif key == "sides":
                course.setdefault("sides", []).append(value)
            else:
                course.setdefault(key, value)
            course.setdefault("exercise", row["exercise"])
        elif section == "weeks":
            _week_row(facts["weeks"], row, value)
    facts["courses"] = facts["courses"].values()
    facts["weeks"] = [
        {
            **week,
            "exercises": list(week["exercises"].values()),
            "days": [{"day": day, **slots} for day, slots in week["days"].items()],
        }
        for week in facts["weeks"].values()
    ]
    return from_json(facts)


def _week_row(weeks: dict[str, Any], row: Mapping[str, str], value: object) -> None:
    week = weeks.setdefault(
        row["week"], {"start": row["week"], "exercises": {}, "pain": {}, "days": {}, "adherence": {}}
    )
    group, _, name = row["key"].partition(".")
    if group == "exercises":
        place = (row["exercise"], row["side"])
        line = {"exercise": row["exercise"], "side": row["side"]}
        week["exercises"].setdefault(place, line)[name] = value
    elif group == "days":
        week["days"].setdefault(row["day"], {})[name] = value
    elif group in ("pain", "adherence"):
        week[group][name] = value


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, Rows]] = []
        self._cells: list[str] = []
        self._head: list[str] = []
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("caption", "th", "td"):
            self._text = ""
        if tag == "tr":
            self._cells = []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self.tables.append((self._text or "", []))
        elif tag in ("th", "td"):
            self._cells.append(self._text or "")
        elif tag == "thead":
            self._head = self._cells
        elif tag == "tr" and self._cells and self.tables and len(self._head) == len(self._cells):
            self.tables[-1][1].append(dict(zip(self._head, self._cells, strict=True)))
        if tag in ("caption", "th", "td"):
            self._text = None
        if tag == "table":
            self._head = []


def html_tables(html: str) -> list[tuple[str, Rows]]:
    """Every table of an HTML page with its caption."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables


def markdown_tables(text: str) -> list[tuple[str, Rows]]:
    """Every table of a Markdown page with the strong line before it."""
    found: list[tuple[str, Rows]] = []
    caption, head, cells = "", list[str](), list[str]()
    for token in MarkdownIt("gfm-like").parse(text):
        if token.type == "inline":
            shown = "".join(child.content for child in token.children or ())
            caption = shown if token.level == 1 else caption
            cells.append(shown)
        elif token.type == "table_open":
            found.append((caption, []))
        elif token.type == "thead_close":
            head = cells
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not head and len(cells) == len(head):
            found[-1][1].append(dict(zip(head, cells, strict=True)))
        elif token.type == "table_close":
            head = []
    return found


def text_tables(text: str) -> list[tuple[str, Rows]]:
    """Every table of a text page, in columns or in records, with its caption."""
    found = []
    for block in re.split(r"\n\n+", text):
        items: list[str] = []
        for line in block.split("\n"):
            if line.startswith("   "):
                items[-1:] = [f"{items[-1]} {line.strip()}"] if items else []
            elif line.startswith("  "):
                items.append(line[2:])
        indented = all(line.startswith("  ") for line in block.split("\n") if line)
        if indented and len(items) > 1:
            caption, *rows = items
            found.append((caption, _records(rows) if ": " in rows[0] else _columns(rows)))
    return found


def _columns(lines: list[str]) -> Rows:
    starts = [match.start() for match in re.finditer(r"\S+(?: \S+)*", lines[0])]
    ends = [*starts[1:], None]
    cells = [[line[a:b].strip() for a, b in zip(starts, ends, strict=True)] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def _records(lines: list[str]) -> Rows:
    rows = []
    for line in lines:
        name, _, rest = line.partition(": ")
        rows.append({"Week from": name, **dict(pair.split(": ", 1) for pair in rest.split("; "))})
    return rows
