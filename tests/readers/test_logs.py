"""Telling formats apart, refusing what is none, and standing any bytes at all."""

import random
import re
from datetime import date

import pytest

from rehab.domain.limits import LOAD_MAX_G, NAME_MAX, NOTE_MAX, STORED_AMOUNT_MAX, STORED_SETS_MAX
from rehab.domain.text import clean
from rehab.readers.foreign import ForeignLog, ImportRefused
from rehab.readers.logs import read_log

TODAY = date(2026, 6, 30)
STRONG = (
    b"Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;"
    b"Distance;Distance Unit;Seconds;Notes\n"
    b'2026-06-01 07:00:00;"Legs";"Squat (Barbell)";1;60.5;kg;8;7.5;;;;"a ""b""\nc"\n'
    b'2026-06-01 07:00:00;"Legs";"Run";W;;;;;3,1;mi;1500;\n'
)
HEVY = (
    b'"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    b'"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\r\n'
    b'"Push","11 Apr 2026, 11:30","11 Apr 2026, 12:30","","Dip",,"",0,"normal",-20,8,,,\r\n'
    b'"Push","Apr 12, 2026, 1:30 PM","","x","Plank",,"",0,"normal",,,,60,8\r\n'
)
OWN = (
    b"day,kind,exercise,side,dose,load_kg,minutes,effort,pain_before,pain_during,pain_after,morning,rest_pain,"
    b"stiffness_min,woken,note\n"
    b'2026-06-01,bout,heel-raise,left,"3x8,6@2kg",5,12,7,1,0,2,,,,,\'=note\n'
    b"2026-06-02,morning,,,,,,,,,,3,1,20,2,\n2026-06-03,rest,,,,,,,,,,,,,,away\n"
)
PAIN = b"# of a friend\n\nTimestamp;Pain;Note\n2026-06-01 07:00:00;7;a\n2026-06-01;10;b\n2026-06-02;0;\n"
SMALL = {"strong": STRONG, "hevy": HEVY, "rehab": OWN, "pain_diary": PAIN}


def test_the_small_files_are_whole() -> None:
    found = {name: read_log(data, "f", today=TODAY) for name, data in SMALL.items()}
    assert {name: log.format for name, log in found.items()} == {name: name for name in SMALL}
    assert [log.sets for log in found.values()] == [2, 2, 4, 0]
    assert [len(log.rejected) for log in found.values()] == [0, 0, 0, 0]


@pytest.mark.parametrize("name", SMALL)
def test_a_format_may_be_forced(name: str) -> None:
    for form in SMALL:
        if form == name:
            assert read_log(SMALL[name], "f", today=TODAY, form=form).format == name
        else:
            with pytest.raises(ImportRefused):
                read_log(SMALL[name], "f", today=TODAY, form=form)


def test_what_is_no_log_is_refused_in_two_sentences() -> None:
    with pytest.raises(ImportRefused) as refused:
        read_log(b"Name,Price\nTea,3\n", "shop\x1b.csv", today=TODAY)
    told = str(refused.value)
    assert told.startswith(
        "shop\ufffd.csv is not a log that can be read: its columns are Name, Price. Export it"
    )
    with pytest.raises(ImportRefused, match="is not a Hevy log"):
        read_log(STRONG, "f", today=TODAY, form="hevy")
    with pytest.raises(
        ImportRefused, match=r"“fit” is not a format of logs\. Give one of strong, hevy, rehab"
    ):
        read_log(STRONG, "f", today=TODAY, form="fit")


def test_a_log_without_sets_is_empty() -> None:
    log = read_log(STRONG.splitlines()[0], "f", today=TODAY)
    assert (log.sets, log.workouts, log.bouts) == (0, 0, ())


