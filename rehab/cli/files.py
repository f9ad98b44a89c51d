"""The verbs about files: import and export."""

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING

from rehab.cli.output import say, say_json, tell, write_raw
from rehab.cli.shares import SHAPE, take_shares
from rehab.cli.verbs import Verbs, add_verb, given_day, open_desk

if TYPE_CHECKING:
    from rehab.actions.desk import Desk
    from rehab.actions.imports import Imported
    from rehab.readers.pain_diary import PainChoices

WRONG = 2
_IMPORT_SHAPE = """\
[{"file","format","workouts","sets","bouts","added","already_there","rejected":[{"line","why"}],
  "findings","mornings","rounded","remarks":[text…],"dry_run":bool}]"""
_SHAPES = f"{_IMPORT_SHAPE}\nof shares: {SHAPE}"
_EPILOG_CSV = "day,kind,exercise,side,dose,load_kg,minutes,effort,pain_before,pain_during,pain_after,…,note"


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verbs about files."""
    load = add_verb(
        verbs, shared, "import", _import, "read logs of other programs, our own CSV, or shares", shape=_SHAPES
    )
    load.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=f"Strong or Hevy CSV, a daily pain diary, our own ({_EPILOG_CSV}), or a share",
    )
    load.add_argument(
        "--from",
        dest="form",
        choices=["strong", "hevy", "rehab", "pain_diary"],
        help="the format (else told by the columns)",
    )
    load.add_argument("--map", dest="map_file", metavar="FILE", help='TOML: "Foreign name" = "exercise-id"')
    load.add_argument("--weight-unit", choices=["kg", "lb"], help="for files that do not say it")
    _pain_options(load)
    load.add_argument("--dry-run", action="store_true", help="only tell what would be imported")
    words = "write the diary as CSV, or everything as JSON Lines or as a file to share"
    save = add_verb(verbs, shared, "export", _export, words)
    save.add_argument(
        "--format",
        choices=["csv", "jsonl", "share"],
        default="csv",
        help="csv (default), jsonl, or share: for `rehab import` into another diary, such as the clinic's",
    )
    save.add_argument("-o", "--output", metavar="FILE", help="write to a new file instead of stdout")


def _pain_options(load: argparse.ArgumentParser) -> None:
    pain = load.add_argument_group(
        "daily pain diaries",
        "One rating a day, 0–10; the worst of a day counts, a blank is not given, never 0.",
    )
    pain.add_argument(
        "--slot",
        choices=["rest", "morning"],
        default="rest",
        help="keep it as pain at rest over the last 24 hours (default) or of the first hour up",
    )
    pain.add_argument(
        "--round",
        dest="rounding",
        action="store_true",
        help="round decimals to the nearest whole number, halves up (else they are refused)",
    )
    pain.add_argument("--symptom", metavar="NAME", help="the one to take, where a file rates several")
    pain.add_argument("--starts", metavar="DATE", help="the date of day 1, where a file numbers its days")


def _import(arguments: argparse.Namespace) -> int:
    from rehab.actions.imports import WeightUnitNeeded, import_logs
    from rehab.actions.sharing import shares_among

    if shares_among(arguments.files):
        return take_shares(arguments)
    desk = open_desk(arguments)
    attempt = partial(
        import_logs,
        desk,
        arguments.files,
        form=arguments.form,
        map_file=arguments.map_file,
        pain=_pain_choices(arguments, desk),
        dry_run=arguments.dry_run,
    )
    try:
        results = attempt(weight_unit=arguments.weight_unit)
    except WeightUnitNeeded:
        if not sys.stdin.isatty():
            raise
        tell("The weights in the file have no unit.")
        results = attempt(weight_unit=_ask_unit())
    return _tell_import(arguments, results)


def _pain_choices(arguments: argparse.Namespace, desk: "Desk") -> "PainChoices":
    from rehab.readers.pain_diary import PainChoices, PainSlot

    return PainChoices(
        slot=PainSlot(arguments.slot),
        starts=given_day(arguments.starts, desk.today),
        symptom=arguments.symptom,
        rounding=arguments.rounding,
    )


def _ask_unit() -> str:
    while True:
        answer = input("Are they in kg or lb? ").strip().lower()
        if answer in ("kg", "lb"):
            return answer


def _tell_import(arguments: argparse.Namespace, results: "tuple[Imported, ...]") -> int:
    rejected = any(result.rejected for result in results)
    if arguments.json:
        say_json([_json(result, arguments.dry_run) for result in results])
    for result in results:
        would = "would be " if arguments.dry_run else ""
        line = (
            f"{result.file} ({result.format}): {_held(result)}; "
            f"{result.added} entries {would}added, {result.already_there} already there."
        )
        if not arguments.json:
            say(line)
        if result.findings:
            brings = "would come" if arguments.dry_run else "came"
            tell(f"  {result.findings} open findings {brings} with it; an undo leaves them standing.")
        tell(f"  {remark}" for remark in result.remarks)
        tell(f"  {result.file} line {r.line}: {r.why}" for r in result.rejected[:20])
        if len(result.rejected) > 20:
            tell(f"  and {len(result.rejected) - 20} more lines.")
    if rejected:
        tell("Nothing was imported, because lines were rejected. Mend them, then import again.")
        return WRONG
    if not arguments.dry_run and any(result.added for result in results):
        tell("`rehab undo` takes this import back.")
    return 0


def _held(result: "Imported") -> str:
    if result.format == "pain_diary":
        rounded = f", {result.rounded} decimals rounded" if result.rounded else ""
        return f"{result.mornings} days of pain{rounded}"
    return f"{result.workouts} workouts, {result.sets} sets"


def _json(result: "Imported", dry_run: bool) -> dict[str, object]:
    return {
        "file": result.file,
        "format": result.format,
        "workouts": result.workouts,
        "sets": result.sets,
        "bouts": result.bouts,
        "added": result.added,
        "already_there": result.already_there,
        "rejected": [{"line": r.line, "why": r.why} for r in result.rejected],
        "findings": result.findings,
        "mornings": result.mornings,
        "rounded": result.rounded,
        "remarks": list(result.remarks),
        "dry_run": dry_run,
    }


def _export(arguments: argparse.Namespace) -> int:
    from rehab.actions.exports import export_csv, export_jsonl, write_new
    from rehab.actions.sharing import export_share

    writers = {"csv": export_csv, "jsonl": export_jsonl, "share": export_share}
    text = writers[arguments.format](open_desk(arguments))
    if arguments.output:
        tell(f"Written to {write_new(arguments.output, text)}.")
    else:
        write_raw(text)
    if arguments.format == "csv":
        tell("CSV holds bouts, mornings and rest days as they stand; --format jsonl holds everything.")
    return 0
