"""The unit whose work a section tells of: "the Directorate", "the Estates Team", by the name that the section prints."""

from __future__ import annotations

import re
from collections import Counter

from ingest.records import Document, Paragraph

# "Department of Roads and Bridges", "Estates Team", "Fraud Unit"; not "the Team" alone
_WORD = r"(?:[A-Z][\w’'&-]*)"
_UNIT = re.compile(
    rf"\b(?:(?:Directorate|Department|Division|Office|Unit) (?:of|for) (?:the )?{_WORD}(?:(?: (?:and|&|of|for))? {_WORD}){{0,5}}"
    rf"|(?:{_WORD} (?:(?:and|&) )?){{1,4}}(?:Directorate|Department|Division|Unit|Team|Branch|Bureau))\b"
)
_KIND = re.compile(r"\b(?:Directorate|Department|Division|Office|Unit|Team|Branch|Bureau)\b")
_ARTICLE = re.compile(r"^(?:The|This|Our|Its|Each|New) ")


def find_unit(document: Document, paragraph: Paragraph) -> tuple[str, bool] | None:
    """The unit named most often in the section of ``paragraph`` up to it ("the Directorate" alone counts for it), inferred as the owner of the steps it lists.

    Papers that list next steps seldom say again whose they are. None where the section names no unit, or two equally often.
    """
    names: Counter[str] = Counter()
    text = ""
    for other in document.paragraphs:
        if other.paragraph_id > paragraph.paragraph_id or other.section_id != paragraph.section_id or other.part_id != paragraph.part_id:
            continue
        words = document.quote(other.span)
        text += f"\n{words}"
        for match in _UNIT.finditer(words):
            name = _ARTICLE.sub("", match.group())
            if " " in name:
                names[name] += 1
    for name in names:
        kind = _KIND.search(name)
        names[name] += len(re.findall(rf"\b[Tt]he {kind.group()}(?! (?:of|for)\b)", text)) if kind is not None else 0
    ranked = names.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0], True
