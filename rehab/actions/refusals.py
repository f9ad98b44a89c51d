"""Why the front desk says no. Each message is a sentence on what is wrong and one on what to do."""


class Refused(Exception):
    """The request is wrong; nothing was changed."""

    exit_code = 2


class Forbidden(Refused):
    """A rule forbids what was asked; nothing was changed."""

    exit_code = 3
