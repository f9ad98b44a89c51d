"""rehab: a rehabilitation progression tracker for the terminal.

Direction of imports, top to bottom only:
``tui, cli -> actions -> store, readers, render -> domain``.
"""

__version__ = "0.1.0"
