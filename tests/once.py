"""What a run of tests computes once, though each test opens files of its own.

Only work that is the same each time is shared: nothing that a test reads comes out differently, and the
processes of their own that some tests start share none of it.
"""

import gc
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

KEPT_DIARIES = 64
"""More than one test uses, few enough to stay small."""


def search_for_garbage_seldom() -> None:
    """A run makes many objects that live to its end; Python would look through them again and again."""
    gc.set_threshold(20_000, 20, 20)


def spare_what_is_collected() -> None:
    """Leave what the run itself holds, thousands of tests among it, out of every later search for garbage."""
    gc.collect()
    gc.freeze()


@contextmanager
def compiled_statements() -> Iterator[None]:
    """Engines of the store share the dialect and the compiled statements of the first.

    A process of the program opens one or two files; a run of tests opens thousands, and would spend half
    of the time of a verb on compiling what the verb before has compiled.
    """
    from sqlalchemy import Engine, create_engine

    first: list[Engine] = []

    def create(*args: Any, **options: Any) -> Engine:
        made = create_engine(*args, **options)
        if not first:
            first.append(made)
        made.dialect = made.pool._dialect = first[0].dialect
        made._compiled_cache = first[0]._compiled_cache
        return made

    with patch("rehab.store.engine.create_engine", create):
        yield


@contextmanager
def folded_diaries() -> Iterator[None]:
    """A diary that was read before, and is equal in every entry, brings the weeks that were folded then."""
    from rehab.actions import desk
    from rehab.domain.diary import Diary
    from rehab.store.records import StoredDiary

    made = desk.as_diary
    kept: OrderedDict[str, tuple[StoredDiary, Diary]] = OrderedDict()

    def as_diary(stored: StoredDiary) -> Diary:
        known = kept.get(stored.head)
        if known is None or known[0] != stored:
            known = kept[stored.head] = stored, made(stored)
        kept.move_to_end(stored.head)
        while len(kept) > KEPT_DIARIES:
            kept.popitem(last=False)
        return known[1]

    with patch("rehab.actions.desk.as_diary", as_diary), patch("rehab.actions.red_flags.as_diary", as_diary):
        yield


@contextmanager
def parsed_styles() -> Iterator[None]:
    """Style sheets are parsed once for the same theme, and not for each application anew."""
    from textual.css.stylesheet import Stylesheet

    parse = Stylesheet._parse_rules
    kept: dict[Any, Any] = {}

    def parsed(sheet: Stylesheet, *args: Any, **options: Any) -> Any:
        key = frozenset(sheet._variables.items()), args, frozenset(options.items())
        if key not in kept:
            kept[key] = parse(sheet, *args, **options)
        return kept[key]

    with patch.object(Stylesheet, "_parse_rules", parsed):
        yield
