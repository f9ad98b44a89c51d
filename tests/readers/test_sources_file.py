"""The bibliography file: keys, marks, and faults at their lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehab.domain.programmes import Source
from rehab.readers.sources_file import ProgrammeFault, read_sources

GOOD = """format = 1

[[source]]
key = "BUIST08"
cite = "Buist 2008"
mark = "published"

[[source]]
key = "project-rule"
cite = "Project rule"
mark = "project rule"
"""


def test_a_good_file_gives_its_sources_by_key() -> None:
    assert read_sources(GOOD, "s.toml") == {
        "BUIST08": Source("BUIST08", "Buist 2008", "published"),
        "project-rule": Source("project-rule", "Project rule", "project rule"),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'mark = "published"',
            'mark = "publishd"',
            "s.toml:6: field `source.mark`: found “publishd”; allowed published, secondary, unverified, "
            "project rule; did you mean “published”?",
        ),
        (
            'cite = "Buist 2008"',
            'site = "Buist 2008"',
            "s.toml:5: field `source.site`: found the unknown key “site”; allowed key, cite, mark; "
            "did you mean “cite”?",
        ),
        (
            '"project-rule"',
            '"BUIST08"',
            "s.toml:9: field `source.key`: found “BUIST08” a second time; allowed each key once",
        ),
        (
            '"BUIST08"',
            '"BUIST 08"',
            "s.toml:4: field `source.key`: found “BUIST 08”; allowed 2 to 60 characters out of A-Za-z0-9-",
        ),
        ("format = 1", "format = 2", "s.toml:1: field `format`: found 2; allowed 1"),
    ],
)
def test_each_fault_names_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(ProgrammeFault) as caught:
        read_sources(GOOD.replace(old, new), "s.toml")
    assert message in str(caught.value).split("\n")


def test_a_file_of_nothing_but_faults_is_told_in_time() -> None:
    text = "format = 1\n" + "".join(f"[[source]]\nk{n} = 1\n" for n in range(900))
    with pytest.raises(ProgrammeFault) as caught:
        read_sources(text, "s.toml")
    assert len(caught.value.faults) == 200


def test_control_characters_are_replaced() -> None:
    text = GOOD.replace("Buist 2008", "Buist\\u001b]52;c;x\\u0007")
    assert "\x1b" not in read_sources(text, "s.toml")["BUIST08"].cite


@given(st.text())
def test_arbitrary_text_is_refused(text: str) -> None:
    with pytest.raises(ProgrammeFault):
        read_sources("format = 1\n" + text, "s.toml")
