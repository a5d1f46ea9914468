"""The transformer: its figures are the report's, and scikit-learn can do with it what it does with its own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

import attrib
from attrib.errors import InputTypeError, InputValueError
from attrib.report import Report
from attrib.sklearn import FEATURES, SHARES, AttributionFeatures
from attrib.strategies import reports
from tests import samples


class Fake:
    """Has read no model: a text of nothing has an empty report, the sample its own, any other one claim."""

    asked: tuple[int | None, str | None] = (0, None)

    def score_many(
        self, texts: Iterable[str], *, n_jobs: int | None = None, publisher: str | None = None
    ) -> Iterator[Report]:
        self.asked = (n_jobs, publisher)
        for text in texts:
            if text == samples.TEXT:
                yield samples.report()
            else:
                yield samples.report_of(text) if text else samples.report("", (), (), (), ())


TEXTS = [samples.TEXT, "", "One.", "Two."]


def features(**given: Any) -> AttributionFeatures:
    return AttributionFeatures(Fake(), **given)


def test_scikit_learn_is_not_shadowed() -> None:
    import sklearn

    assert not Path(sklearn.__file__).is_relative_to(Path(attrib.__file__).parent)


def test_features_are_those_of_the_report() -> None:
    table = features().fit_transform(TEXTS)
    assert table.shape == (4, len(FEATURES)) and table.dtype == np.float64
    row = dict(zip(FEATURES, table[0], strict=True))
    report = samples.report()
    assert (row["claims"], row["hops"], row["author_voice"]) == (5, 6, report.summary.author_voice)
    assert (row["named_count"], row["named_share"]) == (2, 0.4)
    assert row["mean_hops"] == 1.2
    assert row["mean_credibility"] == pytest.approx(sum(claim.credibility for claim in report.claims) / 5)
    assert not table[1].any()


@given(reports())
def test_any_report_has_finite_features(report: Report) -> None:
    class Only:
        def score_many(self, texts: Iterable[str], **_: Any) -> Iterator[Report]:
            return (report for _ in texts)

    row = dict(zip(FEATURES, AttributionFeatures(Only()).transform([""])[0], strict=True))
    assert np.isfinite(list(row.values())).all()
    for name in SHARES:
        share = getattr(report.summary, name)
        assert (row[f"{name}_count"], row[f"{name}_share"]) == (share.count, share.share)


@pytest.mark.parametrize(
    "made",
    [
        tuple, np.array, iter, pd.Series, pl.Series, lambda x: np.array(x, dtype=object), lambda x: [[t] for t in x],
        lambda x: pd.DataFrame({"text": x}), lambda x: pl.DataFrame({"text": x}),
    ],
)  # fmt: skip
def test_texts_come_in_many_ways(made: Callable[[list[str]], Any]) -> None:
    assert (features().transform(made(TEXTS)) == features().transform(TEXTS)).all()


def test_no_texts_give_no_rows() -> None:
    assert features().transform([]).shape == (0, len(FEATURES))
    assert features().transform(pd.DataFrame({"text": []})).shape == (0, len(FEATURES))


@pytest.mark.parametrize(
    ("given_", "error", "message"),
    [
        ("text", InputTypeError, "got one str"),
        (b"text", InputTypeError, "got one bytes"),
        (["a", None], InputTypeError, r"X\[1\]: expected a str, got NoneType"),
        ([1.0], InputTypeError, r"X\[0\]: expected a str, got float"),
        ([["a", "b"]], InputValueError, r"one column of texts, got the shape \(1, 2\)"),
        (3, InputValueError, "one column of texts"),
    ],
)
def test_what_holds_no_texts_is_refused(given_: Any, error: type[Exception], message: str) -> None:
    for method in (features().fit, features().transform):
        with pytest.raises(error, match=message):
            method(given_)


def test_options_are_handed_on() -> None:
    scorer = Fake()
    AttributionFeatures(scorer, n_jobs=2, publisher="The Post").fit(TEXTS).transform(TEXTS)
    assert scorer.asked == (2, "The Post")


def test_the_library_scores_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.scorer.score_many", Fake().score_many)
    assert (AttributionFeatures().transform(TEXTS) == features().transform(TEXTS)).all()


def test_columns_have_names() -> None:
    frame = features().set_output(transform="pandas").fit_transform(pd.DataFrame({"text": TEXTS}, index=[3, 1, 4, 5]))
    assert list(frame.columns) == list(FEATURES) == list(features().get_feature_names_out(["text"]))
    assert list(frame.index) == [3, 1, 4, 5]
    assert features().set_output(transform="polars").fit_transform(TEXTS).columns == list(FEATURES)


def test_it_takes_its_place_in_a_pipeline() -> None:
    model = make_pipeline(features(), LogisticRegression(solver="newton-cholesky"))
    answers = [1, 0, 0, 0]
    model.fit(TEXTS, answers)
    assert list(model.predict(TEXTS)) == answers
    again = pickle.loads(pickle.dumps(model))
    assert (again.predict_proba(TEXTS) == model.predict_proba(TEXTS)).all()
    columns = ColumnTransformer([("text", features(), "text")])
    table = columns.fit_transform(pd.DataFrame({"text": TEXTS, "other": 1}))
    assert table.shape == (4, len(FEATURES))
    assert columns.get_feature_names_out()[0] == "text__claims"
    search = GridSearchCV(model, {"attributionfeatures__publisher": [None, "The Post"]}, cv=2)
    assert search.fit(TEXTS * 2, answers * 2).best_score_ > 0


def test_a_copy_is_as_it_was_made() -> None:
    made = features(n_jobs=3, publisher="The Post")
    copied = clone(made)
    assert copied.get_params(deep=False) | {"scorer": None} == made.get_params(deep=False) | {"scorer": None}
    assert repr(AttributionFeatures(n_jobs=2)) == "AttributionFeatures(n_jobs=2)"


@pytest.mark.filterwarnings("ignore:Can't test estimator")
def test_it_is_an_estimator_by_scikit_learns_checks() -> None:
    """Most of these draw tables of numbers, and leave out what by its tags takes none, with a warning."""
    results = estimator_checks.check_estimator(features(), on_fail=None)
    assert results and {result["status"] for result in results} == {"passed"}


@pytest.mark.parametrize(
    "check",
    [
        "check_estimator_cloneable",
        "check_estimator_repr",
        "check_estimator_tags_renamed",
        "check_get_params_invariance",
        "check_no_attributes_set_in_init",
        "check_parameters_default_constructible",
        "check_set_params",
        "check_valid_tag_types",
    ],
)
def test_it_passes_the_checks_that_need_no_table(check: str) -> None:
    getattr(estimator_checks, check)("AttributionFeatures", AttributionFeatures())
