"""The ``rehab`` command: reads argv, runs one verb, turns every failure into two sentences and a code."""

import gc
import os
import sys
from collections.abc import Sequence

from rehab import __version__

BUG = 1
STOPPED = 130
BROKEN_PIPE = 141
_LOOKED_THROUGH_AFTER = 100_000
"""So many objects are made between two looks for rubbish."""


def run() -> None:
    """Entry point of the console script."""
    # A long diary is many small objects that all stay: looking through them again and again finds nothing.
    gc.set_threshold(_LOOKED_THROUGH_AFTER)
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 wrong request, 3 forbidden by a rule, …"""
    argv = sys.argv[1:] if argv is None else list(argv)
    if argv in (["--version"], ["-V"]):
        print(f"rehab {__version__}")
        return 0
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from rehab.cli.banner import tell_urgent
    from rehab.cli.parser import build_parser, global_options

    argv = _joined(argv)
    try:
        # An open emergency comes first even where the command is mistyped.
        tell_urgent(global_options(argv))
        arguments = build_parser().parse_args(argv)
        code: int = arguments.handler(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BUG
    except BrokenPipeError:
        # The reader of a pipe went away; Python would complain again when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, EOFError):
        print("\nStopped before the end. `rehab history` shows what is saved.", file=sys.stderr)
        return STOPPED
    except Exception as error:
        from rehab.actions.failures import failure
        from rehab.cli.output import tell

        text, code = failure(error)
        tell(f"rehab: {text}")
        return code


def _joined(argv: Sequence[str]) -> list[str]:
    """``--pain -/3/2`` as one word, because argparse takes a value that begins with a dash for an option."""
    words: list[str] = []
    for word in argv:
        if words and words[-1] == "--pain" and word.startswith("-/"):
            words[-1] = f"--pain={word}"
        else:
            words.append(word)
    return words
