"""The real program in a real pseudo-terminal: what is written to it, and what is left of it at the end."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rehab.actions.daily import Felt, log
from rehab.actions.desk import Desk
from tests.tui.conftest import TODAY
from tests.tui.test_hostile import set_up

PAYLOAD = "\x1b]52;c;cm0gLXJmIH4=\x07"
LEFT_ON = (b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h")
"""What a program that used the other screen, the mouse and a hidden cursor must write at its end."""


class Terminal:
    """``rehab`` under a pseudo-terminal of 80×24."""

    def __init__(self, *arguments: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("REHAB_")}
        environment |= {"TERM": "xterm-256color", "REHAB_TODAY": str(TODAY), "TEXTUAL_ANIMATIONS": "none"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rehab", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0),
            close_fds=True,
        )
        self.slave = slave
        self.output = b""

    def hang_up(self) -> None:
        """Close the window: the terminal itself goes away."""
        os.close(self.slave)
        os.close(self.master)
        self.slave = self.master = -1

    def read_until(self, found: Callable[[bytes], bool], seconds: float = 30) -> None:
        """Read what is written until it holds something."""
        end = time.monotonic() + seconds
        while not found(self.output):
            assert time.monotonic() < end, self.output[-2000:]
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
            elif self.process.poll() is not None:
                break

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def end(self) -> int:
        """Wait for the end and give the exit code."""
        self.read_until(lambda _: self.process.poll() is not None)
        while select.select([self.master], [], [], 0.2)[0]:
            self.output += os.read(self.master, 65536)
        return self.process.wait(timeout=10)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.master >= 0:
            self.hang_up()

    def is_restored(self) -> None:
        for code in LEFT_ON:
            assert code in self.output, code
        assert self.output.rindex(b"\x1b[?1049l") > self.output.rindex(b"\x1b[?1049h")
        assert termios.tcgetattr(self.slave)[:4] == self.before[:4]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    path = tmp_path / "diary.db"
    desk = set_up(path, f"Sam [/] {PAYLOAD}")
    log(desk, f"swim {PAYLOAD}", "3x8", outside=True, felt=Felt(note=f"note {PAYLOAD} [@click=app.quit]x[/]"))
    desk.database.close()
    return path


def shown(terminal: Terminal, text: str) -> None:
    terminal.read_until(lambda output: text.encode() in output)


def test_no_foreign_escape_reaches_the_terminal_and_q_gives_it_back(hostile: Path) -> None:
    terminal = Terminal("--diary", str(hostile))
    try:
        shown(terminal, "swim")
        terminal.type(b"l\r32\r")
        shown(terminal, "Saved")
        terminal.type(b"uw")
        shown(terminal, "because")
        terminal.type(b"qq")
        assert terminal.end() == 0
        assert b"\x1b]52" not in terminal.output
        assert b"cm0gLXJmIH4=" in terminal.output, "the text itself is shown"
        terminal.is_restored()
        assert b"Traceback" not in terminal.output
    finally:
        terminal.close()


@pytest.mark.heavy
def test_what_was_typed_ahead_in_a_terminal_is_stored(desk: Desk) -> None:
    terminal = Terminal("--diary", str(desk.database.path))
    try:
        shown(terminal, "Easy walking")
        terminal.type(b"\x1b[Bl\r32\r1q")
        assert terminal.end() == 0
    finally:
        terminal.close()
    squats = desk.diary().bouts[-2:]
    assert [(b.exercise, b.day, b.pain_during, b.pain_after) for b in squats] == [
        ("split-squat", TODAY, 3, 2)
    ] * 2
    assert desk.diary().morning_by_day[TODAY].score == 1


@pytest.mark.parametrize(
    "ending",
    [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.heavy)],
    ids=lambda ending: ending.name,
)
def test_a_signal_gives_the_terminal_back(desk: Desk, ending: signal.Signals) -> None:
    terminal = Terminal("--diary", str(desk.database.path))
    try:
        shown(terminal, "Easy walking")
        terminal.process.send_signal(ending)
        assert terminal.end() == 128 + ending
        terminal.is_restored()
        assert b"Traceback" not in terminal.output
    finally:
        terminal.close()


@pytest.mark.heavy
def test_a_window_that_is_closed_ends_the_program(desk: Desk) -> None:
    terminal = Terminal("--diary", str(desk.database.path))
    try:
        shown(terminal, "Easy walking")
        terminal.hang_up()
        terminal.process.wait(timeout=20)
    finally:
        terminal.close()
