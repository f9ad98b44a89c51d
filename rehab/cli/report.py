"""The verb about reports: the progress report and the referral letter."""

import argparse

from rehab.cli.output import deliver
from rehab.cli.verbs import Verbs, add_verb, open_desk, whole

LETTER_FORMATS = ("text", "markdown", "html", "pdf")
FORMATS = (*LETTER_FORMATS, "json", "csv", "fhir")
MAX_WEEKS = 10_000
_EPILOG = """\
the report shows the last training weeks: open findings, this week's decision and why, what was done of the
plan, volume against reference, cap and limit, pain by day and by week, measures, treatments, what you ask,
what is missing; then week by week, with every exception, amendment and withdrawn entry. What it leaves out
is counted and said.

the letter tells a clinician who the patient is, which findings are open and why, severe scores, pain and
volume of the last six training weeks, treatments, clearances, and what was not asked or answered.
It holds every profile answer that is yes or not sure. Read it before you give it away.

formats:
  text      plain text for a mail or a printer (default)
  markdown  CommonMark with tables; nothing that somebody wrote is markup in it
  html      one file to open or print in a browser; it loads nothing and holds no script or link
  pdf       to print, on --paper a4 or letter; needs `pip install 'rehab[pdf]'`; tells the newest 52 weeks one
            by one, older ones in its charts and the table of pain by week
  json      every fact of the report, in the shape below
  csv       the same values, one a row: section, item, week, day, exercise, side, key, value
  fhir      a FHIR R4 Bundle for a clinic's system: Patient; Observations of each pain score by day and slot
            and of each week's volume, with measures; QuestionnaireResponses of the period's screens, in
            today's wording; the week's CarePlan; a Flag for each finding; Provenance with the rules, the
            fingerprint and clinicians by name. A score not given has a dataAbsentReason and never 0.
            Treatments, questions, begun phases and amendments are only counted in it. Pain and exercise
            have LOINC codes, the rest codes of our own; a diagnosis stays words. --snomed adds SNOMED CT
            codes, for which some countries need a licence. A collection: not sent, and in no profile

-o makes a new file that only you may read, and never overwrites one."""
_SHAPE = """\
{"urgency","day","rules","screening","fingerprint","entries","period":{"start","last","weeks"},
 "patient":{"name","born","complaint","diagnoses":[entry…]},
 "programme":{"title","version","hash","starts","phase","phase_title","phase_since","phase_week","phase_weeks"},
 "findings":[{finding…,"reports":[entry…]}],"decision":{"week","provisional","kind","rule","text","because"},
 "adherence":{"planned","done","extra","percent"},"trend":{"id","median_now","median_first"},"masked":[day…],
 "measures":[{entry…,"changes"}],"treatments":[entry…],"questions":[entry…],
 "missing":{"days","unlogged_days","unlogged":[day…],"mornings_missing","no_morning":[day…],"bouts",
  "unscored_bouts","ended_weeks","unscreened_weeks","screen_due","measures_due":[{"measure","since"}]},
 "courses":[{"exercise","name","unit","sides":[…],"changes":[{"week","change_percent"}]}],
 "weeks":[{week as in volume…,"adherence",
  "pain":{"days","covered","scored","highest","median","mornings","highest_morning"},
  "days":[{"day","logged","masked","before","during","after","morning","rest"}]}],
 "phases":[entry…],"overrides":[entry…],"notes":[entry…],"review":entry|null,"clearances":[entry…],
 "changed":{"amended","withdrawn","elsewhere","amendments":[{revision as in history…,"before":entry|null}]},
 "left_out":{"before":{kind:count},"later"}}
sessions are counted for one exercise and side a day; volumes are in base units; null was not given"""


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb ``report``."""
    words = "the progress report, or the referral letter, to take to a clinician"
    report = add_verb(verbs, shared, "report", _report, words, shape=_SHAPE)
    report.epilog = f"{_EPILOG}\n\n{report.epilog}"
    report.add_argument("--weeks", metavar="N", help="the last N training weeks, this one included (6)")
    report.add_argument("--letter", action="store_true", help="the referral letter instead of the report")
    report.add_argument("--format", choices=FORMATS, default="text", help="one of the formats below (text)")
    report.add_argument("--paper", choices=["a4", "letter"], default="a4", help="the paper of a pdf (a4)")
    report.add_argument("--snomed", action="store_true", help="SNOMED CT codes too, in a fhir bundle")
    report.add_argument("-o", "--output", metavar="FILE", help="write to a new file instead of stdout")


def _report(arguments: argparse.Namespace) -> int:
    from rehab.actions.refusals import Refused
    from rehab.actions.report import report_facts, write_report
    from rehab.domain.report import REPORT_WEEKS

    form = "json" if arguments.json else arguments.format
    weeks = _weeks(arguments.weeks)
    if arguments.snomed and form != "fhir":
        raise Refused("SNOMED CT codes stand in FHIR only. Give --format fhir, or leave out --snomed.")
    if arguments.letter:
        data = _letter(arguments, form)
    else:
        found = report_facts(open_desk(arguments), weeks or REPORT_WEEKS)
        data = write_report(found, form, arguments.paper, snomed=arguments.snomed)
    deliver(data, arguments.output)
    return 0


def _letter(arguments: argparse.Namespace, form: str) -> str | bytes:
    from rehab.actions.letter import write_letter
    from rehab.actions.refusals import Refused

    if form not in LETTER_FORMATS:
        raise Refused(f"The letter is not written as {form}. Give one of {', '.join(LETTER_FORMATS)}.")
    if arguments.weeks is not None:
        raise Refused("The letter always shows six training weeks. Leave out --weeks, or --letter.")
    return write_letter(open_desk(arguments), form, arguments.paper)


def _weeks(text: str | None) -> int | None:
    from rehab.actions.refusals import Refused

    weeks = whole("the number of weeks", text)
    if weeks is not None and not 1 <= weeks <= MAX_WEEKS:
        raise Refused(f"{weeks} is not a number of weeks. Give 1 to {MAX_WEEKS}.")
    return weeks
