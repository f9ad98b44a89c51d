"""The main places."""
