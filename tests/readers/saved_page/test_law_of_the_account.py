"""Law (a) on saved pages: whatever is done to its tags, no character of a document is lost or doubled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.diagnostics import Diagnostic
from edition.model import Fate, Stretch
from edition.readers import read
from edition.readers.saved_page import ReadPage, read_saved_page
from edition.schema import Metadata
from edition.sources import MarkupSource, Source

WITNESSES = Path(__file__).parents[4] / "shared" / "witnesses"
# fmt: off
PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "</li>", "<table>", "</table>", "<tr>",
    "<td>", "</td>", "<dl>", "<dt>", "<dd>", "</dl>", "<h3>", "</h3>", "<br>", "<hr>", "<sup>", "</sup>",
    "<i>", "</i>", "<b>", "<span class='tei-persName'>", "</span>", "<blockquote>", "</blockquote>",
    "<section class='attachment'>", "</section>", "<div class='tei-closer'>", "<div class='tei-dateline'>",
    "<h4 class='listHead'>", "</h4>", "</a>", "<a class='note' rel='footnote' href='#fn:1'>1</a>",
    "<a href='#fn:2' id='fnref:2'>", "<a href='#fnref:2'>↩</a>", "<li class='footnote' id='fn:1' value='1'>",
    "<li class='footnote' id='fn:2'>", "<div class='footnotes'><ol>", "</ol>", "<p class='tei-note2'>",
    "<a class='tei-pb1' id='pg_5'>[Page 5]</a>", "[Page 6]", "[Page", "<p id='n1'>", "<a href='d7'>",
    "<a href='persons#p_K1'>", "<nav>", "</nav>", "<aside>", "<form>", "<script>x</script>", "<!-- c -->",
    "<!--", "<![CDATA[x]]>", "<?pi?>", "<", ">", "&amp;", "&nbsp;", "&bogus;", "&", "word", "two words ",
    " ", "\n", "\t", "\x0c", "\u2003", ", ", "1", "*", "Source: x", "1. note", "<td colspan='99999999999'>",
    "<caption>", "<img src=x alt='a b'>", "<noscript>", "<template>", "<title>", "</br>", "<center>",
    "</body>", "</html>", "<svg>",
]
# fmt: on
PAGE = """<html><body><div id="content-inner"><div id="d5"><h3>5. Letter<span id="fnref:1"><a rel="footnote"
href="#fn:1">1</a></span></h3><p>Words that <i>stand</i> here [Page 4], and<ul><li>more</li></ul></p>
<div class="footnotes"><ol><li class="footnote" id="fn:1" value="1"><p>A note. <a href="#fnref:1">↩</a></p>
</li></ol></div>
</div></div></body></html>"""
TAGS = re.compile(r"(<[^>]*>)")


def read_page(html: str) -> ReadPage:
    source = MarkupSource(id="case", path="sources/case/source.html", data=html.encode("utf-8", "replace"))
    return read_saved_page(source, Metadata())


def check(result: ReadPage) -> None:
    if result.document is None:
        assert [type(problem) for problem in result.diagnostics if problem.severity == "error"] == [
            Diagnostic
        ]
        return
    document = result.document
    assert "".join(one.span.of(result.content) for one in document.account) == result.content
    texts = {None: document.text} | {place: note.text.content for place, note in enumerate(document.notes)}
    written: dict[int | None, list[Stretch]] = {part: [] for part in texts}
    for stretch in document.account:
        if stretch.fate in {Fate.TEXT, Fate.NOTE}:
            assert stretch.target is not None
            assert stretch.target.of(texts[stretch.part]) == stretch.span.of(result.content)
            written[stretch.part].append(stretch)
        elif stretch.fate is Fate.SPACE:
            assert not stretch.span.of(result.content).strip()
    for part, stretches in written.items():
        between = 0
        for stretch in sorted(stretches, key=lambda one: one.target.start if one.target else 0):
            assert stretch.target is not None
            assert texts[part][between : stretch.target.start].strip(" \n") == ""
            between = stretch.target.end
        assert texts[part][between:].strip(" \n") == ""


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_character_of_any_page_is_lost(pieces: list[str]) -> None:
    start = '<div id="content-inner"><h3>5. Letter</h3>'
    check(read_page(start + "".join(pieces)))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_character_is_lost_where_tags_are_left_out_doubled_or_moved(data: st.DataObject) -> None:
    parts = TAGS.split(PAGE)
    tags = [place for place, part in enumerate(parts) if part.startswith("<")]
    for _ in range(data.draw(st.integers(1, 6))):
        place, other = data.draw(st.sampled_from(tags)), data.draw(st.sampled_from(tags))
        what = data.draw(st.sampled_from(["", "doubled", "moved"]))
        if what == "moved":
            parts[place], parts[other] = parts[other], parts[place]
        else:
            parts[place] *= 2 if what else 0
    check(read_page("".join(parts)))


@pytest.mark.parametrize(
    "tag", ["div", "ul><li", "p", "table><tr><td", "blockquote", "b", "span class='tei-persName'"]
)
def test_a_page_may_nest_its_tags_as_deeply_as_it_likes(tag: str) -> None:
    result = read_page(f"<div id='content-inner'><h3>5. Letter</h3>{f'<{tag}>a' * 3000}")
    assert result.document is not None
    assert "".join(result.document.text.split()) == "5.Letter" + "a" * 3000
    check(result)


def test_what_no_page_can_hold_in_an_attribute_is_as_good_as_absent() -> None:
    result = read_page(
        "<div id='content-inner'><h3>5. Letter</h3><p><a href='https://x.org/\x02'>a</a></p></div>"
    )
    assert result.document is not None
    assert result.document.body.references == ()


@pytest.mark.parametrize("name", ["frus1961-63v14-d214", "frus1964-68v23-d360"])
def test_a_page_and_a_copy_of_its_text_give_the_same_text(name: str) -> None:
    path = WITNESSES / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the witnesses lie beside the project only")
    content = path.read_text(encoding="utf-8")
    copied = read(Source(id=name, path="source.txt", content=content), Metadata()).document
    html = page_of(content, [note.label for note in copied.notes] or ["1"])
    document = read_page(html).document
    assert document is not None
    assert document.text.split() == copied.text.split()
    assert [note.text.content.split() for note in document.notes] == [
        note.text.content.split() for note in copied.notes
    ]
    assert [page.label for page in document.body.page_breaks] == [
        page.label for page in copied.body.page_breaks
    ]


def page_of(content: str, labels: list[str]) -> str:
    """Return a page as that from which the text was copied: a block for each line, the notes at its end."""
    blocks: list[str] = []
    notes: list[str] = []
    for line in filter(None, (line.strip() for line in content.splitlines())):
        if match := re.match(r"(\d+)\. (?=Source|[A-Z])", line):
            label = match[1]
            if blocks and label in labels:
                words = line[match.end() :]
                back = f'<a class="fn-back" href="#fnref:{label}">↩</a>'
                notes.append(f'<li class="footnote" id="fn:{label}" value="{label}">{words} {back}</li>')
                continue
        blocks.append(line)
    first = re.sub(r"(\d)$", r'<a rel="footnote" href="#fn:\1">\1</a>', blocks[0])
    body = [
        re.sub(r"(?<=[a-z.,”])(\d)(?=\s|$)", r'<a rel="footnote" href="#fn:\1">\1</a>', one)
        for one in blocks[1:]
    ]
    paragraphs = "".join(
        f"<ul><li>{one[1:].strip()}</li></ul>" if one.startswith("•") else f"<p>{one}</p>" for one in body
    )
    listed = f'<div class="footnotes"><ol>{"".join(notes)}</ol></div>' if notes else ""
    return f'<div id="content-inner"><div id="d1"><h3>{first}</h3>{paragraphs}</div>{listed}</div>'
