"""The formats that are JSON, by the names that the command line has for them."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from urllib.parse import quote

from attrib.errors import InputValueError
from attrib.exports import annotation, jsonld, prov, rows, stix
from attrib.exports.common import encodable
from attrib.report import Report, frozen


@frozen
class Wishes:
    """What some formats have to be told: the IRI that annotations speak of, and the time that objects are made."""

    target: str | None = None
    created: datetime.datetime | None = None


def write(report: Report, form: str, wishes: Wishes) -> str:
    """The report as one line of ASCII JSON; ``form`` is one of :data:`FORMS`.

    Raises :class:`~attrib.errors.InputValueError` where the format has to be told something more, and
    :class:`~attrib.errors.MissingExtraError` where its library is not installed.
    """
    return FORMS[form](report, wishes)


_IN_IRIS = "!#$%&'()*+,/:;=?@[]~"
"""What else than letters and digits stands in an IRI as it is."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False)


def _annotation(report: Report, wishes: Wishes) -> str:
    target = wishes.target or quote(encodable(report.doc_id or ""), safe=_IN_IRIS)
    if not target:
        raise InputValueError("target: needed for annotations of a text without an id")
    return _json(annotation.to_annotations(report, target))


def _prov(report: Report, wishes: Wishes) -> str:
    return _json(json.loads(prov.to_prov(report).serialize(format="json") or ""))


def _stix(report: Report, wishes: Wishes) -> str:
    if wishes.created is None:
        raise InputValueError("created: needed for STIX")
    return _json(json.loads(stix.to_stix(report, created=wishes.created).serialize()))


FORMS: Mapping[str, Callable[[Report, Wishes], str]] = {
    "json": lambda report, wishes: report.to_json(),
    "rows": lambda report, wishes: _json(rows.to_rows(report)),
    "jsonld": lambda report, wishes: _json(jsonld.to_jsonld(report)),
    "prov": _prov,
    "annotation": _annotation,
    "stix": _stix,
}
