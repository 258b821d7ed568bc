"""The signs that the search box reads between the words, explained beside it (``index/retrieve/operators.py`` reads them)."""

from __future__ import annotations

from ui.markup import Html, h

SIGNS = (
    ("“exact phrase”", "these words, in this order and form"),
    ("-word", "not in the passage; -“two words” likewise"),
    ("person:name", "somebody named in the passage; person:“Ada Brook”"),
    ("org:name", "an organisation named in the passage"),
    ("body:name", "whose paper it is"),
    ("type:minutes", "kind of paper: agenda, minutes, report, letter, decision …"),
    ("after:2019-01", "meetings from 1 January 2019 on; a year or a day will do too"),
    ("before:2019-06", "meetings before 1 June 2019"),
    ("over:5k under:1.2m", "an amount of money in the passage, in pounds"),
)


def signs() -> Html:
    return h(
        "details",
        h("summary", "Signs: “exact phrase”, -not, person:, after:2019-01 and more"),
        h("dl", *(cell for sign, meaning in SIGNS for cell in (h("dt", h("code", sign)), h("dd", meaning))), class_="pp-facts pp-signs"),
    )
