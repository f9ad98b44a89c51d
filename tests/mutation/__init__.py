"""Mutants of ``rehab/domain`` and which tests notice them; see the README beside this file."""
