"""The bounds of every number and text that may be stored (reliability §5); one home for all doors."""

from datetime import date

PAIN_MAX = 10
"""Pain scores are whole numbers from 0 to 10; not given is ``None``, never 0."""
EFFORT_MAX = 10
MINUTES_MAX = 24 * 60
WOKEN_MAX = 50
SETS_MAX = 50
AMOUNT_MAX = {"reps": 500, "seconds": 24 * 3600, "metres": 300_000}
"""The largest amount of one typed set, by unit. Imported sets may reach ``STORED_AMOUNT_MAX``."""
STORED_AMOUNT_MAX = 1_000_000
STORED_SETS_MAX = 500
LOAD_MAX_G = 500_000
STAGE_MAX = 99
"""Walk–run stages are counted from 0."""
NOTE_MAX = 2_000
NAME_MAX = 200
REASON_MAX = 500
ACTIVITY_MAX = 80
"""The longest name of an activity of the patient's own; it stands in tables and on small screens."""
FIRST_DAY = date(1900, 1, 1)

IMPORT_BYTES = 10 * 1024 * 1024
IMPORT_ROWS = 100_000
IMPORT_FIELD = 10_000
SHARE_BYTES = 200 * 1024 * 1024
"""A share of decades, which names its programme's text with every assignment, is far smaller."""
