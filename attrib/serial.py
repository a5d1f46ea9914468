"""The JSON form of a report, and the way back, which refuses whatever is not exactly that form."""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import sys
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from attrib.errors import InputTypeError, InputValueError
from attrib.report import Report, Span

SCHEMA_VERSION = "1"
"""What ``schema_version`` says; ``docs/json.md`` tells which changes of the form make it another."""

FIELDS = (
    "signature", "doc_id", "publisher", "length", "claims", "sources", "author_voice", "summary", "warnings",
)  # fmt: skip
"""The fields of a report that its form holds beside the version, in their order."""

GRADE = re.compile("[A-F][1-6]")
SPLIT_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def encode_report(report: Report) -> dict[str, Any]:
    """The JSON form of ``report``: dicts, lists, strings, numbers, none."""
    form: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
    for name in FIELDS:
        form[name] = encode(getattr(report, name))
    return form


def dump_report(report: Report) -> str:
    """One line of ASCII JSON."""
    return json.dumps(encode_report(report), ensure_ascii=True, allow_nan=False)


def decode_report(form: object, text: str | None = None) -> Report:
    """The report behind a JSON form, checked against ``text`` where it is given."""
    if text is not None and not isinstance(text, str):
        raise InputTypeError(f"text: expected str or None, got {type(text).__name__}")
    found = _mapping(form, "report")
    version = found.get("schema_version")
    if version != SCHEMA_VERSION:
        raise InputValueError(f"schema_version: expected {SCHEMA_VERSION!r}, got {version!r}")
    fields = {key: value for key, value in found.items() if key != "schema_version"}
    hints = {name: _hints(Report)[name] for name in FIELDS}
    _same_keys(fields, hints, "")
    parts = {name: _decode(hint, fields[name], name) for name, hint in hints.items()}
    if text is not None:
        parts = {name: _with_text(part, text) for name, part in parts.items()}
    report = Report(text=text, **parts)
    _check(report)
    return report


def load_report(line: str, text: str | None = None) -> Report:
    """The report behind a line of JSON."""
    if not isinstance(line, str):
        raise InputTypeError(f"expected a str of JSON, got {type(line).__name__}")
    try:
        form = json.loads(line, object_pairs_hook=unique_keys)
    except InputValueError:
        raise
    except (ValueError, RecursionError) as error:
        raise InputValueError(f"not JSON: {error}") from error
    return decode_report(form, text)


def text_of(report: Report, text: str | None = None) -> str:
    """The text that ``report`` speaks of: ``text``, or where none is given its own.

    Raises :class:`~attrib.errors.InputTypeError` for a text that is no string, and
    :class:`~attrib.errors.InputValueError` if there is none, or it is not the one that the report speaks of.
    """
    found = report.text if text is None else text
    if found is None:
        raise InputValueError("text: needed, since this report was read without it")
    if not isinstance(found, str):
        raise InputTypeError(f"text: expected a string, got {type(found).__name__}")
    if len(found) != report.length:
        raise InputValueError(f"text: {len(found)} characters given, the report speaks of {report.length}")
    for _, span in _spans(report, ""):
        if not 0 <= span.start <= span.end or _joined(found[span.start : span.end]) != _joined(span.text):
            raise InputValueError(f"text: characters {span.start} to {span.end} are not what the report has there")
    return found


@functools.cache
def schema() -> Any:
    """The JSON Schema (draft 2020-12) of the form; not to be changed in place."""
    from importlib.resources import files

    return json.loads(files("attrib").joinpath("schema", "report.schema.json").read_text(encoding="utf-8"))


