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
    "E3\tDiscuss:T4\n"
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
        ("E4\tAttribution:T4 Content:T9", "refers to no span"),
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


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match="holds no texts"):
        list(read_polnear(tmp_path))
    folder = corpus(tmp_path)
    (folder / "text" / "c.txt").write_text("It rained.", encoding="utf-8")
    with pytest.raises(DataNotFoundError, match=r"no annotation of c\.txt"):
        list(read_polnear(folder))
