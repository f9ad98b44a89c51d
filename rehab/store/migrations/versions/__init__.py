"""One module for each step from one schema to the next."""
