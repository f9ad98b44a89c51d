"""The command line: argv to actions to render to stdout; narration and findings go to stderr."""
