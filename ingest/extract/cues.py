"""The wording of obligations, as data: which words make a sentence a decision, an action, a recommendation or a promise.

Each :class:`Cue` has a name (kept on the row as ``Obligation.cue``), the kind it gives, a pattern that is searched in
one sentence, and the setting in which it holds: ``minutes`` (reported speech: "it was agreed"), ``report`` (a paper
in the present tense, often in the first person: "I will …"), or both. Order matters: the first cue that matches wins.
``{person}`` stands for anybody or any office on this paper's lists (see ``owners``).

The wording in the comments is invented; each is a kind of wording that many papers use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.records import ObligationKind

Setting = Literal["minutes", "report", "both"]


@dataclass(frozen=True, slots=True)
class Cue:
    name: str
    kind: ObligationKind
    pattern: str
    setting: Setting = "both"
    outcome: str | None = None
    """What a decision came to: agreed, approved, noted, elected, refused, deferred, lost, withdrawn."""


# Verbs with which a task begins: "Clerk to write", "Fenn will chase", "AD write to the bank".
TASK_VERBS = (
    "action add address advertise advise amend apply approach arrange ask assess attend attach bring buy carry chase check circulate "
    "clarify clean clear collate compile complete confirm consider consult contact continue coordinate co-ordinate create "
    "cut deal deliver design discuss distribute draft draw email e-mail enquire ensure erect establish explore feed feedback find finish "
    "follow forward get give identify include inform inquire inspect install instruct invite investigate issue keep "
    "lead liaise list look make meet mend monitor move notify obtain order organise paint pass pay place plan post prepare "
    "present print proceed produce progress promote provide publish purchase put raise recruit refer register remind remove "
    "renew repair replace reply report request research resend respond return review revise revisit ring schedule scrutinise "
    "see seek send set share sign sort source speak submit supply support take talk tell thank tidy trim try update "
    "upload verify visit work write"
).split()

_BE = r"(?:is|are|was|were|be|been|being)"
_NOW = r"(?:also |now |still |currently |again |then |subsequently |therefore |hereby |unanimously |formally |duly |further |all )*"
_MEETING = (
    r"(?:the |this )?(?:[\w’'-]+ ){0,4}?(?:council|committee|board|panel|cabinet|group|trustees|members|councillors|cllrs|meeting|directors|governors|forum|sub-group)"
)

DECISIONS: tuple[Cue, ...] = (
    # "RESOLVED: That the grant be paid", "It was resolved to …", "The Committee resolved that …"
    Cue("resolved", "decision", r"\b(?:RESOLVED|Resolved|DECIDED)\b|\b(?i:was|were|has|have|unanimously|council|committee|board|panel|members|cabinet|councillors|trustees|meeting)\s+(?:unanimously |therefore |also |duly )?resolved\b|\bresolves\b"),
    # "Motion carried", "Amendment lost.", "The motion fell"
    Cue("motion", "decision", r"^(?!.*:\s*$).*?\b(?:motion|amendment|proposal|resolution|recommendations?)s?\b[^.;]{0,60}?\b(?:was |were |is |are )?(?:put and )?(?:unanimously )?(?:declared )?(?:carried|lost|defeated|passed|fell|withdrawn|not carried)\b|\bpassed unanimously\b|\bcarried (?:unanimously|by)\b", outcome="carried"),
    # "Mrs Dale was elected Chair", "should be elected as Chairman", "was duly appointed Treasurer", "elected unopposed"
    Cue("elected", "decision", rf"^(?!.*\b(?:requested|asked)\b).*?(?<!had )(?<!when a contractor has )(?<!when contractor has )(?<!can )(?<!may )(?<!could )\b(?:{_BE}|to be) {_NOW}(?:re-?)?(?:elected|appointed|nominated(?! by\b[^.]*\bseconded)|co-?opted)\b|\b(?:re-?)?elected (?:unopposed|as)\b", "minutes", "elected"),
    # "The minutes were confirmed as a true record and signed", "accepted as an accurate record"
    Cue("minutes", "decision", rf"\b(?:minutes|notes|record)\b(?! published)[^.]{{0,200}}?\b(?:{_BE}|having been)?\s*{_NOW}(?:confirmed|agreed|approved|accepted|adopted|taken as read|signed)\b|\b(?:agreed|approved|confirmed|accepted|signed|adopted)\b[^.]{{0,40}}?\b(?:true|correct|accurate)\b", "minutes", "approved"),
    Cue("minutes", "decision", r"\b(?:notes|minutes)\b[^.]{0,60}\b(?:were|was) (?:approved|accepted|agreed)\b|^(?:agreed|approved)(?: and | & )signed\b|^(?:£[\d,.]+ )?(?:approved|agreed)\W*$", "minutes", "approved"),
    # "Apologies were received and accepted"
    Cue("apologies", "decision", r"\bapologies\b[^.]{0,60}\b(?:accepted|noted|approved)\b", "minutes", "accepted"),
    # "The following accounts were approved for payment", "Payments totalling £450 were approved"
    Cue("approved", "decision", rf"(?<!that )(?<!which )(?<!if )(?<!need to )(?<!needs to )(?<!needed to )(?<!have to )\b{_BE} {_NOW}(?:approved|ratified|adopted|endorsed|authorised)\b(?! (?:in|by the home|last|for police)\b)|\bapproved (?:for payment|the|a|an|by the (?:council|committee|board))\b|[-–] (?:all )?approved\b|\bgave (?:its |their )?approval\b", "minutes", "approved"),
    # "The quotation was discussed and accepted", "All approved."
    Cue("approved", "decision", r"\b(?:application|offer|quote|quotation|tender|resignation|donation|proposal|document|budget|accounts?|terms|policy|policies|request)s?\b[^.]{0,80}\b(?:was|were|and|been) (?:duly |unanimously )?accepted\b|^all (?:approved|agreed|in favour)\W*$", "minutes", "accepted"),
    # papers of one person's decisions: "the Commissioner has invested £20,000", "a project board has been set up"
    Cue("awarded", "decision", r"\b(?:I|we|PCC|commissioner|OPCC|council|board|mayor) (?:has |have )?(?:also |now |recently )?(?:invested|awarded|allocated|approved|granted)\b(?! by)", "report", "awarded"),
    # "a pathway which all three councils have supported"
    Cue("agreed", "decision", r"\b(?:authorities|councils?|partners|agencies|boards?|panels?|forces|commissioners?|trusts?) (?:has|have) (?:all |both |each |now |also |since |unanimously |formally )*(?:supported|endorsed|backed|signed up to)\b", "report", "agreed"),
    Cue("set_up", "decision", r"\b(?:board|group|panel|committee|team|forum|partnership) (?:has|have) (?:now |also |recently )?been (?:established|set up|created|formed)\b", "report", "set up"),
    # "The application was refused", "rejected by the Committee"
    Cue("refused", "decision", rf"\b(?:is|are|was|were|been) {_NOW}(?:refused|rejected|declined|cancelled|abandoned|not (?:approved|supported|adopted))\b|\bdoes not meet the criteria\b", "minutes", "refused"),
    # "deferred to the next meeting", "to be put on the March agenda", "will be discussed at the next meeting", "left on the table"
    Cue("deferred", "decision", rf"\b(?:{_BE} |to )?{_NOW}(?:deferred|adjourned (?:to|until)|held over|put back(?! in order))\b(?! prosecution)|\b(?:to be |be |will be )?(?:put|placed|included|brought forward|carried forward|added)\b[^.]{{0,20}}\b(?:on|to|onto|in)\b (?:the )?(?:[\w’'-]+ ){{0,3}}(?:agenda|next meeting)\b|\b(?:will|to) be (?:discussed|considered|decided|reviewed|dealt with)\b[^.]{{0,40}}\b(?:next|future) (?:[\w]+ ){{0,2}}(?:meeting|agm)\b|\bstay on the agenda\b|\bre-?agenda(?:ed)?\b|\bstanding agenda item\b|^for (?:the )?next agenda\b", "minutes", "deferred"),
    # "It was agreed that the fence be mended", "All agreed", "It has been agreed to extend the contract", "Agreed that we buy one"
    Cue("agreed", "decision", rf"\b(?:it|this|these|which|that|proposal|proposals|request|quote|quotation|price|budget|terms|payment|invoices?|report|plan|policy|dates?|expenditure|grant|donation)\b[^.;]{{0,60}}?\b(?:was|were|is|has been|have been|has (?:now|recently|also) been|had been) {_NOW}(?:recently |in principle )*agreed\b|\b(?:all|we|{_MEETING}) {_NOW}(?:recently )?agreed\b(?! to (?:differ))|\b(?:it was|was it|has been|was then) decided (?:to|that|not to)\b|\b(?:was|were) (?:unanimously )?agreed\W*$|^(?:\W*)(?:unanimously )?agreed\b(?! actions)|\bagreed (?:in principle|unanimously|(?:that )?we should)\b|\bunanimously agreed\b", "both", "agreed"),
    # "The Panel considered a report and agreed the steps set out in it", "She was content for the item to be closed"
    Cue("agreed", "decision", rf"^\W*{_MEETING} (?:then |also )?(?:considered|received|discussed|debated|heard|reviewed)\b[^.;]{{3,160}}?\band {_NOW}agreed (?:the|to|that|a|an)\b|\b(?:was|were) content (?:for\b[^.;]{{3,80}}? to be|that)\b", "minutes", "agreed"),
    # "Two corrections were made: …"
    Cue("corrected", "decision", r"\b(?:corrections?|amendments?) (?:was|were) (?:made|agreed)\b", "minutes", "agreed"),
    Cue("agreed", "decision", r"\bagreed (?:a|an|the) (?:[\w’'-]+ ){1,4}(?:template|plan|policy|budget|timetable|terms|protocol|procedure|list|schedule|approach|priorities)\b", "both", "agreed"),
    # "The report was noted", "Committee noted the update", "That the information be noted"
    Cue("noted", "decision", rf"\b(?:{_BE}) {_NOW}(?:received and |accepted and |considered and )?noted(?!\s*:)\W*(?:$|by the)|^(?:to )?notes? (?:and accept )?(?:the|that)\b|\b(?:council|committee|board|panel|cabinet|members|trustees) noted (?:and \w+ )?(?:the (?:report|update|position|contents|letter|correspondence|information|minutes|progress)|that of)\b|^(?:duly )?noted\W*$", "minutes", "noted"),
    # "No objection", "no objections were raised" as the answer to a planning application
    Cue("no_objection", "decision", r"\bNO OBJECTIONS?\b|[-–:] no objections?\b|\b(?:had|has|have|raised|with) no objections?\b|\bobjected? to the application\b", "minutes", "no objection"),
    # "Going forward the Board will meet every six weeks"
    Cue("standing_rule", "decision", rf"\b(?:going forward|in future|from now on|henceforth)\b[^.]{{0,30}}\b{_MEETING} (?:will|would) meet\b", "minutes", "agreed"),
)

ACTIONS: tuple[Cue, ...] = (
    # "The Clerk was asked to write", "Members were requested to …", "Officers were instructed to", "was tasked with"
    Cue("asked_to", "action", rf"\b(?:was|were|been|be) {_NOW}(?:asked|requested|instructed|tasked|invited|reminded|urged|encouraged)\b(?: by (?:(?!\b(?:if|whether|why|how|what|when)\b)[^,.;]){{2,40}})? (?:to(?=\s)|with|of|that)\b(?! participate| speak| cast| vote| comment| explain| describe| outline| provide (?:an? |some |further |the )?(?:update|updated|explanation|assurances?|examples?|information|details?|overview|clarification))", "minutes"),
    # "Mrs Dale asked that the force share the list", "requested that the Clerk write"
    Cue("asked_that", "action", r"\b(?:asked|requested|required) that\b(?! (?:the )?(?:minutes?|it|this item|item)\b[^.;]{0,60}\b(?:corrected|amended|recorded|minuted))", "minutes"),
    # "Mr Fenn asked for the map to be redrawn", but not "asked for his thanks to be recorded"
    Cue("asked_for", "action", r"\b(?:asked|requested|pressed) for\b[^.;]{3,160}?\bto be\b(?! (?:explained|clarified|recorded|minuted|noted|placed on record))", "minutes"),
    # "I have asked for a plan by May", "I asked the Chief Constable to look again"
    Cue("asked_for", "action", r"\bI (?:have |had )?(?:also |now )?asked (?:(?:the |my )[^.;,]{2,60}? to (?!be\b)|(?:the |my )[^.;,]{2,40}? for (?:an?|the)\b|for (?:an?|the)\b)(?! (?:question|comments?)\b)", "report"),
    # "Cllr Fenn agreed to speak to the owner"
    Cue("agreed_to", "action", r"(?:{person}|\b(?:[Hh]e|[Ss]he|[Tt]hey|Superintendent|Inspector|Sergeant|[Oo]fficers?))(?:\s[\w’'-]+){0,2}? (?:also |kindly |has |have |had )*(?:agreed|volunteered) (?:to|he would|she would|they would)\b", "minutes"),
    # "Clerk to write", "AD to chase", "Dale and Fenn to meet the owner"
    Cue("person_to", "action", r"^(?!.*\b(?:meetings?|discussions?|talks) between\b).*?(?:(?:^|[-–—:;,.(]\s*|\b(?:and|so|but|as|where|therefore) |\n)\W*(?:the )?{person}(?:(?:\s?(?:,|and|&|/)\s?)(?:the )?{person})*(?: (?:also|then|still))? to (?:also )?(?!(?:be|the|their|his|her|its|our|this|an?|all|each|both)\b)(?=[a-z]))", "minutes"),
    # "Fenn will speak to the owner", "the Clerk will obtain quotes"
    Cue("person_will", "action", r"(?:{person})(?:\s?(?:,|and|&|/)\s?(?:the )?{person})* (?:will|shall|is going to|are going to|is to|are to|was to|were to)\b(?: (?:also|then|still|now|need|have))*(?! (?:be (?:on leave|retiring|away|sad|happy|pleased|absent)|not\b|have been))", "minutes"),
    Cue("clerk_verb", "action", r"^\W*(?:the )?Clerk (?:{task}) "),
    # "PCSO to be invited", "Quotes to be obtained", "Timings to be confirmed by the Clerk"
    Cue("to_be_done", "action", r"\b(?<!due )(?<!expected )(?<!likely )(?<!need )(?<!needs )(?<!would have )(?<!intended )(?<!proposed )(?<!continue )(?<!allow )to be (?:invited|confirmed|obtained|arranged|contacted|asked|sent|sought|scheduled|circulated|chased|actioned|checked|reported|investigated|purchased|ordered|submitted|organised|drafted|updated|advised|prepared|advertised|clarified|agreed by)\b"),
    # "responsible for adopting", "it was the responsibility of the agency to …", "it is a matter for the Commissioner to determine"
    Cue("responsibility", "action", r"\b(?:is|are|was|were|be|remains?|remained|becomes?|became),? (?:however, |also |then |now |therefore |still |clearly |primarily )*(?:the |an? |our |their |its )?(?:sole |joint )?(?:responsibility|duty|task|matter) (?:of(?! care)|for) [^.;]{2,60}? to (?!(?:the|an?|all|any|this|that|these|those|his|her|its|our|their)\b)[a-z]+\b"),
    # "is still to be confirmed", "remains outstanding", "awaiting a reply"
    Cue("outstanding", "action", r"\b(?:still|yet|remains?) (?:to be(?! received)|outstanding|awaited)\b|\b(?:forms?|reply|response|quotes?|signature)s? (?:is |are |still )*await(?:ed|ing)\b|\bis chasing\b|\bin hand\b", "minutes"),
    # "further work to do", "alternatives have to be investigated", "will need to come back"
    Cue("work_to_do", "action", r"\b(?:further|more|some) work (?:to do|to be done|was needed)\b|\bnow (?:have|has) to be [a-z]+ed\b|\bin need of [a-z]+ing\b|\b(?:touching up|repairs?) required\b|\bwill need to (?:come back|be repaired)|\b(?<!work )(?<!action )is needed for\b"),
    # "A conference is being arranged", "advice is being sought", "consideration is being given to", "is currently being explored"
    Cue("under_way", "action", rf"^(?!.*\b(?:that|which|how|as|while|when|where|if|until) (?!(?:those|these|this|it)\b)(?:[\w’'-]+ ){{0,4}}(?:is|are|was|were) (?:currently |now )?being\b).*?\b(?:is|are|was|were) {_NOW}(?:on-?going and )?being {_NOW}(?:arranged|sought|given to|explored|developed|prepared|considered|drawn up|reviewed|investigated|planned|organised|undertaken|drafted|looked (?:at|into)|clarified|progressed|made to|set up|procured|recruited)\b(?! to address)"),
    Cue("under_way", "action", r"\b(?:work|discussions?|evaluation|negotiations?|consultation|planning|recruitment)(?: [\w’'-]+){0,4}? (?:is|are|was|were|remains?) (?:still |currently |now |also )*(?:on-?going|under ?way|taking place|in progress|in hand|continuing)\b|\b(?:is|are|was|were) (?:still |currently |now )*(?:under development|in development|work in progress)\b"),
    Cue("under_way", "action", r"\b(?:is|are|am) (?:also |now |currently |still |actively )*(?:working (?:closely )?(?:with|on|to|towards)|looking (?:at|into|to)|drawing up|developing|exploring|preparing|arranging|organising|seeking(?! (?:funding|a grant|grants?|support|sponsorship|£|financial))|clarifying|investigating|leading on|consulting|supporting .{3,60} in organising)\b(?!\W*$)"),
    # "The office is introducing a scheme", "I am funding a pilot with the trust"
    Cue("under_way", "action", r"(?:(?<!\bthey )(?<!\bwhich )(?<!\bthat )\b(?:is|are|am) (?:also |now |currently |still |jointly )*(?:[\w-]+ing (?:[\w-]+ ){0,3}and )?(?:introducing|launching|rolling out|trialling|piloting|setting up|commissioning|establishing|co-?ordinating)|\b(?:I am|we are) (?:also |now |currently |jointly )*(?:part[- ])?funding)\b(?!\W*$)", "report"),
    Cue("under_way", "action", r"\bkick-?started (?:discussions|work)\b|\bin organising (?:a|an|the)\b"),
)

RECOMMENDATIONS: tuple[Cue, ...] = (
    # "It is recommended that Members note", "RECOMMENDED that", "we recommend the following"
    Cue("recommended", "recommendation", r"(?<!have )(?<!’s )(?<!'s )(?<!the )(?<!as )(?<!not )(?<!previously )\b(?:recommends?|recommended|recommending)\b(?! (?:minimum|level|retail|by|in (?:the|its)|categories|dose))(?![- ](?:funding|practice))|^recommendations?\s*[:–-]"),
    # "That this report is noted" under the heading Recommendation
    Cue("urged", "recommendation", r"\b(?:I|we|[Tt]hey|[Pp]anel|[Cc]ommissioner|[Bb]oard|[Mm]embers) (?:would |therefore |strongly |also )*(?:urges?|call(?:s|ed)? (?:on|for|upon)|have (?:regularly |repeatedly |long )?called for)\b|\b(?:regularly|repeatedly|long) called for\b|\burged? (?:the|that|members|government)\b"),
    # "suggested that the Board look again", "proposed that we buy two"
    Cue("suggested", "recommendation", r"\b(?:suggested|proposed) (?:that|to)\b(?! (?:the )?(?:minutes|meeting))", "minutes"),
    # "The Minister asked the Panel to …"
    Cue("asked_body", "recommendation", r"\b(?:asked|invited|encouraged|requested|advised) (?:the |all )?(?:panel|board|committee|council|members|government|departments|ministers?|councillors)(?: members)? to\b(?! (?:recogni[sz]e|remember|bear in mind|reflect on|appreciate|imagine)\b)", "minutes"),
    # "Public bodies must publish …", "Government should …", "PCCs should have …", "departments need to …"
    Cue("must", "recommendation", r"^(?!.*\b(?:acknowledged|felt|believed|believes|feels|hoped|discussed) (?:that|how|whether|there)\b).*?(?<!if )\b(?:government|governments?|ministers?|departments?|bodies|authorities|councils?|police|forces?|PCCs?|CRCs?|agencies|companies|panel|board|parliament|home office)\b(?: (?!(?:that|which|who|reform)\b)[\w’'-]+){0,4}? (?:must|should(?! not be (?:viewed|seen)| it\b| they\b)|needs? to|ought to)\b|^(?!\W*If\b).*?\b(?:it|there) must (?:become|be)\b", "both"),
    Cue("benefit_from", "recommendation", r"\bwould benefit from\b|(?<!acknowledged )(?<!that )(?<!which )\bshould (?:be (?:taken forward|explored|introduced|considered|given|made|extended|promoted|reviewed|encouraged|more)|include|consider|obtain)\b|\b(?:is|are) (?:needed|required)\W*$|(?<!would )\bneed(?:s|ed)? to be (?:made|institutionalised|clear|done|improved|reviewed|moved)\b|\bmust be (?:moved|made|given|compelled|introduced|addressed)\b|\bit may be necessary to\b|\bneeds? to make (?:it )?clear\b"),
)

# What people say in minutes that they would do, in the past tense of reported speech: "she would look into it".
PROMISED_VERBS = (
    "add amend answer appoint approach arrange ask attend begin bring build buy carry check circulate clear close commission "
    "complete conduct consult contact continue convene decide deliver distribute draft draw ensure examine explore "
    "extend feed finish follow forward fund hold identify implement inform inspect install introduce investigate invite "
    "issue launch liaise monitor notify obtain open organise pay pilot place prepare present print proceed provide publish "
    "purchase pursue put raise recruit refer release remind remove repair replace reply report request reschedule resend "
    "respond restore return review revise revisit schedule secure seek send set share sign speak start submit take "
    "tell test track train undertake update upgrade visit write"
).split()
_IRREGULAR = {
    "begin": "begun", "bring": "brought", "build": "built", "buy": "bought", "draw": "drawn", "feed": "fed", "hold": "held", "pay": "paid", "put": "put",
    "send": "sent", "set": "set", "speak": "spoken", "seek": "sought", "submit": "submitted", "take": "taken", "tell": "told", "undertake": "undertaken", "write": "written",
    "refer": "referred",
}


def _participle(verb: str) -> str:
    """The past participle: "send" → "sent", "share" → "shared", "carry" → "carried"."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


