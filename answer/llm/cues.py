"""Words that turn what a sentence says. A draft may only use one where the quote carries it."""

from __future__ import annotations

TURNING: tuple[tuple[str, str], ...] = (
    # what became of a proposal: "The Panel considered the budget" is not "The Panel approved the budget"
    ("approve agree resolve accept adopt endorse ratify carry confirm consent", ""),
    ("reject refuse decline oppose veto dismiss object withdraw block overturn", ""),
    ("defer postpone delay adjourn", ""),
    ("recommend propose suggest request seek", "ask"),
    ("promise commit undertake pledge guarantee", "agree commitment undertaking"),
    ("vote ballot poll", ""),
    ("unanimous unanimously", ""),
    ("resign sack suspend retire", ""),
    ("appoint elect nominate choose co-opt", "appointment election nomination"),
    # which way a figure went; "over two years" carries no rise, so the small words are carried but carry nothing
    ("increase rise grow growth exceed gain", "higher"),
    ("up higher more above over", "increase rise grow growth exceed"),
    ("decrease fall drop reduce reduction decline", "lower fewer cut"),
    ("down lower fewer less below under", "decrease fall drop reduce reduction decline cut"),
    ("double triple halve half", ""),
    # how sure, how much
    ("will shall", ""),
    ("may might could possible possibly", ""),
    ("all every each always", "unanimous unanimously"),
    ("only sole solely", ""),
    ("illegal unlawful fraud criminal corrupt misconduct", ""),
    ("success successful succeed", ""),
    ("fail failure failed", ""),
    ("first", ""),
    ("last final", ""),
)
"""(words of a draft, other words of the quote that carry them): each word is carried by the others of its row too."""

DENYING = frozenset(
    """not no none never neither nor cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't hasn't
    haven't hadn't shouldn't couldn't without unable nil nobody nothing""".split()
)
