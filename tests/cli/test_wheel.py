"""The wheel holds everything that the program reads, and finds it as an editable install does."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.cli.shell import ROOT

pytestmark = pytest.mark.heavy


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of a copy of the sources, so that building leaves nothing behind in them."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("rehab", "plans"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    argv = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "-q", "-w", "made"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("made/rehab-*.whl")
    return found


def test_the_wheel_holds_what_is_read(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source in [*(ROOT / "rehab").rglob("*"), *(ROOT / "plans").glob("*.toml")]:
        if source.suffix in (".py", ".tcss", ".md", ".toml", ".mako", ".typ"):
            inside = source.relative_to(ROOT)
            name = str(inside) if inside.parts[0] == "rehab" else f"rehab/{inside}"
            assert name in names, name
    assert not [name for name in names if name.startswith(("tests", "plans/"))]


def test_an_installed_wheel_finds_its_plans(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True)
    python = tmp_path / "env" / "bin" / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    target = subprocess.run(
        [str(python), "-c", asked], text=True, capture_output=True, check=True
    ).stdout.strip()
    argv = [sys.executable, "-m", "pip", "install", "--no-deps", "-q", "--target", target, str(wheel)]
    subprocess.run(argv, check=True, capture_output=True)
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join([target, sysconfig.get_path("purelib")]),
        "REHAB_DIARY": str(tmp_path / "diary.db"),
        "REHAB_TODAY": "2026-03-04",
    }

    def run(*argv: str) -> str:
        done = subprocess.run(
            [str(python), "-m", "rehab", *argv],
            env=env,
            cwd=tmp_path,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode in (0, 3), done.stderr
        return done.stdout

    where = subprocess.run(
        [str(python), "-c", "import rehab; print(rehab.__file__)"],
        env=env,
        cwd=tmp_path,
        text=True,
        capture_output=True,
        check=True,
    )
    assert where.stdout.startswith(target)
    assert "psoas-settle-strengthen" in run("programme", "list")
    assert run("demo").startswith("Demo Patient")
    run("init", "--yes", "--name", "Sam", "--born", "1990-05-01", "--side", "left")
    assert "PAUSE" in run("plan")
