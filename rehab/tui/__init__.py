"""The screens: the only room that knows Textual. They ask the same actions as the command line."""
