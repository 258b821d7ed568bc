"""The wording of steps, as data: what a later sentence says has become of something promised.

Each pattern is searched in one sentence; the tables are tried in the order superseded, changed, done, reported back,
and the first that matches says what the step is. What matches none has only been raised again. The examples are
invented; each stands for a wording that many papers use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.cues import TASK_VERBS
from ledger.records import StepKind


@dataclass(frozen=True, slots=True)
class StepCue:
    """``decisive``: the words themselves say how the promise stands, so that the status is read and not inferred."""

    kind: StepKind
    pattern: re.Pattern[str]
    decisive: bool = False


def _cue(kind: StepKind, pattern: str, *, decisive: bool = False) -> StepCue:
    return StepCue(kind, re.compile(pattern, re.I), decisive)


_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|20\d\d)"
_PAST_VERBS = (
    "adopted appointed awarded bought built circulated cleared closed completed confirmed delivered distributed finished fitted "
    "given held installed introduced issued launched made met mended moved opened ordered painted placed posted prepared "
    "presented produced provided published purchased put received recruited removed renewed repaired replaced reported "
    "reviewed sent set settled signed spent submitted switched taken trained updated written"
)
_COUNT = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DONE_WORDS = "|".join(_PAST_VERBS.split())

STEP_CUES: tuple[StepCue, ...] = (
    # "decision 2023/4 ceases to have effect", "in its place the force will …", "is replaced by a new measure"
    _cue("superseded", r"\bcease[sd]? to have effect\b|\bsuperseded\b|\bno longer (?:be )?(?:a target|required|needed|pursued|go(?:ing)? ahead|applies|apply)\b|\b(?:is|are|was|were|be|been) withdrawn\b|\brescinded\b|\babandoned\b", decisive=True),
    _cue("superseded", r"\b(?:is|was|been|be) (?:to be )?replaced (?:by|with)\b|\bto be replaced\b|\bin its place\b|\bit is replaced\b|\bnot accepted\b|\bwill no longer be\b|\bwould no longer be\b"),
    # "Moved to March 2025.", "is now planned for May", "would follow in the new year instead", "has been put back"
    _cue("changed", rf"\bmoved to (?:the )?(?:end of )?{_MONTH}\b|\b(?:is|are|was|were) now (?:planned|expected|due|to be|likely|hoped)\b|\bnow (?:expected|planned|due|says|hoped)\b|\b(?:put back|postponed|deferred|delayed|brought forward|rescheduled|called off|extended)\b|\bin place of {_MONTH}\b|\bahead of the date\b|\binstead\b|\brevised (?:date|deadline|target)\b|\bnew date\b|\bslipped\b|\bcould no longer\b|\bwould not (?:open|be|go)\b|\bwill not (?:open|be|go)\b"),
    # "Complete.", "Closed.", "I regard this promise as discharged", "this action can be removed from the list"
    _cue("done", r"\bclosed(?=\W*$|\W+(?:no|removed))|\b(?:complete|completed|discharged|actioned|done)(?=\W*$)|\b(?:as|is|was|now|been|action|are|were) (?:now |fully |all )?(?:complete|completed|discharged|fulfilled|finished|actioned)\b|\b(?:has|have|had) (?:now |since )?been done\b|\bnothing (?:more|further) (?:to be done|is needed)\b|\btook effect\b|\bwas handed over\b|\b(?:has|had|have) been (?:kept|met|carried out|implemented)\b|\bremoved from the (?:list|log)\b", decisive=True),
    # "Done on 16 September."
    _cue("done", r"^\W*(?:done|completed|finished) (?:on|in) (?:\d|the |[A-Z][a-z]+ \d)", decisive=True),
    # "the note had been sent on 4 May", "The gates were fitted in June", "I wrote to the Minister on 9 March"
    _cue("reported back", rf"\b(?:has|have|had|was|were) (?:now |since |also |all |already |again |not yet )?(?:been )?(?:{_DONE_WORDS})\b|\b(?:I|we|he|she|they|clerk|chairman|chair|officer|commissioner|constable|council|cllr\.? \w+|councillor \w+) (?:has |have |had |then |since |also )?(?:wrote|sent|met|visited|opened|published|signed|spoke|spoken|contacted|emailed|e-mailed|reported|asked|received|completed|obtained|circulated|attended|checked|confirmed|bought|ordered|gave|held|decided|wrote|written|replied|inspected|arranged|installed)\b"),
    _cue("reported back", r"\b(?:reply|response|report|note|figures?|evaluation|answer|letter|quotes?|quotations?|survey|results?) (?:has|have|had|was|were|is|are) (?:now )?(?:been )?(?:received|attached|given|circulated|obtained|enclosed|read|noted|presented)\b|\breported (?:that|back|on)\b|\b(?:update[sd]?|progress)\b[^.]{0,40}\b(?:given|received|noted|reported)\b|^\W*(?!(?:no|none|not|nothing)\b)(?:[\w’' ]{0,60}\W{1,3})?(?:sent|published|received|reported|installed|ordered|circulated|fitted|held|signed|delivered|accepted)\b"),
    # how far it has come: "410 of 640 metres", "Five of the six centres are open"; an answer: "has agreed to it"
    _cue("reported back", rf"\b{_COUNT} of (?:the |its |their |all )?{_COUNT}\b|\b(?:has|have|had) (?:now |since )?(?:agreed to|accepted) (?:it|this|them)\b"),
)

# A sentence about the future is no report of what was done.
FUTURE = re.compile(r"\b(?:will|would|shall|is to|are to|was to|were to|to be|not yet|yet to|remains?|remained|outstanding|ongoing|on-going|awaiting|awaited|pending|asked (?:whether|if|when|why)|still)\b", re.I)
# "(minute 36/22)", "min. 12", "matters arising", "as promised in March", "the Panel had asked"
LOOKS_BACK = re.compile(
    r"\bmatters arising\b|\baction (?:log|list|tracker|points?)\b|\b(?:had|has|have) (?:\w+ly )?(?:been )?(?:promised|asked|requested|undertaken|agreed to|committed|pledged)\b|"
    r"\bas (?:I |we |she |he |the \w+ )?(?:had |have )?(?:promised|asked|requested|agreed|undertaken)\b|\b(?:promised|undertaking|undertook|pledged?)\b|\basked (?:me|us|for in)\b|"
    r"\b(?:my|her|his|our|this|that|the) (?:promise|commitment)\b|\b(?:last|previous) meeting\b|\bfollowing (?:the|a) (?:request|promise)\b|"
    # "a commitment was given last year", "the assurance that I gave to the Panel"
    r"\b(?:assurance|undertaking|commitment|pledge)s? (?:(?:that|which) )?(?:\w+ )?(?:had )?(?:given|gave)\b",
    re.I,
)
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e) (?:will|shall|have|intend|expect|aim|plan|promise)\b")
BACK_TO_MEETING = re.compile(r"\b(?:asked|agreed|promised?|offered|announced|assurance|undertaking|told the|requested|undertook|undertaken|resolved|minutes?|meeting of|at its meeting|actions?)\b", re.I)
"""Words that take a day back to the meeting of that day."""
# how a matter stands without anything having been done: "remains outstanding", "not yet received", "still to be agreed"
STANDING = re.compile(r"\b(?:outstanding|on-?going|overdue|not (?:yet|been)|await(?:ed|ing)|chas(?:ed|ing)|in hand|no (?:reply|response|answer|news)|still (?:to|not|being|await\w*|waiting|outstanding|due)|pending|carried forward|in progress|under ?way)\b", re.I)
# a promise that is also a task set by a decision: "that the Clerk be asked to …", "shall be closed"
_TASKS = "|".join(TASK_VERBS)
TASK_IN_DECISION = re.compile(
    rf"\bbe (?:asked|requested|invited|instructed|authorised|urged|recommended) to\b|\bshall (?!be (?:noted|signed|elected))|\b(?:should|would|will) (?:\w+ly |also )?(?:{_TASKS})\b|\b(?:that|and)? ?(?:the |a )?[\w’' ]{{2,50}}? to (?:write|report|bring|send|contact|obtain|arrange|provide|prepare|circulate|investigate|chase|follow|ask|invite|review|publish|organise|order|purchase)\b|\b(?:report|note|letter|update) be (?:made|brought|sent|given|reported)\b",
    re.I,
)
# what is not promised although it is listed: approvals of what has been done, thanks, notes
NO_TASK = re.compile(r"\bbe (?:noted|received|thanked|confirmed|approved|agreed|signed)\W*$|\basked (?:whether|if|what|why|when|how|who|about)\b|\bmeeting (?:closed|ended)\b|\bdate of (?:the )?next meeting\b", re.I)
# a promise that is never over: "each quarter", "every year", "monthly"
_TERM = r"(?:half[- ])?(?:year|month|quarter|week|day|meeting|term|season|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)"
RECURRING = re.compile(rf"\b(?:each|every) {_TERM}\b|\b(?:quarterly|monthly|annually|yearly|weekly|regularly|continue[sd]? to|keep paying|keep (?:members|the panel|the committee|the council))\b", re.I)
# some of it, not all: "seven of twelve", "412 had been given so far", "the first of them", "in part"
PARTIAL = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven) of (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\b(?:so far|in part|partly|the first (?:of|\d+)|not all|some of|more than half|nearly|almost|the rest|the others?|still|not yet|no reply|has not|have not|had not)\b", re.I)
# what was promised, and the words that say it as past
FULFILLED: tuple[tuple[str, str], ...] = (
    (r"write|written", r"wrote|written|letters? (?:had|has|was|were|have) (?:now )?(?:been )?sent|sent"),
    (r"circulate[d]?|send|sent|share[d]?|forward(?:ed)?|copy|copied|supply|supplied|e-?mail(?:ed)?", r"sent|circulated|shared|forwarded|e-?mailed|supplied"),
    (r"report(?:ed)?|bring|brought|present(?:ed)?|update[d]?|give[n]?|include", r"brought|presented|gave|given|(?:is|are) attached|(?:was|were) received|updated|included|reported"),
    (r"confirm(?:ed)?|check(?:ed)?|establish(?:ed)?|find out|ask(?:ed)?|enquire|contact(?:ed)?|speak|spoken|reply|look into", r"confirmed|checked|established|asked|contacted|spoke|spoken|replied|found"),
    (r"publish(?:ed)?", r"published"),
    (r"review(?:ed)?", r"reviewed|review\b[^.;]{0,50}\b(?:has|had|was) (?:now )?(?:been )?(?:done|completed|carried out|finished|reported)"),
    (r"open(?:ed)?", r"opened"),
    (r"buy|bought|purchase[d]?|order(?:ed)?", r"bought|purchased|ordered|delivered"),
    (r"install(?:ed)?|fit(?:ted)?|erect(?:ed)?|repair(?:ed)?|replace[d]?|mend(?:ed)?|paint(?:ed)?|clean(?:ed)?|cut|remove[d]?|plant(?:ed)?|up", r"installed|fitted|erected|repaired|replaced|mended|painted|cleaned|cut|removed|planted|put up"),
    (r"hold|held|arrange[d]?|organise[d]?|visit(?:ed)?|meet|met", r"held|arranged|organised|visited|met|took place"),
    (r"decide[d]?|consult(?:ed)?|submit(?:ted)?|sign(?:ed)?|appoint(?:ed)?|recruit(?:ed)?|adopt(?:ed)?|complete[d]?|switch(?:ed)?|train(?:ed)?", r"decided|consulted|submitted|signed|appointed|recruited|adopted|completed|switched|trained"),
    (r"clear(?:ed)?|finish(?:ed)?|deal|dealt", r"cleared|finished|dealt with|the last of the"),
    (r"issue[d]?|award(?:ed)?|let|provide[d]?|pay", r"issued|awarded|provided|paid|given out"),
)
NUMBERED = re.compile(r"(?<![\d/])(\d{1,4}/\d{2,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\s?\d\d\.\d\d)(?![\d/])")
"""A printed minute number, "39/23", or the code under which an action is carried from one list to the next, "June24.07"."""

CODE = re.compile(r"(?<![\w/])(?:R|Rec|Recommendation|REC)\.? ?(\d{1,2})(?![\w/.])")
"""The number of a recommendation as later papers take it up: "R4", "recommendation 4"."""


_AIMED = re.compile(r"\b(?:ensur(?:e|ing)|so that|until|once|unless|if|whether|in order)\b[^.;]{0,80}$", re.I)


def read_step(text: str) -> StepCue | None:
    """What ``text`` says has become of the thing, None when it only speaks of it."""
    for cue in STEP_CUES:
        found = cue.pattern.search(text)
        if found is None:
            continue
        if _AIMED.search(text[: found.start()]):  # "to ensure that the work was completed", "until it is closed"
            continue
        if cue.kind == "reported back" and FUTURE.search(text) and not re.search(r"\b(?:has|have|had|was|were)\b", text, re.I):
            continue
        return cue
    return None


def fulfils(promised: str, said: str) -> bool:
    """The verb that was promised ("to write") is said as past ("I wrote", "had been sent")."""
    return any(re.search(rf"\b(?:{verb})\b", promised, re.I) and re.search(rf"\b(?:{past})\b", said, re.I) for verb, past in FULFILLED)


_TELLING = re.compile(r"\b(?:to|will|would|shall|should|and)\s+(?:\w+ly\s+)?(?:write|circulate|send|share|forward|report|bring|present|confirm|check|ask|contact|speak|email|e-mail|reply|provide|inform|notify|let)\b", re.I)

TOLD = re.compile(r"\b(?:letters?|repl(?:y|ies)|reports?|notes?|summar(?:y|ies)|figures|answers?|briefings?|updates?|responses?|e-?mails?)\b", re.I)
"""What somebody who was to write, send or report has then produced."""


def speaks_of_telling(promised: str) -> bool:
    """The promise is to tell somebody something: "to write to the bank", "will report in May"."""
    return bool(_TELLING.search(promised))