_ACTIVE = "|".join(sorted(PROMISED_VERBS))
_PASSIVE = "|".join(sorted({*map(_participle, PROMISED_VERBS), "made available", "separated", "responding", "given", "discussed", "heard", "looked (?:at|into)"}))
# A time that lies ahead of the meeting: "by the end of March", "before Christmas", "in the new year", "on 21 March".
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_AHEAD = (
    rf"\b(?:by|before|within|from|in|on|at|during|after|for|until)\s+(?:the\s+)?(?:(?:end|start|beginning|middle|first half|second half|course)\s+of\s+)?(?:the\s+)?(?:early\s+|late\s+|mid-?|next\s+|following\s+|coming\s+)*"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\b|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Nn]ew\s+[Yy]ear|Christmas|Easter|(?:a\s+|two\s+|three\s+|four\s+|six\s+|few\s+|\d+\s+)?(?:fortnight|days?|weeks?|months?|quarter|year)\b|20\d\d\b|(?:Mon|Tues|Wednes|Thurs|Fri)day\b)"
    r"|\b(?:next|later this|later in the) (?:week|month|year|spring|summer|autumn|winter)\b|\bshortly\b"
)
# "would" that promises nothing: wishes, costs, effects, conditions of things.
_NO_PROMISE = (
    r"(?:if\b|have\b(?! (?:an?|one|all|the|its|their)\b[^.;]{0,60}\b(?:by|before)\b)|like|love|prefer|rather|not|never|cost|need|require|mean|depend|allow|enable|help|benefit|lead|result|increase|rise|fall|reduce|remain|affect|improve|appear|seem|welcome|"
    r"support|expect|want|know|think|feel|suggest|say|exceed|amount|equate|save|lose|face|become|arise|apply|include|cause|stop|find\b|take (?:years|months|weeks|time|a (?:long )?time|longer)|be (?:in a position|£|the\b|an?\b|no\b|less|more|better|worse|able|likely|unlikely|"
    r"useful|helpful|difficult|good|wise|wrong|right|unable|affected|needed|required|necessary|subject|interested|interesting|grateful|happy|pleased|welcome|appreciated|concerned|at risk|eligible|liable|about|up to|around|\d))"
)
_HE = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e)"
_WHO = rf"(?:{{person}}|\b{_HE}|\b[Tt]he (?:[\w’'-]+ ){{0,3}}?(?:force|Force|council|Council|trust|Trust|board|Board|panel|Panel|committee|Committee|officers?|team|Team|office|Office|OPCC|service|Service|department|agency|Agency|group|Group|company|contractors?|society|Society|police|Police)|\b[Oo]fficers|\bstaff)"

