"""How far a single link of a chain is trusted, for who the source is and how it can know: a table of values."""

from __future__ import annotations

import functools
import itertools
import numbers
from typing import Any

from attrib.access import Access
from attrib.errors import InputTypeError, InputValueError
from attrib.report import Commitment, Identification, frozen


@frozen
class TrustTable:
    """The values that credibility is made of, each in [0, 1]; ``table[Identification.NAMED]`` looks one up.

    A link is worth identification x access, a relay multiplies by ``relay``, a denial takes away up to ``dispute`` of
    the support.  ``letters`` are the lowest products of link values that still earn the letters A to D.  The order
    within each scale is checked, since the laws of the score rest on it; ties are allowed.

    >>> import dataclasses
    >>> from importlib.resources import files
    >>> import attrib
    >>> table = attrib.TrustTable.from_toml(files("attrib").joinpath("trust.toml").read_text(encoding="utf-8"))
    >>> table[attrib.Identification.NAMED] > table[attrib.Identification.ANONYMOUS]
    True
    >>> strict = dataclasses.replace(table, version="2-strict", anonymous=0.0)
    >>> attrib.Scorer(trust=strict).score("The pier will close, sources said.").claims[0].credibility
    0.0
    >>> dataclasses.replace(table, anonymous=1.0)
    Traceback (most recent call last):
    attrib.errors.InputValueError: identification.anonymous: 1.0 is more than identification.described has, 0.75
    """

    version: str
    named: float
    described: float
    anonymous: float
    witnessed: float
    record: float
    told: float
    unstated: float
    asserted: float
    hedged: float
    wanted: float
    questioned: float
    denied: float
    relay: float
    dispute: float
    letters: tuple[float, float, float, float]

    def __post_init__(self) -> None:
        """Refuse what is no number, values outside [0, 1] and scales that do not descend."""
        if not isinstance(self.version, str):
            raise InputTypeError(f"version: expected a string, got {type(self.version).__name__}")
        if not self.version or "|" in self.version:
            raise InputValueError(f"version: {self.version!r} is empty or has a | in it")
        if not isinstance(self.letters, tuple) or len(self.letters) != len(_TABLES["letter"]):
            raise InputTypeError(f"letters: expected a tuple of four numbers, got {self.letters!r}")
        for table, keys in _TABLES.items():
            for key in keys if table != "letter" else ():
                object.__setattr__(self, key, _number(getattr(self, key), f"{table}.{key}"))
        bounds = zip(_TABLES["letter"], self.letters, strict=True)
        object.__setattr__(self, "letters", tuple(_number(bound, f"letter.{key}") for key, bound in bounds))
        letters = {f"letter.{key}": bound for key, bound in zip("abcd", self.letters, strict=True)}
        scales: tuple[dict[str, float], ...] = (
            {f"identification.{key}": self[key] for key in _IDENTIFICATION},
            {f"access.{key}": self[key] for key in _ACCESS},
            {f"commitment.{key}": self[key] for key in _COMMITMENT},
            letters,
            {"commitment.denied": self.denied},
            {"weight.relay": self.relay},
            {"weight.dispute": self.dispute},
        )
        for scale in scales:
            for name, value in scale.items():
                if not 0 <= value <= 1:
                    raise InputValueError(f"{name}: {value!r} is not in [0, 1]")
            for (better, high), (worse, low) in itertools.pairwise(scale.items()):
                if high < low:
                    raise InputValueError(f"{worse}: {low!r} is more than {better} has, {high!r}")

    def __getitem__(self, key: Identification | Access | Commitment) -> float:
        """The value of one step of a scale."""
        value: float = getattr(self, key.value)
        return value

    @classmethod
    def from_toml(cls, text: str) -> TrustTable:
        """The table in ``text``, in the form of the package's ``trust.toml``.

        Every value needs its ``rationale`` and ``source``.  Raises :class:`~attrib.errors.InputValueError` with the
        key that is unknown, missing or out of range, :class:`~attrib.errors.InputTypeError` for a wrong type.
        """
        import tomllib

        if not isinstance(text, str):
            raise InputTypeError(f"expected a str of TOML, got {type(text).__name__}")
        try:
            found = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise InputValueError(f"not TOML: {error}") from error
        _same_keys(found, ("version", *_TABLES), "")
        values: dict[str, float] = {}
        for table, keys in _TABLES.items():
            _same_keys(found[table], keys, table)
            values |= {f"{table}.{key}": _value(found[table][key], f"{table}.{key}") for key in keys}
        a, b, c, d = (values.pop(f"letter.{key}") for key in _TABLES["letter"])
        flat: dict[str, Any] = {name.split(".")[1]: value for name, value in values.items()}
        return cls(version=found["version"], letters=(a, b, c, d), **flat)


_IDENTIFICATION = (Identification.NAMED, Identification.DESCRIBED, Identification.ANONYMOUS)
_ACCESS = (Access.WITNESSED, Access.RECORD, Access.TOLD, Access.UNSTATED)
_COMMITMENT = (Commitment.ASSERTED, Commitment.HEDGED, Commitment.WANTED, Commitment.QUESTIONED)
_TABLES: dict[str, tuple[str, ...]] = {
    "identification": _IDENTIFICATION,
    "access": _ACCESS,
    "commitment": (*_COMMITMENT, Commitment.DENIED),
    "weight": ("relay", "dispute"),
    "letter": ("a", "b", "c", "d"),
}


def _same_keys(found: object, wanted: tuple[str, ...], path: str) -> None:
    prefix = f"{path}." if path else ""
    if not isinstance(found, dict):
        raise InputTypeError(f"{path}: expected a table, got {type(found).__name__}")
    for name in wanted:
        if name not in found:
            raise InputValueError(f"{prefix}{name}: missing")
    for name in found:
        if name not in wanted:
            raise InputValueError(f"{prefix}{name}: unknown key")


def _value(entry: object, path: str) -> float:
    """The value of one entry, whose reasons are wanted and not read."""
    _same_keys(entry, ("value", "rationale", "source"), path)
    assert isinstance(entry, dict)
    for name in ("rationale", "source"):
        if not isinstance(entry[name], str):
            raise InputTypeError(f"{path}.{name}: expected a string, got {type(entry[name]).__name__}")
        if not entry[name].strip():
            raise InputValueError(f"{path}.{name}: empty")
    return _number(entry["value"], f"{path}.value")


def _number(value: object, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise InputTypeError(f"{path}: expected a number, got {type(value).__name__}")
    try:
        return float(value)
    except OverflowError:
        raise InputValueError(f"{path}: a number of many digits is not in [0, 1]") from None


@functools.cache
def load_trust() -> TrustTable:
    """The package's own table, read once a process."""
    from importlib.resources import files

    return TrustTable.from_toml(files("attrib").joinpath("trust.toml").read_text(encoding="utf-8"))
