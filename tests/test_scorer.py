"""The whole way with the shipped models: bad input, order, determinism, what a report holds."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import joblib
import pandas as pd
import pytest

import attrib
from attrib.chains import DEEPEST
from attrib.testing import check_report
from tests.breaking import BREAKS, Breaking
from tests.gold import article_names, load_article

ODD = {
    "reports in reports": "he said " * 60,
    "empty": "",
    "blank": " \n\t \r\n",
    "one word": "Officials",
    "emoji": "🎉🎉🎉",
    "controls": "He\x00 said\x07 “no”.\x1b[0m",
    "lone surrogates": "\ud800 The mayor said \udfff the bridge was safe.",
    "a pair of surrogates": "The \ud83d\ude00 mayor, who leads the \ud83d\ude00 party, said that the bridge was safe.",
    "html": "<p>The mayor said <b>the bridge</b> was safe.</p><script>alert('x')</script>",
    "capitals": "THE MAYOR SAID ON MONDAY THAT THE BRIDGE WAS SAFE AND THAT NOBODY IN THE TOWN HAD REASON TO WORRY.",
    "another language": "Der Bürgermeister sagte am Montag, die Brücke sei sicher, und niemand in der Stadt müsse sich "
    "Sorgen machen, denn die Fachleute hätten sie gründlich geprüft.",
    "no space": "a" * 100_000,
    "no full stop": "the mayor said that the bridge was safe and " * 450,
    "quotation marks": "“" * 500 + '"' * 501,
}


@pytest.fixture(scope="module")
def scorer() -> attrib.Scorer:
    return attrib.Scorer()


@pytest.mark.parametrize("name", ODD)
def test_any_text_gets_a_report(scorer: attrib.Scorer, name: str) -> None:
    check_report(scorer.score(ODD[name]), ODD[name])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("empty", "no-words"),
        ("emoji", "no-words"),
        ("controls", "unreadable-characters"),
        ("lone surrogates", "unreadable-characters"),
        ("html", "markup"),
        ("capitals", "capitals"),
        ("another language", "not-english"),
        ("no full stop", "long-sentence"),
        ("reports in reports", "deep-chain"),
        ("no space", "unbroken-text"),
    ],
)
def test_what_was_not_understood_is_said(scorer: attrib.Scorer, name: str, code: str) -> None:
    assert code in {warning.code for warning in scorer.score(ODD[name]).warnings}


def test_chains_are_followed_so_far_and_no_further(scorer: attrib.Scorer) -> None:
    assert max(len(claim.chain) for claim in scorer.score(ODD["reports in reports"]).claims) == DEEPEST


@pytest.mark.parametrize("text", ["Nobody said the driver was drunk.", "No witnesses said that the car was red."])
def test_what_nobody_said_is_no_claim(scorer: attrib.Scorer, text: str) -> None:
    assert scorer.score(text).claims == ()


def test_a_claim_and_its_denial_may_have_one_content(scorer: attrib.Scorer) -> None:
    claims = scorer.score(
        "Prosecutors say the mayor took bribes from the port, a charge the council has rejected."
    ).claims
    assert [str(claim.commitment) for claim in claims] == ["asserted", "denied"]
    assert claims[0].content == claims[1].content and claims[0].disputed_by == (claims[1].id,)


@pytest.mark.parametrize(
    ("who", "identification"),
    [
        ("A man who works for the ministry", "described"),
        ("A man who knew of the plan", "anonymous"),
        ("An official who asked not to be named", "anonymous"),
    ],
)
def test_who_tells_where_he_belongs_is_described(scorer: attrib.Scorer, who: str, identification: str) -> None:
    (claim,) = scorer.score(f"{who} said the vote was close.").claims
    assert claim.originator.identification == identification


@pytest.mark.parametrize("value", [None, b"bytes", 3, 2.5, ["text"]])
def test_what_is_no_text_is_refused_by_its_type(scorer: attrib.Scorer, value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__) as caught:
        scorer.score(value)  # type: ignore[arg-type]
    assert isinstance(caught.value, attrib.AttribError)


@pytest.mark.parametrize("name", article_names())
def test_articles(scorer: attrib.Scorer, name: str) -> None:
    article = load_article(name)
    report = scorer.score(article.text, publisher=article.publisher, doc_id=name)
    check_report(report, article.text)
    assert report.doc_id == name
    assert len(report.claims) >= len(article.claims) // 2
    assert {warning.code for warning in report.warnings} <= {"unverified-claim"}


def test_a_report_is_the_same_alone_and_in_company(scorer: attrib.Scorer) -> None:
    texts = [load_article(name).text for name in article_names()]
    alone = [scorer.score(text) for text in texts]
    assert list(scorer.score_many(texts)) == alone
    assert list(scorer.score_many(reversed(texts))) == alone[::-1]


def test_a_report_is_the_same_in_other_processes(scorer: attrib.Scorer) -> None:
    texts = [load_article(name).text for name in article_names()[:2]]
    assert list(scorer.score_many(texts, n_jobs=2)) == [scorer.score(text) for text in texts]


def test_texts_are_read_as_their_turn_comes(scorer: attrib.Scorer) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "The mayor said the bridge was safe."

    reports = scorer.score_many(endless())
    assert [len(next(reports).claims) for _ in range(3)] == [1, 1, 1]
    assert taken < 100


def test_what_is_no_text_can_be_reported_in_its_place(scorer: attrib.Scorer) -> None:
    texts = ["The mayor said the bridge was safe.", None, "Rebels said they had left."]
    reports = list(scorer.score_many(texts, on_error="report"))  # type: ignore[arg-type]
    assert [len(report.claims) for report in reports] == [1, 0, 1]
    assert [w.code for w in reports[1].warnings] == ["not-a-text"]
    with pytest.raises(attrib.InputTypeError, match="NoneType"):
        list(scorer.score_many(texts))  # type: ignore[arg-type]


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_the_reports_before_what_is_no_text_come_first(scorer: attrib.Scorer, n_jobs: int) -> None:
    texts = [*(f"The mayor said that bridge {k} was safe." for k in range(9)), threading.Lock(), "It rained."]
    found = []
    with pytest.raises(attrib.InputTypeError, match="not lock"):
        for report in scorer.score_many(texts, n_jobs=n_jobs):  # type: ignore[arg-type]
            found.append(len(report.claims))
    assert found == [1] * 9
    reports = list(scorer.score_many(texts, n_jobs=n_jobs, on_error="report"))  # type: ignore[arg-type]
    assert [w.code for w in reports[9].warnings] == ["not-a-text"] and len(reports) == 11


def test_a_text_longer_than_the_caller_allows_is_refused(scorer: attrib.Scorer) -> None:
    limited = attrib.Scorer(max_chars=40)
    texts = ["The mayor said the bridge was safe.", "x" * 41, ""]
    assert limited.score(texts[0]) == scorer.score(texts[0])
    with pytest.raises(attrib.InputValueError, match="41 characters, and max_chars is 40"):
        limited.score(texts[1])
    with pytest.raises(attrib.InputValueError, match="max_chars is 40"):
        list(pickle.loads(pickle.dumps(limited)).score_many(texts))
    reports = list(limited.score_many(texts, on_error="report"))
    assert [[w.code for w in report.warnings if w.code == "too-long"] for report in reports] == [[], ["too-long"], []]
    for report, text in zip(reports, texts, strict=True):
        check_report(report, text)
    for wrong, error in ((-1, attrib.InputValueError), ("40", attrib.InputTypeError), (True, attrib.InputTypeError)):
        with pytest.raises(error, match="max_chars"):
            attrib.Scorer(max_chars=wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_text_that_cannot_be_scored_takes_no_other_along(n_jobs: int) -> None:
    texts = [f"The mayor said that bridge {k} was safe." for k in range(11)]
    texts[4] = texts[9] = f"The mayor said that {BREAKS}."
    reports = list(Breaking().score_many(texts, n_jobs=n_jobs, publisher="The Post", on_error="report"))
    assert [k for k, report in enumerate(reports) if not report.claims] == [4, 9]
    for k, report in enumerate(reports):
        check_report(report, texts[k])
    (warning,) = reports[4].warnings
    assert warning.code == "failed" and "MemoryError: no room" in warning.message
    with pytest.raises(MemoryError, match="no room"):
        list(Breaking().score_many(texts, n_jobs=n_jobs))


def test_models_that_cannot_be_loaded_are_no_fault_of_a_text(tmp_path: Path) -> None:
    with pytest.raises(attrib.ModelIntegrityError):
        list(attrib.Scorer(models=tmp_path).score_many(["The mayor said so."], on_error="report"))


def test_texts_before_a_broken_source_are_scored(scorer: attrib.Scorer) -> None:
    def broken() -> Iterator[str]:
        yield from ["The mayor said the bridge was safe.", "Rebels said they had left."]
        raise KeyError("the archive is torn")

    reports = scorer.score_many(broken())
    assert [len(next(reports).claims) for _ in range(2)] == [1, 1]
    with pytest.raises(KeyError, match="torn"):
        next(reports)


@pytest.mark.parametrize(("n_jobs", "ambient", "spread"), [
    (None, {}, False), (None, {"n_jobs": 2}, True), (1, {"n_jobs": 2}, False), (2, {}, True),
])  # fmt: skip
def test_jobs_are_those_of_the_call_or_else_of_joblib(
    scorer: attrib.Scorer, monkeypatch: pytest.MonkeyPatch, n_jobs: int | None, ambient: dict[str, int], spread: bool
) -> None:
    from attrib import scorer as module

    here = threading.get_ident()
    others: list[bool] = []

    def in_worker(*given: Any) -> Any:
        others.append(threading.get_ident() != here)
        return work(*given)

    work = module._in_worker
    monkeypatch.setattr(module, "_in_worker", in_worker)
    with joblib.parallel_config(backend="threading", **ambient):
        reports = scorer.score_many(["The mayor said the bridge was safe."] * 20, n_jobs=n_jobs)
    # what was set at the call holds, also where the reports are taken later
    assert len({report.claims for report in reports}) == 1
    assert (any(others), bool(others)) == (spread, spread)


def test_a_parser_of_ones_own_is_not_spread_by_accident(scorer: attrib.Scorer) -> None:
    own = attrib.Scorer(parser=SimpleNamespace(processors={}))
    with joblib.parallel_config(n_jobs=2), pytest.raises(attrib.InputTypeError, match="another process"):
        own.score_many(["The mayor said so."])


@pytest.mark.parametrize("options", [{"n_jobs": 0}, {"n_jobs": 1.5}, {"on_error": "ignore"}, {"publisher": 3}])
def test_options_that_make_no_sense_are_refused_at_the_call(scorer: attrib.Scorer, options: dict[str, object]) -> None:
    with pytest.raises(attrib.AttribError):
        scorer.score_many([], **options)  # type: ignore[arg-type]


def test_one_string_is_not_many_texts(scorer: attrib.Scorer) -> None:
    with pytest.raises(attrib.InputTypeError, match="iterable of str, not str"):
        scorer.score_many("The mayor said so.")
    for wrong in ({"text": "The mayor said so."}, pd.DataFrame({"text": ["The mayor said so."]})):
        with pytest.raises(attrib.InputTypeError, match="iterable of str, not"):
            scorer.score_many(wrong)


def test_the_settings_of_a_scorer_stay(scorer: attrib.Scorer) -> None:
    for name in ("attitudes", "max_chars"):
        with pytest.raises(AttributeError):
            setattr(scorer, name, True)


def test_a_scorer_survives_pickling(scorer: attrib.Scorer) -> None:
    copy = pickle.loads(pickle.dumps(scorer))
    assert copy.signature == scorer.signature


def test_attitudes_are_left_out_unless_they_are_asked_for(scorer: attrib.Scorer) -> None:
    text = "The union opposes the merger. The minister wants to resign."
    assert not scorer.score(text).claims
    found = attrib.Scorer(attitudes=True).score(text).claims
    assert [claim.content[0].text for claim in found] == ["the merger", "to resign"]


def test_the_publisher_is_guessed_where_it_matters(scorer: attrib.Scorer) -> None:
    said = "The mayor told the Velmora Times that the bridge was safe."
    address = "https://www.velmoratimes.com/news/1"
    (relayed,) = scorer.score(said).claims
    assert relayed.chain[0].source.name == "Velmora Times"
    guessed = scorer.score(f"{address}\n\n{said}")
    assert len(guessed.claims[0].chain) == 1
    assert [w.code for w in guessed.warnings] == ["publisher-guessed"] and guessed.publisher is None
    assert not scorer.score(f"{address}\n\nThe mayor said that the bridge was safe.").warnings
    assert not scorer.score(f"{address}\n\n{said}", publisher="Velmora Times").warnings


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{address}The mayor, quoted by the Velmora Times, said that the bridge was safe.", ["publisher-guessed"]),
        ("{address}The mayor told this website that the bridge was safe.", ["publisher-guessed"]),
        ("{address}The mayor told parliament that the bridge was safe.", []),
        ("{address}The mayor told the Coast Courier that the bridge was safe.", []),
        ("The mayor told this newspaper that the bridge was safe.", ["publisher-unnamed"]),
        ("The mayor told our correspondent in Velmora that the bridge was safe.", ["publisher-unnamed"]),
        ('"He told us that the bridge was safe," the mayor said.', []),
    ],
)
def test_a_medium_left_out_as_the_text_s_own_is_warned_of(scorer: attrib.Scorer, text: str, codes: list[str]) -> None:
    text = text.format(address="https://www.velmoratimes.com/news/1\n\n")
    assert [warning.code for warning in scorer.score(text).warnings] == codes
    assert not scorer.score(text, publisher="The Velmora Times").warnings


def test_reports_that_are_denied_are_no_claim_of_their_own(scorer: attrib.Scorer) -> None:
    (claim,) = scorer.score("The minister denied reports that the dam had leaked.").claims
    assert claim.commitment is attrib.Commitment.DENIED and claim.content[0].text == "that the dam had leaked"
    assert claim.chain[0].source.name == "The minister"


def test_a_report_inside_a_report_is_found(scorer: attrib.Scorer) -> None:
    report = scorer.score("Police said on Monday that two witnesses told them the van had been white.")
    chains = [[hop.source.name for hop in claim.chain] for claim in report.claims]
    assert ["Police", "two witnesses"] in chains


def test_a_pipeline_of_ones_own_is_used(scorer: attrib.Scorer) -> None:
    from attrib.adapter import load_stages
    from attrib.encoder import load_encoder
    from attrib.store import ModelStore

    store = ModelStore()
    pipeline = SimpleNamespace(processors=dict(load_stages(store, load_encoder(store))))
    own = attrib.Scorer(parser=pipeline)
    text = "The mayor said the bridge was safe."
    assert own.score(text).claims == scorer.score(text).claims
    assert "parser:own" in own.signature and "parser:shipped" in scorer.signature
    for send in (lambda: pickle.dumps(own), lambda: own.score_many([text], n_jobs=2)):
        with pytest.raises(attrib.InputTypeError, match="another process"):
            send()


def test_a_parser_that_is_no_pipeline_is_refused() -> None:
    with pytest.raises(attrib.InputTypeError, match="str"):
        attrib.Scorer(parser="en")


def test_what_could_not_be_verified_is_a_warning_and_is_shown_with_the_claim(scorer: attrib.Scorer) -> None:
    text = (
        "The militia said its fighters had taken the fort at Ostrel. The claim could not be independently verified. "
        "The army declined to comment."
    )
    report = scorer.score(text)
    (warning,) = report.warnings
    assert warning.code == "unverified-claim"
    (claim,) = report.claims
    assert [step.factor for step in claim.explanation if step.rule == "caveat"] == ["unverified", "no-comment"]


@pytest.mark.parametrize(
    ("text", "identification"),
    [
        ("Police said an unidentified man was found dead in the river.", "described"),
        ("Police said the victim asked not to be named.", "described"),
        ("The bank will close, an official said on condition of anonymity.", "anonymous"),
        ("The bank will close, said an official, who declined to be identified.", "anonymous"),
        ("The bank will close, a clerk told the paper, asking not to be named.", "anonymous"),
        ("Port records of unknown origin show that the bank will close.", "anonymous"),
    ],
)
def test_only_who_asks_for_it_is_unnamed(scorer: attrib.Scorer, text: str, identification: str) -> None:
    assert {claim.originator.identification for claim in scorer.score(text).claims} == {identification}


@pytest.mark.parametrize(
    ("speaker", "affiliation"),
    [
        ("Engineer Ilsa Brandt", None),
        ("The Velmora Courier", None),
        ("Residents of Ostrel", "Ostrel"),
        ("Treasury secretary Ada Lind", "Treasury"),
        ("A spokesman for the port authority", "the port authority"),
    ],
)
def test_a_title_and_a_part_of_the_name_are_no_affiliation(
    scorer: attrib.Scorer, speaker: str, affiliation: str | None
) -> None:
    (source,) = scorer.score(f"{speaker} said the bridge was safe.").sources
    assert source.affiliation == affiliation


def test_two_of_the_same_trade_are_two_origins(scorer: attrib.Scorer) -> None:
    report = scorer.score("Engineer Ilsa Brandt said the pier was shut. Engineer Otto Lindt said the pier was shut.")
    assert {claim.independent_origins for claim in report.claims} == {2}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Galvia News Agency reported that the market would be sold, citing residents of Selvik.",
         ["Galvia News Agency", "residents of Selvik"]),
        ("Police said that the driver had fled, citing two witnesses.", ["Police", "two witnesses"]),
        ('“The wall is old,” Brandt said.\n\nNorra Press quoted a senior government official who asked not to be named '
         'as saying that the government "will close the Kelambar rail tunnel in June".',
         ["Norra Press", "a senior government official who asked not to be named"]),
        ("The Velmora Courier quoted the minister as saying that he would resign.",
         ["Velmora Courier", "the minister"]),
    ],
)  # fmt: skip
def test_a_source_is_cited_wherever_the_parser_hangs_it(scorer: attrib.Scorer, text: str, names: list[str]) -> None:
    chains = [[hop.source.name for hop in claim.chain] for claim in scorer.score(text).claims]
    assert chains[-1] == names


@pytest.mark.parametrize("reason", ["ill health", "a lack of funds"])
def test_a_reason_is_no_source(scorer: attrib.Scorer, reason: str) -> None:
    report = scorer.score(f"The agency reported that the minister had resigned, citing {reason}.")
    assert len(report.claims[0].chain) == 1


def test_who_is_brought_in_is_nobody_met_before(scorer: attrib.Scorer) -> None:
    text = (
        "Mayor Tomas Brandt said the pier was old.\n\nA senior official told the Velmora Courier that it would close."
    )
    assert scorer.score(text).claims[-1].originator.name == "A senior official"
