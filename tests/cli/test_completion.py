"""completion: made from the parser, valid in each shell, and it completes."""

import shutil
import subprocess

import pytest

from tests.cli.shell import Shell
from tests.cli.test_everywhere import VERBS


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_verb_and_option_is_completed(nobody: Shell, shell: str) -> None:
    script = nobody.ok("completion", shell).out
    for word in (*VERBS, "--stiffness", "--map", "--story", "phase", "check", "zsh"):
        assert word in script, word
    assert script == nobody.ok("completion", shell).out


def test_an_unknown_shell_is_refused(nobody: Shell) -> None:
    nobody.refused("completion", "tcsh")
    nobody.refused("completion")


@pytest.mark.parametrize(("shell", "flags"), [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])])
def test_the_script_is_valid(nobody: Shell, shell: str, flags: list[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed here")
    script = nobody.ok("completion", shell).out
    done = subprocess.run(
        [program, *flags, "/dev/stdin"], input=script, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("rehab mo", {"morning"}),
        ("rehab morning --st", {"--stiffness"}),
        ("rehab demo --", {"--diary", "--help", "--patient", "--story", "--to", "--today", "--weeks"}),
        ("rehab programme ch", {"check"}),
        ("rehab physio ph", {"phase"}),
        ("rehab completion z", {"zsh"}),
        ("rehab --ver", {"--version"}),
        ("rehab xyz", set()),
    ],
)
def test_bash_completes(nobody: Shell, typed: str, wanted: set[str]) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed here")
    words = typed.split(" ")
    driver = (
        nobody.ok("completion", "bash").out
        + f"\nCOMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n_rehab\n"
        + 'printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run([bash], input=driver, text=True, capture_output=True, check=True)
    assert set(done.stdout.split()) == wanted
