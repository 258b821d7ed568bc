"""Drafts that are about something near what is asked for: a figure of a plan for one of a deed, another count for who came, another office.

The words that are quoted first decide, whatever the fitted model makes of them. Each rule was written from some papers and
tried on others; what it turned away and what it cost is in docs/answers.md.
"""

from __future__ import annotations

import re

from answer.compose.draft import Draft
from answer.office import names_office, read_request
from answer.question import Question
from answer.words import fold

# "how much was spent on the shelter", "what had been paid to the valuer", "how much did the sale raise"
_DEED_ASKED = re.compile(r"\b(?:was|were|been|has|have|had|did)\b.{0,80}\b(?:spent|spend|paid|pay|raised?)\b|\b(?:spent|paid) (?:on|for|to|by)\b")
# "how much was budgeted to be spent", "how much had they agreed to pay"
_PLAN_ASKED = re.compile(
    r"\b(?:to be|will|would|should|could|budget\w*|plan\w*|expect\w*|estimat\w*|quot\w+|propos\w+|agree[ds]?|approv\w+|allocat\w+|forecast\w*|intend\w*|offer\w*|promis\w+|pledg\w+)\b"
)
# "a quote in the region of £5,000 has been received", "the study will cost £7,500", "a budget of £180,000 a year"
_PLANNED = re.compile(
    r"\b(?:quot(?:e|es|ed|ations?)|estimat(?:e|es|ed)|in the region of|up to £|budget(?:ed)?|(?:will|would|could|to|may|might) cost|to spend|bid|forecast|propos(?:al|als|ed)|allocat(?:ed|ion)|need to raise)\b"
)
_DONE = re.compile(
    r"\b(?:spent|paid|payments?|invoice\w*|bought|purchased|expenditure|cheques?|ch\.? ?no|cost (?:was|were)|actual\w*|outturn|raised|resolved|agreed|approved|accepted)\b"
)
_WHO = r"(?:people|persons?|residents|members|councillors|officers|staff|visitors|guests|volunteers|parishioners|pupils|students|children|adults|men|women|families|households|delegates|the public)"
_CAME_ASKED = re.compile(rf"\bhow many (?:[\w'-]+ ){{0,3}}{_WHO} (?:[\w'-]+ ){{0,3}}(?:attended|came|come|turned (?:up|out)|were (?:present|there|at)|took part|went|joined|visited)\b")
# who came is told in words like these; "27 expressions of interest" at a fair are not its visitors
_CAME = re.compile(
    rf"\b(?:{_WHO}|attend\w*|present|turn(?:ed)? ?out|turned up|audience|participa\w+|took part|tak(?:en|ing|e) part|join\w*|came|coming|visit\w*|gathered|players|entr(?:ies|ants)|went|seen|through the doors?|welcomed)\b"
)
# "312 meetings attended": what is counted is where somebody went, not who came
_TIMES_COUNTED = re.compile(r"\b\d[\d,]* (?:[\w-]+ )?(?:meetings|events|sessions|occasions|visits|appointments)\b")
_WHO_COUNTED = re.compile(rf"\b{_WHO}\b|\b(?:present|turn(?:ed)? ?out|audience|through the doors?)\b")
# "how many officers will the force gain", "how many posts have been lost": which way a number of people or things went
_GAIN_ASKED = re.compile(r"\bhow many\b(?!.{0,60}\bmore than\b).{0,80}\b(?:get|gets|getting|gain(?:s|ed|ing)?|recruit(?:s|ed|ing)?|hir(?:e|es|ed|ing)|tak(?:e|es|en|ing) on|took on|extra|additional|more)\b")
_LOSS_ASKED = re.compile(r"\bhow many\b(?!.{0,60}\bfewer than\b).{0,80}\b(?:los(?:e|es|t|ing)|loss(?:es)?|cut|cuts|axed|shed|fewer|gone|made redundant)\b")
# said close to the number: "the loss of 60 officers", "60 posts had been cut", "60 new officers"
_LOST = re.compile(r"\b(?:fell|fallen|dropped|loss|losses|lost|losing|cut|cuts|cutting|axed|shed|fewer|reduction|redundant|redundancies)\b")
_GAINED = re.compile(r"\b(?:rose|risen|gain(?:s|ed|ing)?|recruit\w*|hir(?:e|ed|ing)|new|extra|additional|more|add(?:s|ed|ing)?|increas\w+|took on|taken on|appoint\w*|joined|intake)\b")
_WORDS_BEFORE, _WORDS_AFTER = 5, 3


def find_mismatch(question: Question, draft: Draft) -> str | None:
    """What the words quoted first are instead, to complete "The papers searched do not say"; "" where there is nothing to add, None where they fit."""
    if question.changed or not draft.pieces:
        return None
    quote = draft.pieces[0].text
    request = read_request(question)
    if request is not None and not names_office(quote, request):
        return ""
    asked, said = fold(question.text), fold(quote)
    if question.kind == "amount" and _DEED_ASKED.search(asked) and not _PLAN_ASKED.search(asked) and _PLANNED.search(said) and not _DONE.search(said):
        return ": the nearest figure is a quote, an estimate or a budget, and not said to be what it came to."
    of_times = _TIMES_COUNTED.search(said) and not _WHO_COUNTED.search(said)
    if question.kind == "count" and _CAME_ASKED.search(asked) and (of_times or not _CAME.search(said)):
        return ": the nearest figure does not count who came."
    if question.kind == "count" and draft.short:
        return _find_other_way(asked, said, fold(draft.short))
    return None


def _find_other_way(asked: str, said: str, figure: str) -> str | None:
    """Where a question is for what was gained and the words beside the figure say that it was lost, or the other way round."""
    gained, lost = _GAIN_ASKED.search(asked), _LOSS_ASKED.search(asked)
    if bool(gained) == bool(lost):
        return None
    number = re.search(r"\d[\d,.]*", figure)
    at = said.find(number.group() if number else figure)
    if at < 0:
        return None
    words = list(re.finditer(r"\S+", said))
    here = sum(word.end() <= at for word in words)
    near = words[max(0, here - _WORDS_BEFORE) : here + 1 + _WORDS_AFTER]
    # what comes after a comma is of something else: "the loss of 60 officers, while extra work …"
    beside = said[near[0].start() : at] + re.split(r"(?<=[a-z])[,;:.]", said[at : near[-1].end()])[0]
    is_lost, is_gained = _LOST.search(beside), _GAINED.search(beside)
    if gained and is_lost and not is_gained:
        return ": the nearest figure is of what was lost."
    return ": the nearest figure is of what was gained." if lost and is_gained and not is_lost else None
