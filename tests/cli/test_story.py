"""The README's example, typed as it stands there, goes from nothing to a printed plan."""

import re
import shlex

import pytest

from tests.cli.shell import ROOT, STOPPED_WELL, Shell, Told


def commands() -> tuple[str, list[list[str]]]:
    """The profile that the example writes, and its commands."""
    text = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```sh\n(cat > profile\.json.*?)```", text, re.DOTALL)
    written, rest = re.fullmatch(r"cat > profile\.json <<'END'\n(.*?)END\n(.*)", block, re.DOTALL).groups()  # type: ignore[union-attr]
    lines = rest.replace("\\\n", " ").strip().splitlines()
    return written, [shlex.split(line) for line in lines]


@pytest.fixture
def told(nobody: Shell) -> list[Told]:
    written, typed = commands()
    (nobody.diary.parent / "profile.json").write_text(written)
    found = []
    for words in typed:
        assert words[0] == "rehab"
        if "|" in words:
            assert words[1:] == ["screen", "--template", "|", "sed", "s/null/false/", ">", "screen.json"]
            template = nobody.ok("screen", "--template").out
            (nobody.diary.parent / "screen.json").write_text(template.replace("null", "false"))
            continue
        found.append(nobody(*words[1:]))
    return found


def test_the_example_ends_with_a_plan(nobody: Shell, told: list[Told]) -> None:
    assert all(one.code in STOPPED_WELL for one in told)
    assert len(told) >= 5
    assert "plan for 2026-03-09 to 2026-03-15" in told[-1].out
    assert "→" in told[-1].out
    plan = nobody.ok("plan", "--week", "next", "--json").json
    assert plan["exercises"]
    assert all(e["planned"] <= e["limit"] for e in plan["exercises"])


def test_a_whole_week_then_the_next_plan(nobody: Shell, told: list[Told]) -> None:
    for day in range(3, 9):
        nobody.ok("--today", f"2026-03-0{day}", "morning", "1")
    for day in (4, 6):
        nobody.ok("--today", f"2026-03-0{day}", "done", "--pain", "1/2/1")
    page = nobody.ok("--today", "2026-03-09", "plan")
    assert "PROGRESS: a little more (P13)" in page.out
    plan = nobody.ok("--today", "2026-03-09", "plan", "--json").json
    for item in plan["exercises"]:
        assert item["reference"] == item["entry"]
        assert item["cap"] == item["reference"] * 110 // 100 // item["step"] * item["step"]
        assert item["planned"] <= item["cap"]
    assert "provisional" in nobody.ok("--today", "2026-03-09", "plan", "--week", "next", "--json").out