def encode(value: Any) -> Any:
    """A value of the library as plain dicts, lists, strings, numbers, none."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}


def _decode(hint: Any, value: object, path: str) -> Any:
    """``value`` as the type that ``hint`` says; every kind that the dataclasses use has its branch."""
    if isinstance(hint, types.UnionType):
        (kind,) = (arm for arm in typing.get_args(hint) if arm is not types.NoneType)
        return None if value is None else _decode(kind, value, path)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise _mistyped(path, "a list", value)
        return tuple(_decode(typing.get_args(hint)[0], item, f"{path}[{i}]") for i, item in enumerate(value))
    if dataclasses.is_dataclass(hint):
        made: Any = hint
        found, hints = _mapping(value, path), _hints(made)
        _same_keys(found, hints, f"{path}.")
        return made(**{name: _decode(kind, found[name], f"{path}.{name}") for name, kind in hints.items()})
    if issubclass(hint, StrEnum):
        return _decode_member(hint, value, path)
    if hint is str:
        if not isinstance(value, str):
            raise _mistyped(path, "a string", value)
        return value
    return _decode_number(hint, value, path)


def _decode_member(kind: type[StrEnum], value: object, path: str) -> StrEnum:
    if not isinstance(value, str):
        raise _mistyped(path, "a string", value)
    try:
        return kind(value)
    except ValueError:
        raise InputValueError(f"{path}: {value!r} is none of {', '.join(kind)}") from None


def _decode_number(kind: type, value: object, path: str) -> int | float:
    """A whole number from 0, or a number in [0, 1]: the form has no others."""
    if isinstance(value, bool) or not isinstance(value, int | float) or (kind is int and isinstance(value, float)):
        raise _mistyped(path, "a whole number" if kind is int else "a number", value)
    if not 0 <= value <= (sys.maxsize if kind is int else 1):
        shown = "a number of many digits" if abs(value) > sys.maxsize else repr(value)
        raise InputValueError(f"{path}: {shown} is not {'0 or more' if kind is int else 'in [0, 1]'}")
    return value if kind is int else float(value)


def _mapping(value: object, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _mistyped(path, "an object", value)
    return value


def _same_keys(found: dict[str, Any], wanted: dict[str, Any], prefix: str) -> None:
    for name in wanted:
        if name not in found:
            raise InputValueError(f"{prefix}{name}: missing")
    for name in found:
        if name not in wanted:
            raise InputValueError(f"{prefix}{name}: unknown key")


def _mistyped(path: str, wanted: str, value: object) -> InputTypeError:
    return InputTypeError(f"{path}: expected {wanted}, got {type(value).__name__}")


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON by its keys, for ``json.loads``; :class:`InputValueError` if one of them stands twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InputValueError("a key stands twice in one object")
    return found


def _joined(text: str) -> str:
    """``text`` with every high and low surrogate that stand side by side made the character they spell.

    JSON has one way of writing both, so a string that holds such a pair cannot come back from JSON as it was.
    """
    return SPLIT_PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _with_text(value: Any, text: str) -> Any:
    """``value`` with every span reading what stands in ``text``; one that says something else stays, to be refused."""
    if isinstance(value, Span):
        there = text[value.start : value.end]
        return dataclasses.replace(value, text=there) if _joined(there) == _joined(value.text) else value
    if isinstance(value, tuple):
        return tuple(_with_text(item, text) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: _with_text(getattr(value, f.name), text) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **parts)
    return value


def _spans(value: Any, path: str) -> Iterator[tuple[str, Span]]:
    """Every span inside ``value`` with its path."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _spans(item, f"{path}[{i}]")
    elif dataclasses.is_dataclass(value):
        for f in dataclasses.fields(value):
            yield from _spans(getattr(value, f.name), f"{path}.{f.name}" if path else f.name)


def _check(report: Report) -> None:
    """Refuse what has the right types and yet cannot be a report: spans astray, ids that name nothing."""
    for path, span in _spans(report, ""):
        _check_span(path, span, report)
    entities = {source.id for source in report.sources}
    claims = {claim.id for claim in report.claims}
    if len(entities) < len(report.sources):
        raise InputValueError("sources: an id stands twice")
    if len(claims) < len(report.claims):
        raise InputValueError("claims: an id stands twice")
    for i, claim in enumerate(report.claims):
        path = f"claims[{i}]"
        for name in ("content", "chain"):
            if not getattr(claim, name):
                raise InputValueError(f"{path}.{name}: empty")
        if not GRADE.fullmatch(claim.grade):
            raise InputValueError(f"{path}.grade: {claim.grade!r} is not a letter A-F and a digit 1-6")
        if claim.credibility >= 1:
            raise InputValueError(f"{path}.credibility: {claim.credibility!r} is not in [0, 1)")
        named = {f"{path}.chain[{k}].source.entity": hop.source.entity for k, hop in enumerate(claim.chain)}
        for where, entity in (named | {f"{path}.origin": claim.origin}).items():
            if entity is not None and entity not in entities:
                raise InputValueError(f"{where}: no source has the id {entity}")
        for k, other in enumerate(claim.disputed_by):
            if other not in claims:
                raise InputValueError(f"{path}.disputed_by[{k}]: no claim has the id {other}")


def _check_span(path: str, span: Span, report: Report) -> None:
    if not span.start <= span.end <= report.length:
        raise InputValueError(f"{path}: {span.start} to {span.end} is not in a text of {report.length} characters")
    # A pair of surrogates that JSON has joined is one character short of what it was.
    longest = len(span.text.encode("utf-16-le", "surrogatepass")) // 2
    if not len(span.text) <= span.end - span.start <= longest:
        raise InputValueError(f"{path}: {len(span.text)} characters from {span.start} to {span.end}")
    if report.text is not None and report.text[span.start : span.end] != span.text:
        raise InputValueError(f"{path}: the text does not read so from {span.start} to {span.end}")
