"""Kept reports: the same as fresh ones, whoever writes beside, and whatever lies in the folder."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attrib import Report, Scorer
from attrib.cache import ENDING, ReportCache
from attrib.errors import InputTypeError, InputValueError
from attrib.strategies import reports
from attrib.trust import load_trust
from tests import samples

TEXT = "The mayor said that the bridge was safe. The port authority denied it, the Velmora Courier reported."


@pytest.fixture(scope="module")
def plain() -> Scorer:
    return Scorer()


def sharing(plain: Scorer, **given: Any) -> Scorer:
    """A scorer of its own settings that has the models of another."""
    scorer = Scorer(**given)
    scorer.__dict__ |= {name: getattr(plain, name) for name in ("_store", "_encoder", "_parser", "_tagger")}
    return scorer


def unable(scorer: Scorer) -> Scorer:
    """The scorer, which is not to read a text any more."""

    def refuse(*_: object) -> None:
        raise AssertionError("a text was read")

    scorer._fresh = lambda texts, *_: refuse() if texts else []  # type: ignore[method-assign, assignment]
    return scorer


def entries(folder: Path) -> list[Path]:
    return sorted(folder.rglob(f"*{ENDING}"))


def test_a_text_is_read_once(plain: Scorer, tmp_path: Path) -> None:
    texts = [TEXT, "", TEXT, "Rebels said they had left."]
    fresh = [plain.score(text, publisher="The Post") for text in texts]
    assert list(sharing(plain, cache=tmp_path).score_many(texts, publisher="The Post")) == fresh
    assert len(entries(tmp_path)) == 3
    again = unable(sharing(plain, cache=str(tmp_path)))
    kept = list(again.score_many(texts, publisher="The Post"))
    assert kept == fresh and [report.text for report in kept] == texts
    assert repr(kept) == repr(fresh)
    assert again.score(TEXT, publisher="The Post", doc_id="a1") == dataclasses.replace(fresh[0], doc_id="a1")


def test_an_id_is_not_kept(plain: Scorer, tmp_path: Path) -> None:
    scorer = sharing(plain, cache=tmp_path)
    assert scorer.score(TEXT, doc_id="a1").doc_id == "a1"
    assert unable(scorer).score(TEXT).doc_id is None


def test_what_changes_the_report_is_another_entry(plain: Scorer, tmp_path: Path) -> None:
    table = load_trust()
    other = dataclasses.replace(table, relay=table.relay / 2)  # of the same version
    assert other.version == table.version
    scorer = sharing(plain, cache=tmp_path)
    for made in (scorer, sharing(plain, cache=tmp_path, trust=other)):
        assert made.score(TEXT) == sharing(plain, trust=made._trust).score(TEXT)
    scorer.score(TEXT, publisher="")
    scorer.score(TEXT, publisher="The Velmora Courier")
    scorer.score(TEXT + " ")
    assert len(entries(tmp_path)) == 5


def test_workers_share_what_is_kept(plain: Scorer, tmp_path: Path) -> None:
    texts = [f"The mayor said that bridge {k} was safe." for k in range(20)]
    scorer = sharing(plain, cache=tmp_path)
    fresh = list(plain.score_many(texts))
    assert list(scorer.score_many(texts, n_jobs=2)) == fresh
    assert len(entries(tmp_path)) == len(texts)
    assert list(unable(scorer).score_many(texts)) == fresh
    assert pickle.loads(pickle.dumps(scorer))._cache.folder == tmp_path


def test_what_could_not_be_scored_is_not_kept(plain: Scorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = sharing(plain, cache=tmp_path)
    scorer.score("")
    monkeypatch.setattr(scorer, "_report", lambda *_: 1 / 0)
    codes = [report.warnings[0].code for report in scorer.score_many([None, TEXT], on_error="report")]  # type: ignore[list-item]
    assert codes == ["not-a-text", "failed"] and len(entries(tmp_path)) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b'"credibility": 0.', b'"credibility": 0.0', 1),
        lambda content: b"\x80\x04K\x01." + content,
        lambda content: b"{}\n" * 3,
    ],
)
def test_a_spoilt_entry_is_written_anew(plain: Scorer, tmp_path: Path, spoil: Any) -> None:
    scorer = sharing(plain, cache=tmp_path)
    report = scorer.score(TEXT)
    (entry,) = entries(tmp_path)
    content = entry.read_bytes()
    assert spoil(content) != content
    entry.write_bytes(spoil(content))
    assert scorer.score(TEXT) == report
    assert entry.read_bytes() == content


def test_an_entry_of_another_text_is_none(plain: Scorer, tmp_path: Path) -> None:
    scorer = sharing(plain, cache=tmp_path)
    first, second = scorer.score(TEXT), scorer.score(TEXT.replace("mayor", "baker"))
    one, other = entries(tmp_path)
    one_content, other_content = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_content)
    other.write_bytes(one_content)
    assert (scorer.score(TEXT), scorer.score(TEXT.replace("mayor", "baker"))) == (first, second)
    assert (one.read_bytes(), other.read_bytes()) == (one_content, other_content)


def test_where_nothing_can_be_written_reports_are_made_all_the_same(plain: Scorer, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    scorer = sharing(plain, cache=folder)
    folder.rmdir()
    folder.write_bytes(b"")
    assert scorer.score(TEXT) == plain.score(TEXT)


def test_halves_of_a_character_are_not_kept(plain: Scorer, tmp_path: Path) -> None:
    scorer = sharing(plain, cache=tmp_path)
    split, whole = "The \ud83d\ude00 mayor said so.", "The \U0001f600 mayor said so."
    for _ in range(2):
        assert (scorer.score(split), scorer.score(whole)) == (plain.score(split), plain.score(whole))
    assert len(entries(tmp_path)) == 1


@given(reports(), st.one_of(st.none(), st.text(max_size=5)))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_report_comes_back_as_it_was(tmp_path: Path, report: Report, doc_id: str | None) -> None:
    cache = ReportCache(tmp_path)
    text = report.text or ""
    cache.put(report, "v1")
    kept = cache.get(text, report.publisher, doc_id, "v1")
    assert kept == dataclasses.replace(report, doc_id=doc_id)
    assert repr(kept) == repr(dataclasses.replace(report, doc_id=doc_id)) and kept.text == text
    assert cache.get(text + "x", report.publisher, doc_id, "v1") is None
    assert cache.get(text, report.publisher, doc_id, "v2") is None


def test_many_writers_and_readers_never_see_half_an_entry(tmp_path: Path) -> None:
    # Other processes, since threads of one take turns.
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from attrib.cache import ReportCache\n"
        "from tests import samples\n"
        "cache, report = ReportCache(Path(sys.argv[1])), samples.report()\n"
        "for _ in range(200):\n"
        "    cache.put(report, 'v1')\n"
        "    assert cache.get(report.text, report.publisher, report.doc_id, 'v1') == report\n"
    )
    root = Path(__file__).resolve().parent.parent
    writers = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=root) for _ in range(3)]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    assert len(entries(tmp_path)) == 1 == len([path for path in tmp_path.rglob("*") if path.is_file()])


def test_threads_share_a_cache(tmp_path: Path) -> None:
    cache, report = ReportCache(tmp_path), samples.report()
    seen: list[Report | None] = []

    def work() -> None:
        for _ in range(50):
            cache.put(report, "v1")
            seen.append(cache.get(samples.TEXT, report.publisher, report.doc_id, "v1"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [report] * 200


def test_who_may_read_an_entry_is_as_for_any_new_file(plain: Scorer, tmp_path: Path) -> None:
    sharing(plain, cache=tmp_path / "kept").score("The mayor said so.")
    usual = tmp_path / "usual"
    usual.touch()
    (entry,) = entries(tmp_path / "kept")
    assert entry.stat().st_mode == usual.stat().st_mode


def test_a_folder_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    with pytest.raises(InputValueError, match="is no folder"):
        Scorer(cache=file)
    for path in ("", "a\0b"):
        with pytest.raises(InputValueError, match="cache: "):
            Scorer(cache=path)
    with pytest.raises(InputTypeError, match="cache must be the path of a folder, not int"):
        Scorer(cache=3)  # type: ignore[arg-type]
    with pytest.raises(InputValueError, match="a parser of your own"):
        Scorer(cache=tmp_path, parser=type("Pipeline", (), {"processors": {}})())
