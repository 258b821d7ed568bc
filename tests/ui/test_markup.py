"""Nothing that a paper says can become markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.spans import Span
from ui.markup import Html, Wrap, escape, h, is_own_address, join, lit, marked, tame


class Reader(HTMLParser):
    """Collects tags and text as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: str) -> Reader:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "<meta http-equiv='refresh' content='0;url=//evil.example'>",
        "&lt;b&gt; &amp;lt;",
        "</p></div><form action=//evil.example>",
        "<!-- comment --><![CDATA[x]]>",
    ],
)
def test_hostile_text_is_text(text: str) -> None:
    seen = read(h("p", text, title=text))
    assert seen.tags == ["p"]
    assert seen.text == text


@given(st.text(max_size=80), st.data())
def test_marking_changes_no_letter(text: str, data: st.DataObject) -> None:
    """Whatever the text and the spans, the reader sees the tamed text, and nothing but <mark> and <span> around it."""
    numbers = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(numbers, numbers), max_size=4))]
    wraps = [Wrap(span, tag, "x") for span, tag in zip(spans, ["mark", "span", "mark", "span"], strict=False)]
    seen = read(marked(text, Span(0, len(text)), wraps))
    assert set(seen.tags) <= {"mark", "span"}
    assert seen.text.replace("\r\n", "\n").replace("\r", "\n") == tame(text).replace("\r\n", "\n").replace("\r", "\n")


def test_only_the_quoted_words_are_marked() -> None:
    text = "The patrol cost £48,250 & <more>."
    start = text.index("£")
    assert lit(text, Span(4, len(text)), [Span(start, start + 7)]) == "patrol cost <mark class=\"pp-mark\">£48,250</mark> &amp; &lt;more&gt;."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("annex\u202efdp.exe", "annex\ufffdfdp.exe"),
        ("zero\u200bwidth", "zerowidth"),
        ("bell\u0007", "bell\ufffd"),
        ("line\nand\ttab", "line\nand\ttab"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_characters_that_reorder_or_hide(text: str, shown: str) -> None:
    assert tame(text) == shown


@pytest.mark.parametrize("href", ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:alert(1)", "data:text/html,x", "", " /x"])
def test_links_stay_within_the_app(href: str) -> None:
    assert not is_own_address(href)
    with pytest.raises(ValueError, match="within the app"):
        h("a", "x", href=href)


def test_attributes() -> None:
    assert h("input", type="text", value='a"b', disabled=True, required=False, aria_label="<x>") == (
        '<input type="text" value="a&quot;b" disabled aria-label="&lt;x&gt;">'
    )


def test_joining_escapes_strings_and_leaves_markup() -> None:
    assert join("<", h("b", "x"), None, separator=" & ") == "&lt; &amp; <b>x</b>"
    assert isinstance(escape("x"), Html)
