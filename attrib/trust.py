"""How far a single link of a chain is trusted: who the source is, and how it can know."""

from __future__ import annotations

import functools
import itertools
import re
from enum import StrEnum
from typing import Any

from attrib.errors import InputTypeError, InputValueError
from attrib.report import Commitment, Hop, Identification, SourceType, frozen


class Access(StrEnum):
    """How a source knows what it says, as far as the text tells."""

    WITNESSED = "witnessed"
    RECORD = "record"
    TOLD = "told"
    UNSTATED = "unstated"


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WITNESSES = {
    "bystander", "bystanders", "eyewitness", "eyewitnesses", "onlooker", "onlookers", "passer-by", "passers-by",
    "survivor", "survivors", "witness", "witnesses",
}  # fmt: skip
_SEEING = {"filmed", "photographed", "saw", "seen", "sees", "seeing", "watched", "watching", "witnessed"}
_LEARNING = {"hear", "hears", "heard", "hearing", "learn", "learned", "learning", "learns", "learnt", "informed"}
_BEING = {"am", "are", "be", "been", "being", "is", "was", "were"}
_RECORDS = {
    "affidavit", "affidavits", "archive", "archives", "audit", "audits", "census", "certificate",
    "certificates", "contract", "contracts", "data", "docket", "filing", "filings", "figures", "indictment",
    "indictments", "invoice", "invoices", "ledger", "ledgers", "log", "logs", "minutes", "record", "records",
    "register", "registers", "registry", "ruling", "rulings", "statistics", "transcript", "transcripts",
    "verdict", "verdicts",
}  # fmt: skip


def access_of(hop: Hop) -> Access:
    """How the source of ``hop`` knows, from its type, its mention and its cue; names play no part.

    ========= ===================================================================================
    witnessed a cue of seeing, or people who are called witnesses: they speak of what they saw
    record    a document that is a record by its kind; any other document only repeats its author
    told      a cue of learning or being told, or a news medium: passing on is its trade
    unstated  anything else
    ========= ===================================================================================
    """
    source = hop.source
    mention = _words(source.mention.text) if source.mention else []
    cue = _words(hop.cue.text) if hop.cue else []
    people = source.type in (SourceType.PERSON, SourceType.GROUP)
    if people and (not _SEEING.isdisjoint(cue) or not _WITNESSES.isdisjoint(mention)):
        return Access.WITNESSED
    if source.type is SourceType.DOCUMENT and not _RECORDS.isdisjoint(mention):
        return Access.RECORD
    was_told = "told" in cue and not _BEING.isdisjoint(cue)
    if source.type is SourceType.OUTLET or was_told or not _LEARNING.isdisjoint(cue):
        return Access.TOLD
    return Access.UNSTATED


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@frozen
class TrustTable:
    """The values that credibility is made of, each in [0, 1]; ``table[Identification.NAMED]`` looks one up.

    A link is worth identification x access, a relay multiplies by ``relay``, a denial takes away up to ``dispute`` of
    the support.  ``letters`` are the least link products for the grades A to D.  The order within each scale is
    checked, since the laws of the score rest on it; ties are allowed.
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
        """Refuse values outside [0, 1] and scales that do not descend."""
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
        except tomllib.TOMLDecodeError as error:
            raise InputValueError(f"not TOML: {error}") from error
        _same_keys(found, ("version", *_TABLES), "")
        version = found["version"]
        if not isinstance(version, str):
            raise InputTypeError(f"version: expected a string, got {type(version).__name__}")
        values: dict[str, float] = {}
        for table, keys in _TABLES.items():
            _same_keys(found[table], keys, table)
            values |= {f"{table}.{key}": _value(found[table][key], f"{table}.{key}") for key in keys}
        a, b, c, d = (values.pop(f"letter.{key}") for key in _TABLES["letter"])
        flat: dict[str, Any] = {name.split(".")[1]: value for name, value in values.items()}
        return cls(version=version, letters=(a, b, c, d), **flat)


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
    value = entry["value"]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputTypeError(f"{path}.value: expected a number, got {type(value).__name__}")
    return float(value)


@functools.cache
def load_trust() -> TrustTable:
    """The package's own table, read once a process."""
    from importlib.resources import files

    return TrustTable.from_toml(files("attrib").joinpath("trust.toml").read_text(encoding="utf-8"))
