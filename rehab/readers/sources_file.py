"""The bibliography: every citation that the program may show, with its mark."""

from rehab.domain.limits import REASON_MAX
from rehab.domain.programmes import Source
from rehab.readers.toml_fields import SOURCE_KEY, open_file
from rehab.readers.toml_lines import Fault, ProgrammeFault

__all__ = ["MARKS", "Fault", "ProgrammeFault", "read_sources"]

MARKS = ("published", "secondary", "unverified", "project rule")
"""What stands behind a citation: read, told by another source, not checked, or this project's choice."""
_SOURCES_MAX = 1_000


def read_sources(text: str, file: str) -> dict[str, Source]:
    """Read a sources file into its sources by key, in file order.

    Raises ProgrammeFault that names every fault by ``file``, line and field.
    """
    top = open_file(text, file)
    sources: dict[str, Source] = {}
    for table in top.tables("source", _SOURCES_MAX):
        key = table.slug("key", SOURCE_KEY)
        source = Source(key, table.text("cite", REASON_MAX), table.one_of("mark", MARKS))
        table.close()
        if key in sources:
            top.faults.add((*table.path, "key"), f"“{key}” a second time", "each key once")
        elif key:
            sources[key] = source
    top.close()
    top.faults.check()
    return sources
