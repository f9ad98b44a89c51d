"""What the hunt found: a table by module, the survivors with their reasons, and a file to hunt again from."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.mutation.hunt import KILLED, SURVIVED, TIMEOUT, Verdict
from tests.mutation.places import Mutant

WANTED_PERCENT = 95
"""The share of mutants that the tests are to kill; a time limit that ends one counts as a kill."""
FIELDS = ("file", "within", "kind", "before", "after")
"""A mutant's key, part by part, as the list of survivors names it."""
Key = tuple[str, ...]


def reasons(path: Path) -> dict[Key, str]:
    """Why known survivors may live, by the key of the mutant."""
    if not path.exists():
        return {}
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", [])
    return {tuple(one[field] for field in FIELDS): one["reason"] for one in listed}


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """The counts of each module and of all, as lines."""
    yield f"{'module':24}{'mutants':>9}{'killed':>9}{'timeout':>9}{'survived':>10}{'percent':>9}"
    by_file: dict[str, Counter[str]] = {}
    for one in verdicts:
        by_file.setdefault(one.mutant.file, Counter())[one.outcome] += 1
    for name, counts in (*sorted(by_file.items()), ("all", sum(by_file.values(), Counter[str]()))):
        killed, timeout, survived = (counts[outcome] for outcome in (KILLED, TIMEOUT, SURVIVED))
        percent = f"{100 * (killed + timeout) / counts.total():.1f}"
        yield f"{name:24}{counts.total():>9}{killed:>9}{timeout:>9}{survived:>10}{percent:>9}"


def survivors(verdicts: Sequence[Verdict], known: Mapping[Key, str]) -> Iterator[str]:
    """Each survivor with its place, its lines before and after, and its reason where one is known."""
    for one in verdicts:
        if one.outcome == SURVIVED:
            yield described(one.mutant) + (f"\n    ({one.by})" if one.by else "")
            yield f"    reason: {known.get(one.mutant.key, 'none yet')}"


def described(mutant: Mutant) -> str:
    """A mutant in three lines."""
    place = f"rehab/domain/{mutant.file}:{mutant.line}:{mutant.column}"
    return (
        f"{place} {mutant.kind} in {mutant.within or 'the module'}\n  - {mutant.before}\n  + {mutant.after}"
    )


def draft(verdicts: Sequence[Verdict], known: Mapping[Key, str]) -> Iterator[str]:
    """The survivors without a reason as entries for the list, each with its reason left empty."""
    for one in verdicts:
        if one.outcome == SURVIVED and one.mutant.key not in known:
            yield "[[survivor]]"
            for field, text in zip((*FIELDS, "reason"), (*one.mutant.key, ""), strict=True):
                yield f"{field} = {json.dumps(text, ensure_ascii=False)}"
            yield ""


def good(verdicts: Sequence[Verdict], known: Mapping[Key, str]) -> bool:
    """Whether enough mutants were killed and every survivor has a reason."""
    alive = [one for one in verdicts if one.outcome == SURVIVED]
    return 100 * (len(verdicts) - len(alive)) >= WANTED_PERCENT * len(verdicts) and all(
        one.mutant.key in known for one in alive
    )


def store(path: Path, verdicts: Sequence[Verdict]) -> None:
    """Write every verdict, so that ``survived_in`` finds the survivors again."""
    found = [
        {
            **{"outcome": one.outcome, "by": one.by, "seconds": round(one.seconds, 2)},
            **{"line": one.mutant.line, "column": one.mutant.column, "key": one.mutant.key},
        }
        for one in verdicts
    ]
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def survived_in(path: Path) -> set[Key]:
    """The keys of the survivors in a stored run."""
    return {tuple(one["key"]) for one in json.loads(path.read_text()) if one["outcome"] == SURVIVED}
