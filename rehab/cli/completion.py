"""Shell completion, made from the parser itself so that it never names a verb that is not there."""

import argparse

from rehab.cli.output import say
from rehab.cli.verbs import Verbs, add_verb


def add_verbs(verbs: Verbs, shared: argparse.ArgumentParser) -> None:
    """Add the verb."""
    verb = add_verb(verbs, shared, "completion", _completion, "print completion for a shell")
    verb.add_argument("shell", choices=["bash", "zsh", "fish"])


def _completion(arguments: argparse.Namespace) -> int:
    from rehab.cli.parser import build_parser

    options = _options(build_parser())
    say({"bash": _bash, "zsh": _zsh, "fish": _fish}[arguments.shell](options))
    return 0


def _options(parser: argparse.ArgumentParser) -> dict[str, list[str]]:
    """The words that may follow each verb: its parts and its options."""
    found = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, verb in action.choices.items():
                words = [s for a in verb._actions for s in a.option_strings if s.startswith("--")]
                for inner in verb._actions:
                    if isinstance(inner, argparse._SubParsersAction):
                        words += list(inner.choices)
                    elif inner.choices and not inner.option_strings:
                        words += [str(choice) for choice in inner.choices]
                found[name] = words
    return found


def _bash(options: dict[str, list[str]]) -> str:
    cases = "\n".join(f"    {verb}) words='{' '.join(words)}' ;;" for verb, words in options.items())
    return f"""_rehab() {{
  local words='{" ".join(options)} --diary --patient --today --help --version'
  case "${{COMP_WORDS[1]}}" in
{cases}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "${{COMP_WORDS[COMP_CWORD]}}")
}}
complete -o default -F _rehab rehab"""


def _zsh(options: dict[str, list[str]]) -> str:
    cases = "\n".join(f"    {verb}) compadd -- {' '.join(words)} ;;" for verb, words in options.items())
    return f"""#compdef rehab
_rehab() {{
  if (( CURRENT == 2 )); then
    compadd -- {" ".join(options)} --diary --patient --today --help --version
    return
  fi
  case "$words[2]" in
{cases}
  esac
  _files
}}
compdef _rehab rehab"""


def _fish(options: dict[str, list[str]]) -> str:
    lines = [f"complete -c rehab -n __fish_use_subcommand -a '{' '.join(options)}'"]
    for verb, words in options.items():
        flags = " ".join(words)
        lines.append(f"complete -c rehab -n '__fish_seen_subcommand_from {verb}' -a '{flags}'")
    return "\n".join(lines)