COMMITMENTS: tuple[Cue, ...] = (
    # "Commitment: Extend the mentor scheme", a printed heading
    Cue("printed_commitment", "commitment", r"^\W*(?:Commitment|Pledge|Promise|Our commitment|Undertaking)s?\s*(?:\d+\s*)?[:–—-]\s*\S"),
    # "I have offered to host", "She offered to attend", "Fenn offered the trust's help"
    Cue("offered", "commitment", r"(?<!work )(?<!be )(?<!been )(?<!detainees )\b(?:(?:offered|offers|volunteered|promised|pledged) (?:to(?! plan)|the|its|their|his|her|a|help|support)|undertook to|(?:has|have|had|and)(?: also| now)? undertaken to)\b(?![^.;]{0,80}\bfor £)|\bprovide the offer to\b|\bhappy to (?:discuss|meet|provide|help|assist)\b|\bkindly (?:said|offered|agreed)\b"),
    # "I am committed to", "has two commitments", "a commitment around"
    Cue("committed", "commitment", r"\b(?:I|we|[Ii]t|[Tt]hey|has|have|is|are|am)(?:’ve|'ve)? (?:also |now |fully |remain |remains )*(?:(?<!who )(?<!who is )(?<!who are )(?<!who was )(?<!who were )(?<!who remain )committed to|committed £|commitments?\b)|\bincluded\b[^.]{0,60}\ba commitment\b"),
    # "She gave an undertaking that …", "undertook to write", "promised the Panel a list", "committed £9,000 to …"
    Cue("undertook", "commitment", r"\b(?:gave|gives|given|made|repeated|renewed|offered|provided)(?: (?:the |all |its |their |his |her )?(?:panel|members|board|committee|council|meeting))? (?:an? |his |her |their |its |the |every )?(?:firm |personal |clear |written |public )?(?:(?:undertaking|commitment|promise|pledge)s? (?:that|to)\b|assurances? (?:that|to)\b(?=[^.;]{0,160}\b(?:would|will|being)\b))", "minutes"),
    Cue("undertook", "commitment", r"\bassured (?:the |all )?(?:panel|members|board|committee|council|meeting|councillors|residents)\b,? that\b(?=[^.;]{0,160}\b(?:would|will)\b)", "minutes"),
    Cue("undertook", "commitment", r"(?:{person}|\b(?:[Hh]e|[Ss]he|[Tt]hey|Superintendent|Inspector|Sergeant|[Oo]fficers?|[Tt]he (?:force|council|trust)))(?:\s[\w’'-]+){0,2}? (?:also |kindly |has |have |had |and )*(?:undertook|promised|pledged|committed (?:£|(?:himself|herself|themselves|itself) to|to))(?! at\b)", "minutes"),
    # "The Commissioner agreed that the measure should be looked at again"
    Cue("agreed_should", "commitment", r"(?:{person}) (?:also |then |had )?agreed that\b[^.;]{3,160}?\b(?:should|would|could) be\b", "minutes"),
    # "He still expected to have all of them by 1 May", "she intended the rise to be no more than …"
    Cue("intended", "commitment", rf"(?:{{person}}|\b{_HE}) (?:still |also |now |had )?(?:expected|hoped|planned|meant|aimed) to (?!be (?:able|asked))(?=[^.;]{{0,120}}?(?:{_AHEAD}))|(?:{{person}}|\b{_HE}) (?:still |also |now )?intended (?:to|that|the|for)\b", "minutes"),
    # "I will keep members informed", "we will publish"
    Cue("first_person", "commitment", r"\b(?:I|[Ww]e)(?:’ll|'ll| will| shall| intend to| plan to| aim to(?! (?:enhance|improve|reduce|increase|promote|raise|foster|strengthen|support|protect)\b)| propose to)\b(?! (?:be (?:sad|happy)|remember|all|not know))", "report"),
    # with a day: "all will be in post by 31 March", "is to be finished by May", "every yard will have been searched by June"
    Cue("dated", "commitment", rf"(?<!who )(?<!that )(?<!which )\b(?:will (?:all )?(?:have been|have (?:an?|its|their|all)\b|be (?:in (?:post|place|use|force)|up|open|complete|ready|at (?:its|full|their)))|(?:is|are) (?:all )?to (?:be|have)\b(?! (?:congratulated|commended|welcomed))|(?:is|are) due\b(?! to (?:meet|discuss|consider))|should be (?:published|finished|complete|completed|ready|open|in place|available|delivered))(?=[^.;]{{0,120}}?(?:{_AHEAD}))", "report"),
    # "Training will be delivered by …", "the Council will repaint", "They will also look at …"
    Cue("will", "commitment", r"(?<![^,]\sthat )(?<!\btheir )(?<!\bhis )(?<!\bher )(?<!\byour )(?<!\ba )(?<!\bthe )(?<!\bat )(?<!\bof )\b(?:will|shall(?= be (?:put in place|provided|installed|sent|made available)))\b(?! (?:also|now|then|still) (?:include|feature|contain|consist|comprise|benefit|remain|mean|require|depend|reduce|increase|cost|be (?:able|aware|subject))\b)(?! (?:always|potentially|commit\b|advance\b|be missed|assist (?:with|in|the)|take the opportunity|bring much[- ]needed|also need|end up|be (?:attractive|key|vital|crucial|critical|essential|important|on leave|away|beneficial|useful|represented|(?:slightly |very |quite )?different|resigning|retiring|leaving|moving|spent on average|made up during|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|bring (?:[\w-]+ ){0,3}(?:experience|skills|benefits?|expertise|knowledge)|build (?:young|people|their)|have\b(?! (?:a |an |the )?(?:review|meeting))|inevitably|always remember|not (?:be|have|know|now|affect|mean|allow)|depend|vary|mean|allow|help|enable|need|result|simply|remain|include|feature|contain|consist|require|increase|decrease|come from|free up|become (?!chair|available|a member|live|operational|effective|responsible)|form (?:a|an|the)\b|align (?:with|our|the|to)\b|be (?:particularly|especially|extremely|approximately|around|roughly|some|up to|£|bound|treated|called|known|governed|eligible|entitled)\b|rise|fall|grow|worsen|deteriorate|suffer|put (?:extra|additional|more|further|pressure|strain)|be (?:affected|impacted|hit|felt)|reduce|affect|impact|continue until|become apparent|cost|lead to|see|struggle|focus|yield|distance|appreciate|be aware|comprise|be (?:of|in post|a|an|the|able|no|more|less|subject|difficult|aware)|know|find|recall|note|simply|benefit|improve|take place (?:at|on) \d)\b)"),
    # "would be provided", "the Council would be responding", "work would continue", "the review would go ahead"
    Cue("would", "commitment", rf"\bwould (?:also |then |now |therefore |shortly |still |again |subject to [^,]{{3,60}}, )*(?:be (?:then |also |shortly |formally )?(?:{_PASSIVE}|arranged|ready|in place|in use|responsible|back)\b|continue(?! to (?:increase|rise|fall|be))|align\b|publish\b|take place\b|go ahead\b|follow (?:in|by|on|up|shortly|at)\b)", "minutes"),
    # "She would look into it", "the Force would consult"
    Cue("would", "commitment", rf"{_WHO} would (?:also |then |now |therefore |shortly |still |again |subject to [^,]{{3,60}}, )*(?:(?!bring (?:the |this )?(?:number|total|cost|figure|amount)|pay if)(?:{_ACTIVE})\b|see (?:if|whether|what|to it)\b|look (?:at|into|again)\b|go (?:ahead|back)\b|come back\b|follow up\b|set aside\b|meet (?!the (?:cost|criteria|need|target))|make (?:enquiries|contact|arrangements|sure)|let\b|give (?:members|the (?:panel|board|committee|council)|an? (?:update|presentation|report|talk))|keep\b[^.;]{{0,40}}\b(?:informed|updated|up to date))", "minutes"),
    # "and would send him a list": who it is was said before
    Cue("would", "commitment", r"\b(?:and|but) would (?:also |then |now )*(?:look (?:at|into)|send|write|report|check|ask|speak|circulate|bring|arrange|provide|contact|investigate|share|follow up|let\b|come back|be (?:held|out|published|ready|finished|completed|sent))\b", "minutes"),
    # with a time, whatever is promised: "there would be one in each town by the end of March"
    Cue("would_by", "commitment", rf"(?<!that )(?<!which )(?<!who )\bwould (?!{_NO_PROMISE})(?=[a-z])(?=[^.;]{{0,140}}?(?:{_AHEAD}))", "minutes"),
    # "is planned for March 2020", "scheduled for completion", "to be completed in May", "due to be presented", "aim to open by spring"
    Cue("planned", "commitment", r"(?<!initially )(?<!originally )(?<!elections )(?<!election )(?<!meeting )(?<!meetings )(?<!event )(?<!events )(?<!be )\b(?:planned|scheduled|due|set)\b (?:for(?! (?:discussion|consideration|debate))|to (?:be )?(?:presented|published|held|completed|start|begin|open|launch|go live|take place|spend|return|report|issue|submit|consult|complete|deliver))|(?<!expected )(?<!forecast )(?<!likely )\bto be (?:completed|carried out|delivered|held|launched|published|implemented|installed|rolled out|opened) (?:in|by|on|at(?! a\b)|for|before|during|next|later|this|from|between|\d)(?<=\d|[a-z])(?![a-z])(?! (?:public|private))|(?<!who )(?<!an )(?<!in an )\b(?:I|we|they|he|she|and|police|council|force|board|office|OPCC|PCC|commissioner|trust|team|group|is|are|also|now|hope)(?: still| also)? (?:aims? to(?! (?:enhance|improve|reduce|increase|promote|raise|foster|strengthen|support|protect)\b)|(?:intends?|plans?|hopes?|hoping|planning|intending|hope) to)\b|, aim to\b|\b(?:support from|project|pilot)\b[^.]{0,60}\baim to\b|\bhope to (?:do|have|open|complete|start|reschedule)\b|\bit is (?:planned|intended|hoped) (?:that|to)\b|\bare close to\b|\bto go live\b|\b(?:in|during) 20\d\d to pilot\b|\bto pilot [^.]{3,60} in 20\d\d\b"),
)

