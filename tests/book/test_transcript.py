"""Scripts of videos: their form, and what is refused."""

from pathlib import Path

import pytest

from book.extension.strict import CourseError
from book.extension.transcript import Script, load_script

FRONT = "---\ntitle: A video\nminutes: 2.5\n---\n"


def load(text: str, folder: Path) -> Script:
    """Return the script that a file with this text holds."""
    path = folder / "video.md"
    path.write_text(text, encoding="utf-8")
    return load_script(path)


def test_a_script_is_read_slide_by_slide(tmp_path: Path) -> None:
    """A heading begins a slide, an empty line a paragraph, and a line's end is a space."""
    script = load(FRONT + "\n## One\n\nWords\nand words.\n\nMore.\n\n## Two\n\nEnd.\n", tmp_path)
    assert (script.title, script.minutes) == ("A video", 2.5)
    assert [(slide.title, slide.paragraphs) for slide in script.slides] == [
        ("One", ("Words and words.", "More.")),
        ("Two", ("End.",)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("## One\n\nWords.\n", "must begin with front matter"),
        ("---\ntitle: A\n---\n## One\n\nWords.\n", "its front matter lacks the key 'minutes'."),
        ("---\ntitel: A\nminutes: 2\n---\n", "has the unknown key 'titel'. Did you mean 'title'?"),
        ("---\ntitle: A\nminutes: 0\n---\n## One\n\nWords.\n", "its minutes must be above 0, not 0."),
        (FRONT, "must come a heading '## Title of the slide'."),
        (FRONT + "Words first.\n\n## One\n\nWords.\n", "must come a heading '## Title of the slide'."),
        (FRONT + "## One\n\n## Two\n\nWords.\n", "the slide 'One' has no words."),
        (FRONT + "# One\n\nWords.\n", "only headings of level two ('## …') begin a slide, not '# One'."),
        (FRONT + "## One\n\n### Deeper\n\nWords.\n", "not '### Deeper'."),
    ],
)
def test_a_wrong_script_is_refused(text: str, message: str, tmp_path: Path) -> None:
    """The error names the file, what is wrong and the form that is right."""
    with pytest.raises(CourseError) as error:
        load(text, tmp_path)
    assert message in str(error.value)
    assert str(error.value).startswith("video.md")