def check(log: ForeignLog) -> None:
    """What holds for every log that is read, however odd the file."""
    entries = [one.entry for group in (log.bouts, log.mornings, log.rests) for one in group]
    assert len(entries) == len(set(entries))
    assert log.sets == sum(len(bout.sets) for bout in log.bouts)
    for bout in log.bouts:
        assert date(1900, 1, 1) <= bout.day <= TODAY
        assert 0 < len(bout.exercise) <= NAME_MAX
        assert bout.exercise == clean(bout.exercise)
        assert len(bout.note) <= NOTE_MAX
        assert bout.note == clean(bout.note)
        assert len(bout.origin) <= NAME_MAX
        assert 1 <= len(bout.sets) <= STORED_SETS_MAX
        for one in bout.sets:
            assert type(one.amount) is int
            assert 0 <= one.amount <= STORED_AMOUNT_MAX
            assert one.load_g is None or 0 < one.load_g <= LOAD_MAX_G
        for score in (bout.pain_before, bout.pain_during, bout.pain_after, bout.effort):
            assert score is None or 0 <= score <= 10
    for morning in log.mornings:
        assert date(1900, 1, 1) <= morning.day <= TODAY
        assert morning.note == clean(morning.note, multiline=True)
        for score in (morning.score, morning.rest_pain):
            assert score is None or (type(score) is int and 0 <= score <= 10)
    told = [log.file, *log.remarks, *(one.why for one in log.rejected)]
    assert all(text == clean(text) for text in told)


_PIECES = [
    b'"', b",", b";", b"\t", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"'", b"=", b"-", b"9" * 12,
    b"1e999", b"NaN", b"1,500", b"0000-00-00", b"2026-02-30", b"9999-12-31", b"\xe2\x80\xae",
    b"\x1b]52;c;eA==\x07", b"\xcd\xa3", b"\xd9\xa3", b"x" * 300, b"3x8@5kg", b"999x9", b"Rest Timer",
    b"lb", b"",
]  # fmt: skip


_VALUES = [
    b"", b"0", b"-1", b"0.5", b"7,5", b"1,500", b"1e9", b"NaN", b"1000000", b"1000001", b"999999999",
    b"5000000000",
    b"1899", b"2026", b"9999", b"\xd9\xa3", b"31", b"kg", b"\xe2\x80\xae", b"n\xcc\x83", b"'=1",
]  # fmt: skip


def mutated(chance: random.Random) -> bytes:
    """A small file with changed values only, or with anything at all changed."""
    data = chance.choice(list(SMALL.values()))
    if chance.random() < 0.3:
        return mangled(data, chance)
    words = list(re.finditer(rb"[0-9A-Za-z.-]+", data, re.ASCII))
    for word in sorted(
        chance.sample(words[-40:], chance.choice((1, 1, 2, 4))), key=re.Match.start, reverse=True
    ):
        data = data[: word.start()] + chance.choice(_VALUES) + data[word.end() :]
    return data


def mangled(small: bytes, chance: random.Random) -> bytes:
    """A small file with bytes replaced, repeated, cut or put in another order."""
    data = bytearray(small)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((0, 0, 1, 2, 9, 60)))
        move = chance.randrange(4)
        if move == 0:
            data[at:end] = chance.choice(_PIECES)
        elif move == 1:
            data[at:end] = bytes(chance.randrange(256) for _ in range(chance.randrange(4)))
        elif move == 2:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        else:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            data = bytearray(b"\n".join(lines))
    return bytes(data)


def check_words(told: str) -> None:
    assert told == clean(told)
    assert told.endswith(".")
    assert len(told) < 1_000


def fuzz(times: int, seed: int) -> tuple[int, int, int]:
    """How many mutations were read, read with rejected rows, and refused."""
    chance = random.Random(seed)
    read = partly = refused = 0
    for _ in range(times):
        data = mutated(chance)
        unit = chance.choice((None, "kg", "lb"))
        form = chance.choice((None, None, None, *SMALL))
        try:
            log = read_log(data, "f.csv", today=TODAY, form=form, weight_unit=unit)
        except ImportRefused as error:
            refused += 1
            check_words(str(error))
        else:
            check(log)
            read += not log.rejected
            partly += bool(log.rejected)
    return read, partly, refused


def test_mutated_files_are_read_or_refused() -> None:
    counts = fuzz(3_000, seed=1)
    assert min(counts) > 300, counts


@pytest.mark.heavy
def test_very_many_mutated_files_are_read_or_refused() -> None:
    counts = fuzz(100_000, seed=2)
    assert min(counts) > 10_000, counts


@pytest.mark.soak
def test_a_million_mutated_files_are_read_or_refused() -> None:
    counts = fuzz(1_000_000, seed=3)
    assert min(counts) > 100_000, counts
