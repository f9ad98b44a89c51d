"""``python -m rehab`` is the ``rehab`` command."""

from rehab.cli.main import run

if __name__ == "__main__":
    run()
