"""The clearance form: what a clinician found, and who says so."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from rehab.actions.clearances import clear
from rehab.actions.desk import Desk
from rehab.actions.refusals import Refused
from rehab.domain.diary import Clearance
from rehab.domain.findings import Finding
from rehab.domain.limits import NAME_MAX
from rehab.tui.dialogs.form import Form
from rehab.tui.widgets.choice_input import ChoiceInput
from rehab.tui.widgets.text_input import TextInput

_TOLD = ("a clinician told me", "I am the clinician")


class ClearanceDialog(Form[Clearance]):
    """Records a clinician's answer to one finding. Nothing but this ends a finding."""

    hint = "Enter saves · Tab next · ← → or click change who tells · Esc leaves without saving"

    def __init__(self, desk: Desk, found: Finding) -> None:
        super().__init__()
        self._desk, self._found = desk, found
        self.heading = f"What a clinician found about {found.id}: {found.text}"

    def fields(self) -> Iterator[tuple[str, Widget]]:
        """Name, role, what was found, and who tells it."""
        yield "Clinician's name", TextInput(id="by", max_length=NAME_MAX)
        yield "Role, such as doctor", TextInput(id="role", max_length=NAME_MAX)
        yield "What was found", TextInput(id="found")
        yield "Who tells it", ChoiceInput(_TOLD, id="told")

    def save(self) -> Clearance:
        """Record the clearance. Raises Refused while a field is empty or the finding is not open."""
        fields = {name: self.query_one(f"#{name}", Input) for name in ("by", "role", "found")}
        empty = next((field for field in fields.values() if not field.value.strip()), None)
        if empty is not None:
            empty.focus()
            raise Refused("A clearance needs a name, a role and what was found. Fill the empty field.")
        return clear(
            self._desk,
            self._found.id,
            by=fields["by"].value,
            role=fields["role"].value,
            text=fields["found"].value,
            told_by_patient=self.query_one("#told", ChoiceInput).chosen == 0,
        )
