"""An error that nobody foresaw ends with code 1 and one line, without a word of the patient's."""

import pytest
from textual.app import App

from rehab.actions import daily
from rehab.actions.desk import Desk
from rehab.store.troubles import Missing
from rehab.tui.app import RehabApp, run_app

CANARY = "canary-9d1f my knee"


def crash(*_: object, note: str = CANARY, **__: object) -> None:
    told = f"a local value: {note}"
    raise RuntimeError(told)


def run_headless(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Make ``App.run`` press keys without a terminal, otherwise as it is."""
    run = App.run

    def pressing(self: App[int], **_: object) -> int | None:
        async def press(pilot: object) -> None:
            for key in keys:
                await pilot.press(key)  # type: ignore[attr-defined]

        return run(self, headless=True, auto_pilot=press)

    monkeypatch.setattr(App, "run", pressing)


def test_a_crash_ends_with_one_and_tells_no_value(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(daily, "done", crash)
    run_headless(monkeypatch, "d")
    assert run_app(desk) == 1
    out, err = capfd.readouterr()
    said = out + err
    assert "rehab: Something went wrong (RuntimeError in test_crash.py line" in said
    assert "is still stored" in said
    for leak in (CANARY, "canary", "Traceback", "told", "╭", "locals"):
        assert leak not in said


def test_a_diary_that_goes_away_ends_with_its_own_words(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> None:
        raise Missing

    monkeypatch.setattr("rehab.actions.week.agenda", gone)
    run_headless(monkeypatch)
    assert run_app(desk) == Missing.exit_code
    out, err = capfd.readouterr()
    assert Missing.said in out + err
    assert "Traceback" not in out + err


def test_quitting_ends_with_zero_and_says_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    run_headless(monkeypatch, "q")
    assert run_app(desk) == 0
    assert capfd.readouterr().err == ""


async def test_textual_still_calls_what_we_replaced(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "done", crash)
    app = RehabApp(desk)

    async def press() -> None:
        async with app.run_test() as pilot:
            await pilot.press("d")
            await pilot.pause()

    with pytest.raises(RuntimeError, match="canary"):
        await press()
    assert app.return_code == 1
    assert app._exit_renderables == []
