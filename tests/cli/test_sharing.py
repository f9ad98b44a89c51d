"""From the patient's diary to the clinic's caseload and back, by files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shell import TODAY, Shell, init_flags
from tests.tiers import each

KIM = ("--by", "Kim Lee", "--role", "physiotherapist")


@pytest.fixture
def clinic(tmp_path: Path) -> tuple[str, str]:
    """The options that name the clinic's diary, which is not there yet."""
    return "--diary", str(tmp_path / "clinic" / "caseload.db")


def share(sam: Shell, tmp_path: Path, name: str, *options: str) -> str:
    path = tmp_path / f"{name}.rehab"
    sam.ok(*options, "export", "--format", "share", "-o", str(path))
    return str(path)


def at(clinic: tuple[str, str], sam: Shell) -> Shell:
    """The shell of the clinic's diary, which sees to it that a refusal leaves every byte as it was."""
    return Shell(Path(clinic[1]), sam.capsys)


def head(sam: Shell, *options: str) -> str:
    return str(sam.ok(*options, "history", "--json").json["revisions"][-1]["hash"])


def test_share_amend_and_share_again_brings_only_the_new_revisions(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    sam.ok("morning", "2")
    entry = sam.logged("log", "bridge", "3x12")
    first = sam.ok(*clinic, "import", share(sam, tmp_path, "one"), "--json").json
    count = len(sam.ok("history", "--json").json["revisions"])
    assert set(first[0]) == {
        *("file", "format", "patient", "name", "born", "added", "already_there", "head", "dry_run"),
    }
    assert (first[0]["format"], first[0]["name"], first[0]["added"]) == ("share", "Sam Sample", count)
    sam.ok("amend", entry, "dose=3x11", "--reason", "miscounted")
    second = share(sam, tmp_path, "two")
    seen = sam.ok(*clinic, "import", second, "--dry-run")
    assert f"Sam Sample, born 1990; 1 revision would be added, {count} already there." in seen.out
    for added in (1, 0):
        told = sam.ok(*clinic, "import", second, "--json").json[0]
        assert (told["added"], told["already_there"]) == (added, count + 1 - added)
        assert told["head"] == head(sam) == head(sam, *clinic)
    assert "Sam Sample, born 1990" in sam.ok(*clinic, "physio", "caseload").out


def test_a_dry_run_makes_no_diary(sam: Shell, tmp_path: Path, clinic: tuple[str, str]) -> None:
    told = sam.ok(*clinic, "import", share(sam, tmp_path, "one"), "--dry-run")
    assert "revisions would be added, 0 already there." in told.out
    assert not Path(clinic[1]).exists()


def test_a_share_goes_to_stdout_too(sam: Shell) -> None:
    assert sam.ok("export", "--format", "share").out.startswith('{"rehab_share":1,')


def test_what_the_clinic_did_comes_back_while_nothing_was_logged_meanwhile(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    sam.ok(*clinic, "import", share(sam, tmp_path, "one"))
    sam.ok(*clinic, "physio", "note", "Ease the step-up.", *KIM)
    back = share(sam, tmp_path, "back", *clinic)
    assert "1 revision added" in sam.ok("import", back).out
    assert "From Kim Lee, physiotherapist" in sam.ok("today").out
    sam.ok("morning", "2")
    assert "1 revision added" in sam.ok(*clinic, "import", share(sam, tmp_path, "two")).out


def test_histories_that_went_apart_are_refused_on_both_sides_with_what_to_do(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    sam.ok(*clinic, "import", share(sam, tmp_path, "one"))
    count = len(sam.ok("history", "--json").json["revisions"])
    sam.ok(*clinic, "physio", "note", "Ease the step-up.", *KIM)
    sam.ok("morning", "2")
    note = f"the note of {TODAY} (revision {count + 1}) on"
    morning = f"the morning of {TODAY} (revision {count + 1}) on"
    told = sam.refused("import", share(sam, tmp_path, "back", *clinic)).err
    assert f"then 1 more here, from {morning}, and 1 more in the share, from {note}. Nothing" in told
    assert "share this diary anew (`rehab export --format share`)" in told
    told = at(clinic, sam).refused(*clinic, "import", share(sam, tmp_path, "two")).err
    assert f"then 1 more here, from {note}, and 1 more in the share, from {morning}. Nothing" in told
    assert "take the share into a new diary (--diary FILE)" in told
    anew = ("--diary", str(tmp_path / "anew.db"))
    sam.ok(*anew, "import", str(tmp_path / "two.rehab"))
    sam.ok(*anew, "physio", "note", "Ease the step-up.", *KIM)
    assert "1 revision added" in sam.ok("import", share(sam, tmp_path, "again", *anew)).out


ACTS = {
    "note": ("physio", "note", "Ease the step-up.", *KIM),
    "review": ("physio", "review", "2026-04-01", *KIM),
    "override": ("physio", "override", "limit", "bridge", "30", "--why", "sore", *KIM),
    "clear": ("physio", "clear", "S07", "--text", "seen", *KIM),
    "assign": ("physio", "assign", "psoas-return-to-running", *KIM),
    "phase": ("physio", "phase", "strengthen-1", *KIM),
    "check": ("physio", "check", "single-leg-squats", "yes", *KIM),
}
GOES_ON = "This diary came here by a share, and now goes on from the patient's own. Give it back (`rehab "


@pytest.mark.parametrize("name", ACTS)
def test_an_act_in_a_diary_that_came_by_a_share_says_to_give_it_back(
    sam: Shell, profile: Path, tmp_path: Path, clinic: tuple[str, str], name: str
) -> None:
    if name == "check":
        sam.ok("physio", "phase", "strengthen-4", "--week", "this", *KIM)
    if name == "clear":
        limping = profile.with_name("facts.json")
        limping.write_text('{"limping": true, "age": 15}')
        sam("screen", "--facts", str(limping), "--record")
    sam.ok(*clinic, "import", share(sam, tmp_path, "one"))
    act = list(ACTS[name])
    if name == "clear":
        act[2] = sam("today", "--json").json["findings"][0]["id"]
    assert GOES_ON in sam.ok(*clinic, *act).err
    assert GOES_ON not in sam.ok(*act).err


def test_so_does_a_withdrawal_there_but_nothing_that_is_only_looked_at(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    sam.ok(*clinic, "import", share(sam, tmp_path, "one"))
    assert GOES_ON not in sam.ok(*clinic, *ACTS["assign"], "--dry-run").err
    note = sam.ok(*clinic, *ACTS["note"]).out.split()[0]
    assert GOES_ON not in sam.ok(*clinic, "amend", note, "--void", "--reason", "no", "--dry-run").err
    assert GOES_ON in sam.ok(*clinic, "amend", note, "--void", "--reason", "no").err


def test_two_patients_of_one_name_and_birth_year_stay_apart(
    sam: Shell, profile: Path, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    other = ("--diary", str(tmp_path / "other.db"))
    sam.ok(*other, *init_flags(profile, born="1990-11-30"))
    sam.ok(*other, "morning", "5")
    files = share(sam, tmp_path, "sam"), share(sam, tmp_path, "other", *other)
    sam.ok(*clinic, "import", *files)
    said = sam(*clinic, "--patient", "Sam Sample", "physio", "note", "Ease.", *KIM)
    assert (said.code, "More than one patient fits" in said.err) == (2, True)
    patients = [one["patient"] for one in sam.ok(*clinic, "import", *files, "--json").json]
    assert len(set(patients)) == 2
    sam.ok(*clinic, "--patient", patients[1], "physio", "note", "Ease.", *KIM)
    heads = [head(sam, *clinic, "--patient", one) for one in patients]
    assert (heads[0] == head(sam), heads[1] == head(sam, *other)) == (True, False)


def test_the_same_file_twice_at_once_adds_once(sam: Shell, tmp_path: Path, clinic: tuple[str, str]) -> None:
    one = share(sam, tmp_path, "one")
    added = [told["added"] for told in sam.ok(*clinic, "import", one, one, "--json").json]
    assert (added[0] > 0, added[1]) == (True, 0)


def flipped(data: bytes) -> bytes:
    """One bit of a letter in the middle is another."""
    place = next(n for n in range(len(data) // 2, len(data)) if data[n : n + 1].isalpha())
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut in a line": lambda data: data[: len(data) // 2],
    "cut after a line": lambda data: data[: data.rindex(b"\n", 0, -1) + 1],
    "a flipped bit": flipped,
    "a byte of no letter": lambda data: data[:-9] + b"\xff" + data[-8:],
    "a newer layout": lambda data: data.replace(b'"schema":"0004"', b'"schema":"0099"', 1),
    "a newer format": lambda data: data.replace(b'{"rehab_share":1', b'{"rehab_share":2', 1),
    "a huge line": lambda data: data + b'{"said":"' + b"x" * 5_000_000,
    "a huge number": lambda data: data.replace(b'"revisions":', b'"revisions":' + b"9" * 9_999, 1),
    "deep brackets": lambda data: data + b"[" * 1_000_000,
    "hostile words": lambda data: data + "\x1b]0;=cmd()\x07[bold]\u202e".encode(),
    "nothing behind the head": lambda data: data[: data.index(b"\n") + 1],
}


@pytest.mark.parametrize("name", each(SPOILT, 3))
def test_a_share_that_is_spoilt_leaves_nothing_behind(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str], name: str
) -> None:
    good = share(sam, tmp_path, "good")
    spoilt = tmp_path / "spoilt.rehab"
    spoilt.write_bytes(SPOILT[name](Path(good).read_bytes()))
    told = at(clinic, sam).refused(*clinic, "import", good, str(spoilt)).err
    assert "spoilt.rehab" in told
    assert not Path(clinic[1]).exists()
    sam.ok(*clinic, "import", good)
    sam.ok("morning", "2")
    spoilt.write_bytes(SPOILT[name](Path(share(sam, tmp_path, "more")).read_bytes()))
    at(clinic, sam).refused(*clinic, "import", str(spoilt))


def test_hostile_text_in_a_share_is_only_text(sam: Shell, tmp_path: Path, clinic: tuple[str, str]) -> None:
    words = "=HYPERLINK(1)[bold]<script>alert(1)</script>"
    entry = sam.logged("log", "bridge", "3x12", "--note", f"{words}\x1b[2J\u202e")
    evil = tmp_path / "\x1b]0;evil\x07\u202e.rehab"
    sam.ok("export", "--format", "share", "-o", str(evil))
    assert "revisions added" in sam.ok(*clinic, "import", str(evil)).out
    assert words in sam.ok(*clinic, "history", entry).out
    assert head(sam, *clinic) == head(sam)


def test_a_share_of_another_patient_than_the_one_named_is_refused(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    told = sam(*clinic, "--patient", "Ann", "import", share(sam, tmp_path, "one"))
    assert told.code == 2
    assert "is of Sam Sample, born 1990, and not of the patient named" in told.err
    assert not Path(clinic[1]).exists()


def test_all_shares_or_none(sam: Shell, profile: Path, tmp_path: Path, clinic: tuple[str, str]) -> None:
    assert sam(*init_flags(profile, name="Ann Other")).code == 0
    files = [share(sam, tmp_path, name, "--patient", name) for name in ("Sam", "Ann")]
    sam.ok(*clinic, "import", files[0])
    broken = tmp_path / "broken.rehab"
    broken.write_text(Path(files[1]).read_text().replace("Ann Other", "Ann Otter"))
    refused = sam(*clinic, "import", files[0], str(broken))
    assert refused.code == 2
    assert "The share is not as it was made" in refused.err
    sam.ok(*clinic, "import", *files)
    names = [one["name"] for one in sam.ok(*clinic, "physio", "caseload", "--json").json["patients"]]
    assert sorted(names) == ["Ann Other", "Sam Sample"]


def test_shares_and_logs_are_not_imported_together(sam: Shell, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("day,kind\n")
    refused = sam.refused("import", share(sam, tmp_path, "one"), str(log))
    assert "Shares and other logs are not imported together." in refused.err


def test_an_emergency_in_a_share_is_told_at_once(
    sam: Shell, profile: Path, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    facts = profile.with_name("facts.json")
    facts.write_text('{"saddle_numbness": true}')
    assert sam("screen", "--facts", str(facts), "--record").code == 13
    told = sam(*clinic, "import", share(sam, tmp_path, "one"))
    assert told.err.startswith("■ Sam Sample, born 1990: ")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "csv"])
def test_a_report_is_verified_against_todays_diary(sam: Shell, tmp_path: Path, form: str) -> None:
    report = str(tmp_path / f"report.{form}")
    sam.ok("morning", "2")
    sam.ok("report", "--format", form, "-o", report)
    assert "The diary is as it was" in sam.ok("diary", "verify", "--against", report).out
    sam.ok("morning", "3")
    told = sam.ok("diary", "verify", "--against", report)
    assert "The diary still extends what was seen" in told.out
    assert "more revisions, 1 of them of entries that stood then." in told.out
    assert told.err == ""
    page = sam.ok("diary", "verify", "--against", report, "--json").json
    assert set(page) == {"urgency", "head", "revisions", "extends", "against"}
    assert (page["extends"], page["against"]["later"], page["against"]["amended"]) == (True, 1, 1)
    assert page["against"]["entries"] == page["against"]["entries_then"]


def test_a_report_of_another_diary_is_told_as_such(sam: Shell, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    sam.ok("report", "-o", str(report))
    text = report.read_text()
    stamp = head(sam)[:16]
    report.write_text(text.replace(stamp, stamp[::-1]))
    told = sam("diary", "verify", "--against", str(report))
    assert told.code == 65
    assert "This diary never had the fingerprint" in told.err
    page = sam("diary", "verify", "--against", str(report), "--json")
    assert (page.code, page.json["extends"], page.json["against"]["found"]) == (65, False, False)


def test_a_count_that_does_not_fit_is_remarked(sam: Shell) -> None:
    told = sam.ok("diary", "verify", "--fingerprint", head(sam)[:16].upper(), "--entries", "999")
    assert "The report counts 999 entries, and " in told.err


def test_without_a_report_the_chain_alone_is_verified(sam: Shell) -> None:
    assert f"fingerprint {head(sam)}." in sam.ok("diary", "verify").out
    assert sam.ok("diary", "verify", "--json").json["against"] is None


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--against", "nothing.txt"], "cannot be read"),
        (["--against", "page.pdf"], "The text of a PDF cannot be read here"),
        (["--against", "plain.txt"], "carries no fingerprint"),
        (["--against", "plain.txt", "--fingerprint", "0" * 16], "carries its own fingerprint"),
        (["--entries", "3"], "alone tells nothing"),
        (["--fingerprint", "xyz"], "A fingerprint has 8 to 64 characters"),
    ],
)
def test_what_cannot_be_verified_is_refused(sam: Shell, tmp_path: Path, argv: list[str], words: str) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "plain.txt").write_text("hello")
    assert words in sam.refused("diary", "verify", *argv).err


def test_the_diary_verb_alone_names_its_part(sam: Shell) -> None:
    assert "`rehab diary --help` lists the parts." in sam.refused("diary").err
