"""Reports of every kind to be exported, and what holds for all that is made of them."""

from __future__ import annotations

import sys

import pytest
from hypothesis import strategies as st

from attrib.errors import MissingExtraError
from attrib.report import Report
from attrib.strategies import articles, reports
from tests import samples

NASTY = (
    "\x00", "\x1b", "\r\n", "\t", "\ud800", "\udc00", "\ud83d\ude00", "😀", "\u202e", "\ufeff", "\uffff", "\u2028",
    "<x>", "&", '"', "'", "\\", "%", "%%", "{}", "]]>", "://", ":", "#", "(", ",", ";", "--", "@id", "@type", " ", "",
)  # fmt: skip
hostile = st.lists(st.sampled_from(NASTY) | st.text(st.characters(), max_size=5), max_size=10).map("".join)
any_report = (
    reports()
    | articles().map(lambda article: article.report)
    | hostile.filter(len).map(samples.hostile_report)
    | st.just(samples.report("", (), (), (), ()))
)

EMPTY: Report = samples.report("", (), (), (), ())


def hide(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a library were not installed."""

    class Hidden:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name.split(".")[0] == library:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    for name in list(sys.modules):
        if name.split(".")[0] == library:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Hidden(), *sys.meta_path])


def assert_extra_named(error: pytest.ExceptionInfo[MissingExtraError], extra: str) -> None:
    assert f"pip install 'attrib[{extra}]'" in str(error.value)
    assert isinstance(error.value, ImportError)
