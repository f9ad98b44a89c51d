"""${message}

A new column is nullable: the hash of an older record leaves out what it did not have.
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Change the tables; triggers are put back afterwards."""
    ${upgrades if upgrades else "pass"}
