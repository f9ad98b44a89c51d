"""No text that is not a literal reaches a widget except through ``plain``: read from the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rehab.tui

ROOM = Path(rehab.tui.__file__).parent
WIDGETS = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "Markdown",
    "Digits",
}
UPDATES = {"update", "set_content", "write", "write_line", "add_row", "add_column", "add_option"}
TITLES = {"title", "sub_title", "border_title", "border_subtitle", "tooltip", "label", "placeholder"}


def faults(source: str) -> list[str]:
    """What in a module could give text to a widget as markup."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}" for node in ast.walk(ast.parse(source)) if _is_fault(node)
    ]


def _is_fault(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return _is_faulty_call(node)
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        titled = any(isinstance(t, ast.Attribute) and t.attr in TITLES for t in targets)
        return titled and not _is_shown_safely(node.value)
    return False


def _is_faulty_call(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    keywords = {word.arg: word.value for word in call.keywords}
    if name == "notify":
        return not _is_false(keywords.get("markup"))
    if name in ("OptionList", "SelectionList") and not _is_false(keywords.get("markup")):
        return True
    if name in ("from_markup", "from_rich_text", "escape"):
        return True
    if "tooltip" in keywords and not isinstance(keywords["tooltip"], ast.Constant):
        return True
    if name in WIDGETS or name in UPDATES:
        first = [*call.args[:1], *(keywords[k] for k in ("content", "renderable", "prompt") if k in keywords)]
        return not all(_is_shown_safely(value) for value in first)
    return False


def _is_false(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def _is_shown_safely(value: ast.expr | None) -> bool:
    if value is None or isinstance(value, ast.Constant):
        return True
    # What an ``Option`` is made from is looked at where it is made.
    return (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id in ("plain", "Option")
    )


def modules() -> Iterator[Path]:
    yield from sorted(ROOM.rglob("*.py"))


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(ROOM)))
def test_no_text_reaches_a_widget_as_markup(path: Path) -> None:
    assert faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "Static(text)",
        "Label(f'{name}')",
        "Button(self.name, id='x')",
        "Option('a' + note)",
        "widget.update(note)",
        "widget.update(content=note)",
        "self.notify(note)",
        "self.notify('x')",
        "self.notify(note, markup=True)",
        "OptionList(id='lines')",
        "self.border_title = note",
        "self.title = f'{note}'",
        "Static(plain('x'), tooltip=note)",
        "Content.from_markup(note)",
        "Static(clean(note))",
    ],
)
def test_the_reader_sees_what_is_unsafe(source: str) -> None:
    assert faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "Static('x')",
        "Static(plain(note), id='x')",
        "widget.update(plain(note))",
        "self.notify(note, markup=False)",
        "OptionList(id='lines', markup=False)",
        "Option(plain(line.text))",
        "self.title = 'rehab'",
    ],
)
def test_the_reader_lets_pass_what_is_safe(source: str) -> None:
    assert faults(source) == []
