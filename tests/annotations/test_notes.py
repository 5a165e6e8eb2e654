"""Notes are Markdown, and whatever else they hold is harmless and still to be read."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotations.notes import TOO_DEEP, RenderedNote, render_note

MARKDOWN = {
    "emphasis": ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
    "paragraphs": ("a\n\nb", "<p>a</p>\n<p>b</p>"),
    "a line break": ("a  \nb", "<p>a<br>\nb</p>"),
    "a list": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "a year at the beginning": ("1986. x", '<ol start="1986">\n<li>x</li>\n</ol>'),
    "a quotation": ("> q\n> r", "<blockquote>\n<p>q\nr</p>\n</blockquote>"),
    "a heading, which is none of the page's": (
        "# A *b* c\n\nd",
        "<p><strong>A <em>b</em> c</strong></p>\n<p>d</p>",
    ),
    "a heading underlined": ("A\n---\nd", "<p><strong>A</strong></p>\n<p>d</p>"),
    "code": ("`<sup>` `{{ x }}`", "<p><code>&lt;sup&gt;</code> <code>{{ x }}</code></p>"),
    "an indented block": ("    <p>", "<pre><code>&lt;p&gt;\n</code></pre>"),
    "braces": ("{{ x }} {% y %}", "<p>{{ x }} {% y %}</p>"),
    "plain tags": (
        'x<sup>2</sup> <abbr title="y">z</abbr>',
        '<p>x<sup>2</sup> <abbr title="y">z</abbr></p>',
    ),
    "a plain tag left open": ("x<sub>2", "<p>x<sub>2</sub></p>"),
    "references to characters": (
        "AT&amp;T &lt;script&gt; &copy;",
        "<p>AT&amp;T &lt;script&gt; ©</p>",
    ),
    "signs that are no tags": ("a < b > c <b and 3<4", "<p>a &lt; b &gt; c &lt;b and 3&lt;4</p>"),
    "an escaped star": (r"a\*b*", "<p>a*b*</p>"),
    "straight quotation marks": ('"a" -- b', '<p>"a" -- b</p>'),
    "an address of mail as written": ("<a@b.c>", "<p>&lt;a@b.c&gt;</p>"),
}


@pytest.mark.parametrize(("markdown", "html"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_is_rendered(markdown: str, html: str) -> None:
    assert render_note(markdown) == RenderedNote(html, (), ())


def test_a_table_is_rendered() -> None:
    assert render_note("|a|b|\n|-|-|\n|c|d|").html == (
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n"
        "<tbody>\n<tr>\n<td>c</td>\n<td>d</td>\n</tr>\n</tbody>\n</table>"
    )


LINKS = {
    "to a document": ("[x](secto-8)", '<a href="secto-8">x</a>', "secto-8"),
    "to a page": ("[x](secto-8#pg_2)", '<a href="secto-8#pg_2">x</a>', "secto-8#pg_2"),
    "to a document of a volume": (
        "[x](frus1964-68v23-d360#p1)",
        '<a href="frus1964-68v23-d360#p1">x</a>',
        "frus1964-68v23-d360#p1",
    ),
    "within the document": ("[x](#wiped)", '<a href="#wiped">x</a>', "#wiped"),
    "to an address": (
        '[x](https://h.s/?a=1&b=2 "t")',
        '<a href="https://h.s/?a=1&amp;b=2" rel="external" title="t">x</a>',
        "https://h.s/?a=1&b=2",
    ),
    "to an address as it stands": (
        "<https://h.s/c>",
        '<a href="https://h.s/c" rel="external">https://h.s/c</a>',
        "https://h.s/c",
    ),
    "to mail": ("[x](mailto:a@b.c)", '<a href="mailto:a@b.c" rel="external">x</a>', "mailto:a@b.c"),
}


@pytest.mark.parametrize(("markdown", "html", "href"), LINKS.values(), ids=LINKS)
def test_a_link_is_kept_and_named(markdown: str, html: str, href: str) -> None:
    assert render_note(markdown) == RenderedNote(f"<p>{html}</p>", (href,), ())


HOSTILE_LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/elsewhere",
    "../elsewhere",
    "http:/evil",
    "https://h.s/\"onclick='x'",
    "mailto:a@b.c?body=x:y",
    "blob:x",
]


@pytest.mark.parametrize("address", HOSTILE_LINKS)
def test_a_link_that_must_not_be_followed_leaves_its_words(address: str) -> None:
    rendered = render_note(f"[x](<{address}>) [y][1]\n\n[1]: {address}")
    shown = f"a link to '{unescape(address)}'"
    assert rendered == RenderedNote("<p>x y</p>", (), (shown,))


HOSTILE_TAGS = {
    "<script>alert(1)</script>": ("<script>",),
    "a <SCRIPT src=//x></SCRIPT>": ("<script>",),
    "<style>p{}</style>": ("<style>",),
    "<img src=x onerror=alert(1)>": ("<img>",),
    "<img src=x onerror=alert(1)//": (),
    "<svg/onload=alert(1)>": ("<svg>",),
    "<svg><script>x</script></svg>": ("<svg>", "<script>"),
    "<math><mi>x": ("<math>", "<mi>"),
    "<iframe src=javascript:alert(1)></iframe>": ("<iframe>",),
    "<object data=x></object><embed src=x>": ("<object>", "<embed>"),
    "<a href='javascript:x'>y</a>": ("<a>",),
    "<p id=x class=y style=z onclick=a>t</p>": ("<p>",),
    "</aside></article><p>x": ("<aside>", "<article>", "<p>"),
    "</p></div>": ("<p>", "<div>"),
    "<div>\n\nx\n\n</div>": ("<div>",),
    "<form action=x><input name=id></form>": ("<form>", "<input>"),
    "<meta http-equiv=refresh content=0>": ("<meta>",),
    "<base href=//evil>": ("<base>",),
    "<link rel=stylesheet href=//evil>": ("<link>",),
    "<!-- c -->": ("a comment or instruction",),
    "<![CDATA[x]]>": ("a comment or instruction",),
    "<?php x ?>": ("a comment or instruction",),
    "<template>x</template>": ("<template>",),
    "<textarea><p>": ("<textarea>", "<p>"),
    "<plaintext>x": ("<plaintext>",),
    "<title></title><img src=x>": ("<title>", "<img>"),
    '<noscript><p title="</noscript><img src=x>">': ("<noscript>", "<img>"),
    "<sup onclick=x>2": ("<sup>",),
    "<abbr title='x' onclick=y>z": ("<abbr>",),
    "<h2 id=top>x</h2>": ("<h2>",),
    "<javascript:alert(1)>": (),
    "<details open ontoggle=alert(1)>": ("<details>",),
    "<video><source onerror=x></video>": ("<video>", "<source>"),
    "<custom-element x>": ("<custom-element>",),
}


@pytest.mark.parametrize(("markdown", "removed"), HOSTILE_TAGS.items())
def test_a_tag_is_shown_as_its_characters(markdown: str, removed: tuple[str, ...]) -> None:
    rendered = render_note(markdown)
    assert (Seen(rendered.html).tags - {"p"}, rendered.removed) == (set(), removed)
    assert Seen(rendered.html).text.split() == markdown.split()


def test_an_image_leaves_its_description() -> None:
    assert render_note("![a map](https://h.s/x.png) b") == RenderedNote("<p>a map b</p>", (), ("an image",))


def test_lists_within_lists_without_end_are_no_failure() -> None:
    assert render_note("- " * 2000 + "a").removed == (TOO_DEEP,)
    assert render_note("*a*").html == "<p><em>a</em></p>"


@pytest.mark.parametrize("opening", ["> ", ">", "- ", "<em>"])
def test_what_stands_in_one_another_without_end_is_refused(opening: str) -> None:
    for depth in (50, 3000):
        rendered = render_note(f"{opening * depth}a")
        assert (rendered.removed, rendered.html.count("<")) == ((TOO_DEEP,), 2)
    assert render_note(f"{opening * 10}a").removed == ()


class Seen(HTMLParser):
    """What a parser sees in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


PIECES = [
    "<script>",
    "<img src=x onerror=y>",
    "</p>",
    "<sup>",
    "](",
    "[",
    "![",
    "javascript:",
    "&#x6a;",
    "`",
    "*",
]
PIECES += [
    "\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    '"',
    "'",
    "<",
    ">",
    "&",
    "a",
    "secto-8#p2",
    "|",
    "<!--",
    "\\",
    "é",
]


@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=80)))
def test_nothing_but_plain_markup_ever_comes_out(markdown: str) -> None:
    seen = Seen(render_note(markdown).html)
    assert seen.attributes <= {"href", "rel", "title", "start"}
    assert not seen.tags & {
        "script",
        "style",
        "img",
        "svg",
        "iframe",
        "h1",
        "h2",
        "h3",
        "div",
        "form",
        "span",
    }


# No file has a lone surrogate: neither UTF-8 nor an escape of YAML can say one (tests/yaml_files).
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="[]<>{}&\\"), max_size=80))
def test_what_has_none_of_their_signs_has_neither_links_nor_elements(markdown: str) -> None:
    rendered = render_note(markdown)
    assert (rendered.hrefs, rendered.removed) == ((), ())
