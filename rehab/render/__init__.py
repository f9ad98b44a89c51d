"""Facts to words and files. Everything here takes domain facts and returns text."""