# A sentence of one of these kinds is never an obligation, whatever else it says.
NEVER: tuple[str, ...] = (
    # dates of meetings: "The next meeting will be held on …"
    r"\b(?:next|future|following|annual) (?:[\w’',&-]+ ){0,8}(?:meetings?|agm)\b[^.]{0,40}\b(?:will|to|is|was|are|would|has) (?:now )?(?:be|been|take place|held|scheduled|agreed|due)\b(?! (?:asked|invited|discussed))",
    r"^\W*(?:the |our )?next meeting (?:will|is|to be|on)\b",
    r"^\W*(?:the )?(?:date|time|dates) (?:and (?:time|place|venue) )?of (?:the )?(?:next|future)\b",
    r"^\W*(?:the )?(?:meeting|chair(?:man|person)?) (?:then )?(?:closed|declared|opened|ended|welcomed|thanked|concluded|finished)\b",
    r"^\W*(?:there were )?no (?:apologies|declarations|interests|questions|items|matters|members of the public|other business)\b",
    # headings of an agenda: "Minutes of …, and, if in order, to be approved"
    r"\bif in order\b|^\W*(?:[\w’'-]+ ){1,4}to be (?:approved|signed|received)\W*$",
    # the foot of minutes: "Signed: A. Dale", "Date: 4 May"
    r"^\W*(?:signed|signature|dated?)\b\s*(?:[:.…_–-]|by\b|as\b)[^;\n]{0,80}$",
    # a motion that is only put: "An amendment, to …, was moved by Mr Fenn"
    r"\b(?:amendment|motion)\b[^.]*\bwas (?:moved|proposed) by\b(?!.*\b(?:carried|agreed|lost|resolved|approved)\b)",
    # an opinion in which all agree settles nothing: "It was agreed that lighting was important"
    r"\bagreed that\b(?!.*\b(?:should|will|would|be)\b).*\b(?:is|was|are|were) (?:also |very |equally |more |most |so )*(?:important|essential|unacceptable|vital|crucial|disappointing|welcome)\b",
    # "agreed that there was a general need to learn"
    r"\bagreed that there (?:is|was|are|were|had been|has been) (?:also |still |clearly )?(?:an? |the |some |no |much |more )?(?:[\w’'-]+ ){0,2}(?:needs?|risks?|problems?|issues?|concerns?|opportunity|opportunities|benefits?|room|merit|value|scope)\b",
    # "agreed that it had been very successful", "agreed that this would be welcomed"
    r"\bagreed that\b(?!.*\bshould\b)[^.]*\b(?:had been|has been|have been|was|were|is|are|would be) (?:also |very |most |extremely |equally |a |an )*(?:successful|success|welcomed?|interesting|disappointing|very useful|very helpful)\b",
    # thanks
    r"\b(?:congratulated|thanked|expressed (?:their |his |her )?thanks|vote of thanks)\b",
    # participation is general: "Members of the public were invited to participate"
    r"\bmembers of the public were invited\b",
    # outcomes decided by the planning authority and only reported: "18/00123/F Mill House – approved"
    r"^\W*\d{2}/\d{3,5}/\w+\b.*\b(?:approved|approval|refused|refusal|granted|permitted|withdrawn)\W*$",
    # the wording of a notice of motion: "I will move at the next meeting that …"; a scan may print the "I" as a stroke
    r"^\W*(?:I|we) (?:will|shall) (?:move|propose|ask (?:at|whether|the (?:chair|leader|council|meeting)))\b|\b(?:I|we) (?:will|shall) move\b|^\W*(?:[I1l] ?)?will (?:move|call|ask) (?:at|that)\b",
    # a question on notice without its mark: "Will the Council say when …", "and will there be a second round"
    r"^\W*(?:will|would|can|could|has|have|had|is|are) (?:the|there|it|they|you|he|she|this|these|an?|any)\b(?! [\w ]{0,30}\bbeen agreed)|\bwill there (?:also )?be\b",
    # formal meetings, whose days are listed elsewhere: "The Statutory Budget meeting is scheduled for 29 November"
    r"\b(?:council|committee|board|panel|cabinet|budget|general|special|statutory|ordinary|monthly) meetings? (?:is|are|was|were|has been|have been) (?:now |also )?(?:scheduled|due|planned|set)\b",
    # careers: "He was elected to the county council in 1998"
    r"\b(?:was|were) (?:first |re-?)?(?:elected|appointed)\b[^.]{0,60}\b(?:in|since) (?:19|20)\d\d\b",
    # declarations of interest
    r"\bdeclared (?:an?|their|his|her|a personal|a non)?[\w -]{0,30}interest\b",
)
