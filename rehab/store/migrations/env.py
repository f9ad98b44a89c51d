"""Runs migrations on the connection that ``rehab.store.migrate`` passes, inside its transaction."""

from alembic import context

from rehab.store.tables import CATALOGUE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=CATALOGUE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
