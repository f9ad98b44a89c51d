"""Alembic's surroundings; loaded only when a diary is behind."""
