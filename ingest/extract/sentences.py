"""Sentences of a paragraph, as spans.

Minutes and council reports are full of stops that end nothing: "Cllr. B. Orde", "No. 4", "7.30 p.m.", "para. 2.4",
"£4.5m", "St. Mary's", "approx. 12". The rule is the usual one (a stop, then space, then something that can open a
sentence), with a table of short forms after which a stop does not count, and a table of those after which it counts
only when a likely opener follows ("at 7.30 p.m. The Clerk …").

A line break or a tab always ends a sentence: in ``Document.text`` they separate paragraphs, table rows and cells.
"""

from __future__ import annotations

import re

from ingest.spans import Span

# Never the end of a sentence: titles, and words that announce a number or a name.
_NEVER_LAST_TEXT = """
    mr mrs ms mx dr prof rev revd canon fr sr st messrs cllr cllrs clr councillr ald hon rt capt maj col lt sgt
    insp supt det const ch supdt gen cpl pc ps no nos para paras p pp pg vol fig figs ref refs sec sect art cl
    ch app appx min mins item e.g eg i.e ie viz cf vs v c ca approx est incl inc excl tel ext fax
"""
NEVER_LAST = frozenset(_NEVER_LAST_TEXT.split())
# May end a sentence or not: the next word decides (a capital that opens sentences, not a name that goes on).
_PERHAPS_LAST_TEXT = """
    a.m p.m am pm etc ltd plc co jr sr b.a m.a ph.d al dept govt cttee assoc bros rd ave ln sq cres jan feb mar
    apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hrs yrs
"""
PERHAPS_LAST = frozenset(_PERHAPS_LAST_TEXT.split())
# Words that open a sentence after a doubtful stop ("… 9.15 p.m. The meeting closed", but "Hall Ltd. Directors …").
_OPENERS_TEXT = """
    the a an this these those that there it he she they we i you in on at as after before if when while with for
    to all any both each no none not some however although also further it's members cllr cllrs councillor
    councillors mr mrs ms dr resolved agreed noted proposed action actions date signed present apologies
    chairman chair clerk following
"""
OPENERS = frozenset(_OPENERS_TEXT.split())

_STOP = re.compile(r"""[.!?…]+(?:['"’”)\]]+)?(?=\s|$)|[\n\t]""")
_WORD_BEFORE = re.compile(r"""([^\s("'‘“\[/–—]+)$""")
_NEXT = re.compile(r"""\s*(?:[("'‘“\[•\-–—]\s*)*([^\s]+)""")
_LIST_NUMBER = re.compile(r"^\(?(?:\d{1,4}(?:[./]\d{1,3})*|[ivxlc]{1,5}|[a-zA-Z])[.)]?$")


def find_sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Sentences of ``text[span]`` in order, each without the white space around it; they cover all other characters.

    A printed number at the start of a paragraph ("2.4", "(b)", "14.") belongs to the sentence after it.
    """
    sentences: list[Span] = []
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        mark = stop.group()
        if mark[0] not in "\n\t" and not _ends_sentence(text, start, stop.start(), stop.end(), span.end):
            continue
        _append_trimmed(sentences, text, start, stop.end())
        start = stop.end()
    _append_trimmed(sentences, text, start, span.end)
    return tuple(sentences)


def sentence_at(text: str, span: Span, offset: int) -> Span:
    """The sentence of ``text[span]`` that holds ``offset`` (the nearest one before it, if it lies between two)."""
    best = span
    for sentence in find_sentences(text, span):
        if sentence.start > offset:
            break
        best = sentence
    return best


def _append_trimmed(sentences: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        sentences.append(Span(start, end))


def _ends_sentence(text: str, start: int, stop: int, after: int, end: int) -> bool:
    if after >= end:
        return True
    following = _NEXT.match(text, after, end)
    if following is None:
        return True
    next_word = following.group(1)
    if text[stop] in "!?":
        return not next_word[0].islower()
    before = _WORD_BEFORE.search(text, start, stop)
    word = before.group(1) if before else ""
    bare = word.lower().strip(".")
    gap = text[after : following.start(1)]
    if before is not None and not text[start : before.start()].strip() and _LIST_NUMBER.match(word):
        return False  # "2. The Clerk …", "(b). That …": the number opens this sentence
    if bare in NEVER_LAST:
        # "the answer was no. The Chairman …" ends; "No. 4" does not
        if bare in ("no", "min", "mins", "item", "art", "app", "p", "c", "v", "est", "inc", "ch", "min.") and word.islower():
            return _opens(next_word, gap)
        return False
    if len(bare) == 1 and word[0].isupper() and word not in ("I",):
        # initials: "J. Orde", "B. M. Castle"; but "Appendix B. The Board …" ends
        return next_word.lower().strip(".,:;") in OPENERS and next_word.lower() not in ("a", "i", "mr", "mrs")
    if bare in PERHAPS_LAST or re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare):
        return _opens(next_word, gap)
    return not next_word[0].islower()


def _opens(next_word: str, gap: str) -> bool:
    return "•" in gap or (next_word.lower().strip(".,:;’'") in OPENERS and next_word[0].isupper())
