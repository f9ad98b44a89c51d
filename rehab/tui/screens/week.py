"""Week: this week and the next, exercise by day, with the decision in words."""

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Static

from rehab.actions import week
from rehab.actions.desk import Desk
from rehab.actions.failures import FORESEEN
from rehab.domain.text import clean
from rehab.domain.words import DecisionKind
from rehab.render.week_grid import week_grid
from rehab.render.why_text import why_page
from rehab.render.words import decision_line
from rehab.tui.commands import WEEK, bindings_of
from rehab.tui.dialogs.page import PageDialog
from rehab.tui.screens.place import Place
from rehab.tui.text import plain
from rehab.tui.widgets.banner import Banner


class WeekScreen(Place):
    """The plan of the week in view."""

    place = WEEK
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(WEEK)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shift = 0

    def compose(self) -> ComposeResult:
        """The findings, and below them the plan, scrolled as a whole."""
        yield Banner()
        with VerticalScroll(id="plan"):
            yield Static(plain(""), id="grid")
        yield Footer(show_command_palette=False)
        yield Static(plain("rehab needs 40 columns and 12 rows."), id="tiny")

    def on_mount(self) -> None:
        """Arrow keys up and down scroll at once."""
        self.query_one("#plan").focus()

    def read_facts(self) -> None:
        """Show the week in view and, beside today's, the next below it."""
        names = ("this", "next") if self._shift == 0 else (self._week_name(),)
        pages = []
        for name in names:
            page = self._page(name)
            pages.append(self._text(page))
            self.show_findings(page.findings)
        self.query_one("#grid", Static).update(plain("\n\n".join(pages)))

    def _page(self, name: str) -> week.WeekPage:
        """The plan of a week; it is shown also while the journal cannot be written."""
        try:
            return week.plan(self.desk, name)
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return week.look(self.desk, name)

    def _text(self, page: week.WeekPage) -> str:
        """The plan of a week; under a STOP there is none, only what to do."""
        plan = page.plan
        if plan.decision.kind is not DecisionKind.STOP:
            return week_grid(plan, self.desk.today, max(36, self.size.width - 5))
        which = f"{plan.week.start} to {plan.week.days[-1]}, {plan.phase.title}"
        actions = [clean(one.action) for one in page.findings[:1]]
        return "\n".join([which, decision_line(plan.decision), plan.decision.text, "", *actions])

    def _week_name(self) -> str:
        return str(self.desk.today + timedelta(weeks=self._shift))

    def action_why(self) -> None:
        """The reasons of the week in view."""
        self.show_why(self, self._week_name())

    @staticmethod
    def show_why(place: Place, name: str) -> None:
        """Open the reasons of a week over a place."""
        try:
            why = week.reasons(place.desk, name)
        except FORESEEN as error:
            place.say(str(error), warn=True)
            return
        text = why_page(why.page.plan, why.page.sources, why.what_if, why.course)
        place.app.push_screen(PageDialog(text))

    def action_earlier(self) -> None:
        """The week before."""
        self._go(-1)

    def action_later(self) -> None:
        """The week after, up to next week."""
        self._go(1)

    def action_now(self) -> None:
        """Back to this week."""
        self._go(-self._shift)

    def _go(self, by: int) -> None:
        try:
            week.look(self.desk, str(self.desk.today + timedelta(weeks=self._shift + by)))
        except FORESEEN as error:
            self.say(str(error), warn=True)
            return
        self._shift += by
        self.show_facts()

    def action_back(self) -> None:
        """Back to Today, once."""
        if self.is_active:
            self.app.pop_screen()
