"""Today: what is due and left, the morning digit, and logging in seconds."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from rehab.actions import daily, days, week
from rehab.actions.desk import Desk
from rehab.actions.events import Recorded
from rehab.actions.failures import FORESEEN
from rehab.actions.plans import screening
from rehab.actions.screen import Screened, questionnaire
from rehab.domain.agenda import Agenda
from rehab.domain.diary import Morning
from rehab.domain.findings import Finding
from rehab.domain.screen_due import ScreenDue, screen_due
from rehab.domain.words import Urgency
from rehab.render.day_lines import DayLine, day_lines
from rehab.render.day_text import day_head, day_tail
from rehab.render.words import day_text, urgency_text
from rehab.tui.commands import TODAY, bindings_of
from rehab.tui.dialogs.event import EventDialog
from rehab.tui.dialogs.log import LogDialog
from rehab.tui.dialogs.measures import MeasuresDialog
from rehab.tui.dialogs.morning import MorningDialog
from rehab.tui.dialogs.screen import QuestionDialog
from rehab.tui.screens.place import Place
from rehab.tui.screens.week import WeekScreen
from rehab.tui.text import plain
from rehab.tui.widgets.banner import Banner
from rehab.tui.widgets.line_list import LineList


class TodayScreen(Place):
    """One day of the diary."""

    place = TODAY
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(TODAY),
        *(Binding(digit, f"digit({digit})", show=False, priority=True) for digit in "0123456789"),
    ]

    def __init__(self, desk: Desk, *, demo: bool = False) -> None:
        super().__init__(desk)
        self._demo = demo
        self._day = desk.today
        self._seen: set[str] = set()
        self._lines: tuple[DayLine, ...] = ()
        self._agenda: Agenda | None = None

    def compose(self) -> ComposeResult:
        """Findings, head, lines, tail."""
        yield Banner()
        yield Static(plain(""), id="head")
        yield LineList(id="lines")
        yield Static(plain(""), id="tail")
        yield Footer(show_command_palette=False)
        yield Static(plain("rehab needs 40 columns and 12 rows."), id="tiny")

    def read_facts(self) -> None:
        """Read the diary and show the day."""
        diary, agenda, found = week.today(self.desk, self._day)
        self._agenda = agenda
        self.show_findings(found)
        title = day_head(agenda, diary.person, demo=self._demo).split("\n")
        title[1:1] = _due_lines(screen_due(screening(), diary, self.desk.today))
        self.query_one("#head", Static).update(plain("\n".join(title)))
        self._show_lines(agenda)
        self.query_one("#tail", Static).update(plain("\n".join(day_tail(agenda))))
        self._show_new_emergency(found)

    def _show_new_emergency(self, found: Sequence[Finding]) -> None:
        """Fill the screen with an emergency at the start, and whenever one was raised since."""
        urgent = {entry for one in found if one.urgency is Urgency.EMERGENCY for entry in one.entries}
        if urgent - self._seen:
            self.show_emergency(found)
        self._seen = urgent

    def _show_lines(self, agenda: Agenda) -> None:
        lines = self.query_one("#lines", LineList)
        selected = lines.highlighted
        self._lines = day_lines(agenda, max(36, self.size.width - 4))
        lines.clear_options()
        lines.add_options([Option(plain(line.text)) for line in self._lines])
        if not self._lines:
            lines.add_option(Option(plain("No exercise on this day. ← → change the day."), disabled=True))
            return
        first = next((n for n, line in enumerate(self._lines) if line.open), 0)
        keep = selected is not None and selected < len(self._lines) and self._lines[selected].open
        lines.highlighted = selected if keep else first

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a line logs it."""
        event.stop()
        if self.is_active:
            await self.action_log()

    def action_digit(self, score: int) -> None:
        """A digit gives this morning's pain while it is not given yet."""
        known = self._agenda and self._agenda.morning and self._agenda.morning.score is not None
        if known:
            self.say("The morning is given. Press m to change it.")
            return
        self._run(lambda: days.morning(self.desk, Morning("", self._day, score)))

    def _run(self, act: Callable[[], daily.Logged]) -> None:
        try:
            logged = act()
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        self._logged(logged)

    def _logged(self, logged: daily.Logged | None) -> None:
        if logged is not None:
            for notice in logged.notices:
                self.say(notice, warn=True)
            if not logged.notices:
                self.say(f"Saved for {day_text(logged.entries[0].day)}. u takes it back.")
        self.show_facts()

    async def action_log(self) -> None:
        """Open the log form for the selected line."""
        number = self.query_one("#lines", LineList).highlighted
        if number is None or number >= len(self._lines):
            self.say("No exercise is selected.")
            return
        line = self._lines[number]
        await self.app.push_screen(LogDialog(self.desk, line.exercise, line.sides, self._day), self._logged)

    async def action_morning(self) -> None:
        """Open the morning form."""
        await self.app.push_screen(MorningDialog(self.desk, self._day), self._logged)

    async def action_event(self) -> None:
        """Open the treatment form."""
        await self.app.push_screen(EventDialog(self.desk, self._day), self._recorded)

    def _recorded(self, done: Recorded | None) -> None:
        if done is None:
            return
        self.say(f"Saved for {day_text(done.event.day)}. u takes it back.")
        for one in done.raised:
            self.say(f"{urgency_text(one.urgency)}: {one.text}", warn=True)
        self.show_facts()

    async def action_measures(self) -> None:
        """Open the outcome measures."""
        await self.app.push_screen(MeasuresDialog(self.desk, self._day))

    async def action_screen(self) -> None:
        """Ask the questions about serious causes."""
        try:
            asking = questionnaire(self.desk)
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        await self.app.push_screen(QuestionDialog(self.desk, asking), self._screened)

    def _screened(self, result: Screened | None) -> None:
        """Say what was stored; an emergency that is open fills the screen again, whoever raised it."""
        if result is None:
            return
        self._seen = set()
        self.show_facts()
        if any(one.urgency is Urgency.EMERGENCY for one in result.open):
            return
        if result.open:
            self.say("The answers are stored. f shows what is open.", warn=True)
        else:
            self.say(f"The answers are stored. {result.advice}", warn=True)

    def action_done(self) -> None:
        """Log all that is due as prescribed, without scores."""
        self._run(lambda: daily.done(self.desk, day=self._day))

    def action_rest(self) -> None:
        """Log a rest day."""
        self._run(lambda: days.rest(self.desk, day=self._day))

    async def action_week(self) -> None:
        """Go to the plan."""
        await self.app.push_screen(WeekScreen(self.desk))

    def action_why(self) -> None:
        """Why the week is as it is."""
        WeekScreen.show_why(self, "this" if self._day == self.desk.today else str(self._day))

    def action_earlier(self) -> None:
        """The day before."""
        self._go(self._day - timedelta(days=1))

    def action_later(self) -> None:
        """The day after, up to today."""
        self._go(self._day + timedelta(days=1))

    def action_now(self) -> None:
        """Back to today."""
        self._go(self.desk.today)

    def _go(self, day: date) -> None:
        if day <= self.desk.today:
            self._day = day
            self.show_facts()


def _due_lines(due: ScreenDue | None) -> list[str]:
    """One line for a screen that is due, with its key."""
    if due is None:
        return []
    return [f"Press s: {'all' if due.full else 'the'} questions about serious causes are due."]
