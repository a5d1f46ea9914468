"""Reading stand-off annotation: what fits is read, what does not is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrib.errors import DataNotFoundError, InputValueError
from attrib.training.polnear import AttributedText, read_polnear

TEXT = "The mayor said\nthe bridge was closed. “It is old,” she added, “and weak.”\n"
ANNOTATION = (
    "T1\tSource 0 9\tThe mayor\n"
    "T2\tCue 10 14\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T3\tContent 15 36\tthe bridge was closed\n"
    "T4\tAttribution 10 14\tsaid\n"
    "T5\tContent 38 50;62 73\t“It is old,” “and weak.”\n"
    "E2\tAttribution-no-source:T4 Content:T5\n"
    "#1\tAnnotatorNotes T4\tA note.\n"
)


def corpus(folder: Path, annotation: str = ANNOTATION) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "a_b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "attributions" / "a_b_x1.ann").write_text(annotation, encoding="utf-8")
    (folder / "attributions" / "a_b_x2.ann").write_text("", encoding="utf-8")
    return folder


def test_spans_may_stand_below_what_refers_to_them(tmp_path: Path) -> None:
    (text,) = read_polnear(corpus(tmp_path))
    assert isinstance(text, AttributedText) and text.name == "a_b"
    first, second = text.attributions
    assert [s.text for s in (*first.source, *first.cue, *first.content)] == [
        "The mayor",
        "said",
        "the bridge was closed",
    ]
    assert second.source == second.cue == ()
    assert [s.text for s in second.content] == ["“It is old,”", "“and weak.”"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T6\tCue 10 999\tsaid", "do not fit the text"),
        ("T6\tCue 10 14\tsays", "are not those at"),
        ("T6\tCue ten 14\tsaid", "invalid literal"),
        ("T6\tCeu 10 14\tsaid", "'Ceu' is no kind of span"),
        ("T1\tCue 10 14\tsaid", "T1 is a span already"),
        ("E4\tAttribution:T4 Content:T9", "refers to no span"),
        ("E4\tAttribution:T4 Content:T3 Sorce:T1", "'Sorce' is no role"),
        ("E4\tAtribution:T4 Content:T3", "'Atribution:T4' is no kind of attribution"),
        ("E4", "'' is no kind of attribution"),
        ("R1\tPart-of Arg1:T1 Arg2:T2", "'R1' begins neither"),
        ("said", "'said' begins neither"),
    ],
)
def test_a_broken_annotation_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, problem: str
) -> None:
    folder = corpus(tmp_path, f"{ANNOTATION}{line}\n")
    with pytest.raises(InputValueError, match=rf"a_b_x1\.ann, line 9: .*{problem}"):
        list(read_polnear(folder))
    (text,) = read_polnear(folder, skip_broken=True)
    assert len(text.attributions) == 2
    assert "line 9" in capsys.readouterr().err


def test_a_second_content_belongs_to_the_first(tmp_path: Path) -> None:
    (text,) = read_polnear(corpus(tmp_path, ANNOTATION.replace("Content:T5", "Content:T5 Content2:T3")))
    assert [s.text for s in text.attributions[1].content] == ["the bridge was closed", "“It is old,”", "“and weak.”"]


def test_words_that_run_over_their_line_are_broken_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(
        tmp_path, f"{ANNOTATION}T6\tContent 0 36\tThe mayor\n\nsaid the bridge was closed\nT7\tCue 10 14\tsaid\n"
    )
    assert len(list(read_polnear(folder, skip_broken=True))) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert "line 9: the words 'The mayor' are not those at 0 36" in said


def test_what_is_not_utf8_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = corpus(tmp_path)
    annotation = folder / "attributions" / "a_b_x1.ann"
    annotation.write_bytes(annotation.read_bytes() + b"T6\tCue 10 14\tsa\xefd\n")
    with pytest.raises(InputValueError, match=r"a_b_x1\.ann, line 9: 'utf-8' codec can't decode"):
        list(read_polnear(folder))
    assert len(list(read_polnear(folder, skip_broken=True))) == 1
    assert "line 9" in capsys.readouterr().err
    (folder / "text" / "a_b.txt").write_bytes(TEXT.encode() + b"It rained\xff.\n")
    with pytest.raises(InputValueError, match=r"a_b\.txt, line 3: 'utf-8' codec can't decode"):
        list(read_polnear(folder, skip_broken=True))


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match="holds no texts"):
        list(read_polnear(tmp_path))
    folder = corpus(tmp_path)
    (folder / "text" / "c.txt").write_text("It rained.", encoding="utf-8")
    with pytest.raises(DataNotFoundError, match=r"no annotation of c\.txt"):
        list(read_polnear(folder))
