"""Keeping: the only room that knows SQL. Rows stay here; frozen records cross the border."""
