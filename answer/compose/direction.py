"""Up or down, better or worse: what a yes-or-no question takes a figure to have done, and what the words of a paper say it did."""

from __future__ import annotations

import re

from answer.words import find_tokens, fold, is_stop_word

_UP = (
    r"(?:go(?:es|ing|ne)?|went|been|are|is|was|were|moved?|crept|sharply|well) up|up (?:on|by|from|since|compared)|ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|"
    r"gr(?:ow|ows|own|owing|ew)|growth|climb(?:s|ed|ing)?|doubl(?:ed|ing)|trebl(?:ed|ing)|upwards?|higher"
)
_DOWN = (
    r"(?:go(?:es|ing|ne)?|went|come|came|coming|been|are|is|was|were|moved?|sharply|well) down|down (?:on|by|from|since|compared)|fall(?:s|en|ing)?|fell|decreas(?:e|es|ed|ing)|"
    r"reduc(?:e|es|ed|ing|tions?)|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|shr[iau]nk(?:s|ing)?|halv(?:ed|ing)|downwards?|fewer|lower"
)
_BETTER = r"improv(?:e|es|ed|ing|ements?)|(?:get|gets|getting|got|gotten) better|better"
_WORSE = r"worsen(?:s|ed|ing)?|deteriorat(?:e|es|ed|ing|ion)|(?:get|gets|getting|got|gotten) worse|worse"
PAIRS = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in ((_UP, _DOWN), (_DOWN, _UP), (_BETTER, _WORSE), (_WORSE, _BETTER))
)
# the direction is what is asked, and not part of a name ("was the precept increase approved"), where a time, a place or nothing comes after it
_WHAT_IS_ASKED = re.compile(
    r"\s*(?:[?.,;]|$|(?:in|on|at|by|to|from|of late|since|over|across|between|during|under|after|before|when|while|compared|than|against|again|this|last|"
    r"or|and|as|for|every|each|year|month|recently|lately|now|much|sharply|further|overall|locally|nationally)\b)"
)


def find_direction_verdict(question: str, evidence: str) -> bool | None:
    """True where the evidence moves the way that the question asks about, False where the other way, None where it does not say or says both.

    Only to be asked of questions for which :func:`asks_direction` holds.
    """
    pair = _find_pair(fold(question))
    if pair is None:
        return None
    said = fold(evidence)
    near = _find_about(fold(question), pair, said)
    same, denied = _find_said(pair[0], said, near)
    opposite, _ = _find_said(pair[1], said, near)
    if same and not (denied or opposite):
        return True
    # "did not fall" denies that it fell, and says nothing of a rise
    return False if (denied or opposite) and not same else None


NEAR = 6
"""Words between what is asked about and the word that says which way it went."""


def _find_about(asked: str, pair: tuple[re.Pattern[str], re.Pattern[str]], said: str) -> list[tuple[int, int]]:
    """Stretches of the evidence around the question's own words: "no speed limit … lower the gates" says nothing of speeds."""
    rest = pair[0].sub(" ", asked)
    about = {token.stem for token in find_tokens(rest) if not is_stop_word(token.text)}
    tokens = find_tokens(said)
    return [
        (tokens[max(0, at - NEAR)].start, tokens[min(len(tokens) - 1, at + NEAR)].end)
        for at, token in enumerate(tokens)
        if token.stem in about
    ]


_DENIED = re.compile(r"(?:\b(?:not|no|never|without|hardly|neither|nor)\b|n't\b)(?:\s+[\w-]+){0,2}\s+$")


def _find_said(pattern: re.Pattern[str], said: str, near: list[tuple[int, int]]) -> tuple[bool, bool]:
    """Whether the words of one way are said of what is asked about, and whether they are denied."""
    found = [match for match in pattern.finditer(said) if any(start <= match.start() and match.end() <= end for start, end in near)]
    denied = [bool(_DENIED.search(said, 0, match.start())) for match in found]
    return not all(denied), any(denied)


def asks_direction(question: str) -> bool:
    """Whether a yes-or-no question asks which way something went: "Is knife crime going up?"."""
    return _find_pair(fold(question)) is not None


def _find_pair(asked: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    for pair in PAIRS:
        for match in pair[0].finditer(asked):
            # "the increase in the precept" is a thing
            if _WHAT_IS_ASKED.match(asked, match.end()) and not re.search(r"\b(?:the|an?|any|this|that|no|of|for|to|proposed|its|their)\s+$", asked[: match.start()]):
                return pair
    return None
