"""``python -m tests.mutation``: hunts in a copy of the tree, so that nobody's edits disturb a run."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutation.baseline import DOMAIN, baseline
from tests.mutation.hunt import Hunt, Progress
from tests.mutation.mutants import every_mutant
from tests.mutation.places import Mutant
from tests.mutation.report import described, draft, good, reasons, store, survived_in, survivors, table
from tests.mutation.sample import sampled

ROOT = Path(__file__).parents[2]
REASONS = Path(__file__).with_name("survivors.toml")
STARTED_IN = "REHAB_MUTATION_STARTED_IN"
"""Tells the command in the copy that it is there, and from where its files are named."""


def _file(text: str) -> Path:
    return Path(os.environ.get(STARTED_IN, "."), text).absolute()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the seed of the sample (1)")
    parser.add_argument("--count", type=int, default=600, help="how many mutants (600); 0 for all")
    parser.add_argument("--only", action="append", metavar="FILE", help="only this module, such as rows.py")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="children at a time")
    parser.add_argument("--list", action="store_true", help="print the sample and run nothing")
    parser.add_argument("--json", type=_file, metavar="FILE", help="store the verdicts")
    parser.add_argument(
        "--again", type=_file, metavar="FILE", help="hunt the survivors of a stored run alone"
    )
    parser.add_argument(
        "--without-failing", action="store_true", help="leave out test files that fail before any change"
    )
    parser.add_argument(
        "--draft", type=_file, metavar="FILE", help="write survivors without a reason as TOML"
    )
    return parser.parse_args()


def chosen_mutants(chosen: argparse.Namespace, sources: dict[str, bytes]) -> list[Mutant]:
    found = dict(every_mutant(sources))
    if unknown := set(chosen.only or ()) - set(found):
        raise ValueError(f"There is no {', '.join(sorted(unknown))} in {DOMAIN}. Give a file name there.")
    found = {file: mutants for file, mutants in found.items() if file in (chosen.only or found)}
    if chosen.again:
        keys = survived_in(chosen.again)
        return [one for mutants in found.values() for one in mutants if one.key in keys]
    count = chosen.count or sum(map(len, found.values()))
    return sampled(found, count, chosen.seed)


def run(chosen: argparse.Namespace) -> int:
    sources = {path.name: path.read_bytes() for path in Path(DOMAIN).glob("*.py")}
    mutants = chosen_mutants(chosen, sources)
    if chosen.list:
        print("\n".join(described(one) for one in mutants))
        return 0
    print(f"{len(mutants)} mutants, seed {chosen.seed}. First every test file as it is …", file=sys.stderr)
    tests, failing = baseline(chosen.jobs)
    if failing and not chosen.without_failing:
        raise ValueError(f"Before any change these tests fail: {', '.join(failing)}. Mend them first.")
    if failing:
        print(f"Left out, because they fail before any change: {', '.join(failing)}.", file=sys.stderr)
    verdicts = Hunt(sources, tests, Progress(len(mutants))).run(mutants, chosen.jobs)
    if chosen.json:
        store(chosen.json, verdicts)
    known = reasons(REASONS)
    if chosen.draft:
        chosen.draft.write_text("\n".join(draft(verdicts, known)), encoding="utf-8")
    print("\n".join([*table(verdicts), "", *survivors(verdicts, known)]))
    return 0 if len(verdicts) == len(mutants) and good(verdicts, known) else 1


def run_in_copy() -> int:
    """Run this command again in a copy of the tree, with what lies beside the checkout beside it."""
    with tempfile.TemporaryDirectory(prefix="rehab-mutation-") as folder:
        copy = Path(folder, ROOT.name)
        shutil.copytree(
            ROOT, copy, symlinks=True,
            ignore=shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist"),
        )  # fmt: skip
        # An editable install finds the plans in the checkout; here they are found in the copy.
        (copy / "rehab" / "plans").symlink_to(copy / "plans")
        if (ROOT.parent / "shared").exists():
            Path(folder, "shared").symlink_to(ROOT.parent / "shared")
        environment = {**os.environ, STARTED_IN: str(Path.cwd()), "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "tests.mutation", *sys.argv[1:]]
        with subprocess.Popen(command, cwd=copy, env=environment) as process:
            # Ctrl+C is for the copy: it ends its children and reports what was found.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return process.wait()


def main() -> int:
    chosen = arguments()
    if STARTED_IN not in os.environ:
        return run_in_copy()
    try:
        return run(chosen)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped before any mutant was tried.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
