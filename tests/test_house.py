"""The house keeps its order: who imports whom, how large a room is, and what no text may promise."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from rehab.actions.demo import make_demo

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "rehab"
MODULES = sorted(HOUSE.rglob("*.py"))
MAY_IMPORT = {
    "domain": set(),
    "render": {"domain"},
    "readers": {"domain"},
    "store": {"domain"},
    "actions": {"store", "readers", "render", "domain"},
    "cli": {"actions", "store", "readers", "render", "domain"},
    "tui": {"actions", "store", "readers", "render", "domain"},
}
"""Which rooms a room may import from, itself aside."""
OPENS_SCREENS = r"rehab/cli/start\.py:\d+ rehab\.tui\.app\.run_app"
"""``rehab`` alone opens the screens; the import stands inside its function, so that no verb pays for it."""
ONLY_IN = {
    "sqlmodel": "store",
    "sqlalchemy": "store",
    "alembic": "store",
    "sqlite3": "store",
    "textual": "tui",
    "rich": "tui",
}
CLOCKS = {
    *("date.today", "datetime.now", "datetime.today", "datetime.utcnow"),
    *("time.time", "time.time_ns", "time.localtime", "time.monotonic"),
    *("pendulum.now", "pendulum.today", "pendulum.tomorrow", "pendulum.yesterday"),
}
BELOW_ACTIONS = ("domain", "store", "readers", "render")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
MODULE_LINES, FUNCTION_LINES = 300, 50
BANNED = re.compile(r"\bsafe(ly|ty|r|st)?\b|\ball clear\b|\bnothing serious\b|\bprevents?\b", re.IGNORECASE)
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|#\s*type:\s*ignore(?!\[)")


Defined = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    inside = path.relative_to(HOUSE).parts
    return inside[0] if len(inside) > 1 else ""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every imported module with its line, names of packages' modules included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def test_every_room_is_known() -> None:
    assert {room_of(path) for path in MODULES} <= {"", *MAY_IMPORT}


def test_imports_go_from_top_to_bottom_only() -> None:
    wrong = []
    for path in MODULES:
        room = room_of(path)
        for line, target in imported(path):
            parts = target.split(".")
            other = parts[1] if parts[0] == "rehab" and len(parts) > 1 else ""
            if other in MAY_IMPORT and room and other not in MAY_IMPORT[room] | {room}:
                wrong.append(f"{name_of(path)}:{line} {target}")
    allowed = [found for found in wrong if re.fullmatch(OPENS_SCREENS, found)]
    assert len(allowed) <= 1, "one door leads from the shell to the screens"
    assert [found for found in wrong if found not in allowed] == []


def test_the_domain_knows_the_standard_library_pendulum_and_itself() -> None:
    allowed = {*sys.stdlib_module_names, "pendulum"}
    rooms = [path for path in MODULES if room_of(path) == "domain"]
    wrong = [
        f"{name_of(path)}:{line} {target}"
        for path in rooms
        for line, target in imported(path)
        if target.split(".")[0] not in allowed and not target.startswith("rehab.domain")
    ]
    files = {"sqlite3", "os", "pathlib", "io", "shutil", "tempfile", "socket", "subprocess"}
    wrong += [f"{name_of(path)} {t}" for path in rooms for _, t in imported(path) if t.split(".")[0] in files]
    assert wrong == []


def test_only_the_store_knows_sql_and_only_the_tui_the_screen() -> None:
    wrong = [
        f"{name_of(path)}:{line} {target}"
        for path in MODULES
        for line, target in imported(path)
        if ONLY_IN.get(target.split(".")[0], room_of(path)) != room_of(path)
    ]
    assert wrong == []


def loaded_by(code: str) -> set[str]:
    """The packages in ``sys.modules``, and those in them, after a fresh interpreter has run ``code``."""
    ending = (
        "\nimport sys; print('\\n'.join({'.'.join(m.split('.')[:n]) for m in sys.modules for n in (1, 2)}))"
    )
    argv = [sys.executable, "-c", code + ending]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def command(*argv: str) -> str:
    return f"import sys, contextlib, io\nfrom rehab.cli.main import main\nwith contextlib.redirect_stdout(io.StringIO()):\n    code = main({argv!r})\n"  # noqa: E501


def test_the_whole_domain_loads_neither_sql_nor_screen() -> None:
    names = [path.stem for path in MODULES if room_of(path) == "domain" and path.stem != "__init__"]
    code = "\n".join(["import rehab.domain", *(f"import rehab.domain.{name}" for name in names)])
    rooms = {f"rehab.{room}" for room in MAY_IMPORT if room != "domain"}
    assert not loaded_by(code) & {*ONLY_IN, *rooms, "pydantic"}


def test_the_version_loads_neither_sql_nor_screen() -> None:
    found = loaded_by(command("--version") + "assert code == 0")
    assert not found & {
        *ONLY_IN,
        "platformdirs",
        "pendulum",
        "argparse",
        "pydantic",
        "rehab.actions",
        "rehab.store",
    }


def test_the_version_by_module_is_the_packages() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "rehab", "--version"],
        capture_output=True, text=True, check=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert re.fullmatch(r"rehab \d+\.\d+\.\d+\S*\n", done.stdout)
    assert not re.search(r"\b(textual|sqlmodel|sqlalchemy)\b", done.stderr)


def test_no_verb_of_the_shell_loads_screens_or_migrations(tmp_path: Path) -> None:
    diary = str(tmp_path / "diary.sqlite")
    make_demo(Path(diary), "steady", 6, date(2026, 3, 20)).database.close()
    verbs = (
        ("today",), ("volume",), ("plan",), ("why",), ("history",),
        ("log", "swim", "500m", "--outside"), ("morning", "1"), ("rest",), ("undo",), ("export",),
    )  # fmt: skip
    code = "import os; os.environ['REHAB_TODAY'] = '2026-03-20'\n"
    for verb in verbs:
        code += command(*verb, "--diary", diary) + f"assert code in (0, 10), {verb}\n"
    assert not loaded_by(code) & {"textual", "rich", "alembic", "rehab.tui"}


def test_no_clock_is_read_below_the_actions() -> None:
    wrong = []
    for path in MODULES:
        if room_of(path) not in BELOW_ACTIONS:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                if ".".join(called.split(".")[-2:]) in CLOCKS:
                    wrong.append(f"{name_of(path)}:{node.lineno} {called}")
            if isinstance(node, ast.ImportFrom) and node.module in ("time", "pendulum"):
                names = {f"{node.module}.{alias.name}" for alias in node.names}
                wrong += [f"{name_of(path)}:{node.lineno} {name}" for name in names & CLOCKS]
    assert wrong == []


def test_no_module_has_a_vague_name() -> None:
    words = {name_of(path): set(name_of(path).removesuffix(".py").split("/")) for path in MODULES}
    assert [name for name, parts in words.items() if parts & VAGUE] == []


def test_modules_and_functions_stay_small() -> None:
    large = []
    for path in MODULES:
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES:
            large.append(f"{name_of(path)}: {lines} lines")
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first, last = node.lineno, node.end_lineno or node.lineno
                if last - first + 1 > FUNCTION_LINES:
                    large.append(f"{name_of(path)}:{first} {node.name}: {last - first + 1} lines")
    assert large == []


def public_nodes(body: list[ast.stmt]) -> Iterator[Defined]:
    for node in body:
        if isinstance(node, Defined) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public_nodes(node.body)


def is_signature(node: Defined) -> bool:
    """Whether only ``...`` stands in it: a member of a protocol, which its class explains."""
    return [ast.unparse(step) for step in node.body] == ["..."]


def test_every_public_thing_says_what_it_is() -> None:
    silent = [name_of(path) for path in MODULES if not ast.get_docstring(tree(path))]
    silent += [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in public_nodes(tree(path).body)
        if not ast.get_docstring(node) and not is_signature(node)
    ]
    assert silent == []


def test_nothing_is_left_unfinished_or_silenced() -> None:
    found = [
        f"{name_of(path)}:{n}"
        for path in [*MODULES, *sorted((ROOT / "plans").glob("*.toml"))]
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_no_failure_is_swallowed() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(step, ast.Pass) for step in node.body)
    ]
    assert found == []


def test_the_package_list_names_every_package_and_no_other() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    real = {".".join(path.parent.relative_to(ROOT).parts) for path in HOUSE.rglob("__init__.py")}
    bare = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    assert listed == real | bare | {"rehab.plans"}


def spoken(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that could reach a person: its literals, docstrings aside."""
    silent = {
        id(node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def is_the_list_itself(path: Path, text: str) -> bool:
    """The words by which a programme file is checked have to be written down somewhere."""
    from rehab.domain.programme_lints import BANNED as LINTED

    return path.name == "programme_lints.py" and text in LINTED


def test_no_text_promises_what_no_program_can() -> None:
    found = [
        f"{name_of(path)}:{line} {text[:60]}"
        for path in MODULES
        for line, text in spoken(path)
        if BANNED.search(text) and not text.isidentifier() and not is_the_list_itself(path, text)
    ]
    files = [*(ROOT / "plans").glob("*.toml"), *ROOT.glob("*.md"), *HOUSE.rglob("*.md")]
    found += [
        f"{name_of(path)}:{n} {line[:60]}"
        for path in sorted(files)
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BANNED.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("text", ["It is Safe.", "All clear", "nothing serious", "prevents injury", "safely"])
def test_the_scan_finds_what_it_looks_for(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize("text", ["unsafe_hash", "safe_load", "still stored", "prevented", "failsafe"])
def test_the_scan_leaves_other_words_alone(text: str) -> None:
    assert not BANNED.search(text)
