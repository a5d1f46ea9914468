"""The help of every command fits a screen and ends with an example, which the command takes."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from attrib import cli
from attrib.usage import described


class Parsed(Exception):
    """A command has come so far as to read its arguments."""

    def __init__(self, parser: argparse.ArgumentParser):
        self.parser = parser


def parser_of(*arguments: str) -> argparse.ArgumentParser:
    """The parser that is asked first where ``attrib`` is called so, with no argument read yet."""

    def asked(parser: argparse.ArgumentParser, *_: object) -> None:
        raise Parsed(parser)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Parsed) as caught:
        patch.setattr(argparse.ArgumentParser, "parse_args", asked)
        cli.main(arguments)
    return caught.value.parser


def kinds(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all below it, but for those that only hold the place of a command with a parser of its own."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                if parser.prog != "attrib" or name not in cli.DEFERRED:
                    yield from kinds(inner)


PARSERS = {
    parser.prog: parser for first in ("", *cli.DEFERRED) for parser in kinds(parser_of(*([first] if first else [])))
}


def test_no_command_is_left_out() -> None:
    named = ("score", "show", "corroborate", "train", "train parser", "train tagger", "train links", "train all")
    assert {"attrib", "attrib evaluate", "attrib bench", *(f"attrib {name}" for name in named)} <= PARSERS.keys()


@pytest.mark.parametrize("name", PARSERS)
def test_help_fits_a_screen(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as left:
        cli.main([*name.split()[1:], "--help"])
    shown = capsys.readouterr().out.splitlines()
    assert left.value.code == 0
    assert len(shown) <= 24
    assert max(map(len, shown)) <= 80
    assert shown[0].startswith(f"usage: {name} [-h]")


@pytest.mark.parametrize("name", PARSERS)
def test_help_says_what_there_is_and_gives_an_example_that_can_be_parsed(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    parser = PARSERS[name]
    assert parser.description and all(action.help for action in parser._actions if action.option_strings)
    (example,) = re.findall(r"^example:\n  (attrib .+)$", parser.format_help(), re.MULTILINE)
    assert example.startswith(name)
    words = shlex.split(example.split(" > ")[0])[len(name.split()) :]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "exit", lambda *_: pytest.fail(f"{example}: {capsys.readouterr().err}"))
        options = parser.parse_args(words)
    assert options is not None and words


ROOT = Path(__file__).resolve().parent.parent
COMMAND = re.compile(r"^\$ (?:.*\| )?(?:\S+/)?(attrib [^|>\n]*)|`(attrib evaluate -[^`|]*)`", re.MULTILINE)
"""A command behind a prompt, first or later in its pipe, or what the text says prints a figure."""

COMMANDS = sorted(
    {
        (page.relative_to(ROOT).as_posix(), prompted or inline)
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
        if "_build" not in page.parts
        for prompted, inline in COMMAND.findall(page.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_commands_of_the_pages_can_be_parsed(page: str, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A change of the options that forgets a page is seen here."""
    _, *words = shlex.split(command, comments=True)
    own = words[0] in cli.DEFERRED
    try:
        (PARSERS[f"attrib {words[0]}"] if own else PARSERS["attrib"]).parse_args(words[own:])
    except SystemExit as left:
        assert left.code == 0, f"{page}: {capsys.readouterr().err}"


def test_a_description_is_laid_out() -> None:
    parser = argparse.ArgumentParser(**described("word " * 40, "attrib word --with 1"))
    shown = parser.format_help().splitlines()
    assert max(map(len, shown)) <= 80 and shown[-2:] == ["example:", "  attrib word --with 1"]
