"""From the patient's diary to the clinic's caseload and back, by files."""

from pathlib import Path

import pytest

from tests.cli.shell import Shell, init_flags

KIM = ("--by", "Kim Lee", "--role", "physiotherapist")


@pytest.fixture
def clinic(tmp_path: Path) -> tuple[str, str]:
    """The options that name the clinic's diary, which is not there yet."""
    return "--diary", str(tmp_path / "clinic" / "caseload.db")


def share(sam: Shell, tmp_path: Path, name: str, *options: str) -> str:
    path = tmp_path / f"{name}.rehab"
    sam.ok(*options, "export", "--format", "share", "-o", str(path))
    return str(path)


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


def test_histories_that_went_apart_are_refused_on_both_sides(
    sam: Shell, tmp_path: Path, clinic: tuple[str, str]
) -> None:
    sam.ok(*clinic, "import", share(sam, tmp_path, "one"))
    sam.ok(*clinic, "physio", "note", "Ease the step-up.", *KIM)
    sam.ok("morning", "2")
    words = "does not extend the history stored here"
    assert words in sam.refused("import", share(sam, tmp_path, "back", *clinic)).err
    assert words in sam(*clinic, "import", share(sam, tmp_path, "two")).err


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
