"""Wording tables of the question side: how people ask, and which words of the papers answer them.

Rules of language stand here as data; the code that reads them is in ``question.py``, ``evidence.py`` and ``compose``.
Each pattern is tried on the folded question (lower case, plain quotes).
"""

from __future__ import annotations

import re

KIND_RULES: tuple[tuple[str, str], ...] = (
    # "trace the cost of the hall roof", "how did the survey develop between …"
    ("timeline", r"^(?:please )?(?:trace|track|follow)\b|\b(?:timeline|chronolog\w*|history of|step by step|stages of|sequence of events|over time)\b"),
    ("timeline", r"\bhow (?:did|has|have) .{3,80}\b(?:progress|develop|evolve|unfold|go through)\w*\b"),
    ("timeline", r"\bwhat (?:happened|became|came)\b.{3,80}\b(?:between|from)\b.{3,60}\b(?:and|to)\b"),
    ("timeline", r"\bthrough the (?:papers|years|meetings|minutes)\b|\band when\?*$"),
    ("comparison", r"\b(?:compare[ds]?|compares|comparison|versus|vs\.?|differen(?:ce|t) (?:between|from)|differ from)\b"),
    ("comparison", r"\bhow (?:long|many days|many months) (?:passed |was it |elapsed )?between\b|\b(?:in|say in|did|does) each (?:paper|report|version|letter)\b|^before and after\b"),
    ("comparison", r"\bhow much (?:more|less|higher|lower|cheaper|dearer) .{3,80}\bthan\b.{3,}\b(?:approved|budgeted|planned|forecast|estimated|expected|first|before|previous|last)\w*\b"),
    ("comparison", r"\bdo (?:the |these |both )?(?:papers|reports|figures|minutes|versions|documents|two)\b.{0,40}\bagree\b"),
    ("comparison", r"^(?:do|does|did) .{3,80}\b(?:agree with|match)\b|\b(?:do|does|did) .{3,80}\b(?:differ|tally|contradict)\b"),
    ("comparison", r"\b(?:is|are|was|were|did) .{3,90}\b(?:the same|consistent with|the same way|higher than|lower than|more than in|less than in)\b"),
    ("timeline", r"\b(?:meeting by meeting|month by month|year by year)\b"),
    # what it "rose to" in one year is one figure, and no comparison
    ("comparison", r"\bhow (?:far |much )?(?:did|has|have|does|do) .{3,100}\b(?:chang|mov|gr[eo]w|f[ae]ll|ris|rose|shift|shr[aiu]nk|increas|decreas|drop|slip|climb)\w*\b.{0,60}\b(?:between|from|since|to(?! (?:in|by|at|for|on)\b|\W*$))\b"),
    ("comparison", r"\b(?:in|for|at|on) (?:both|each of)\b|\bat each\b|\bin the two (?:versions|papers|reports|drafts)\b|\brespectively\b"),
    ("percent", r"\bwhat (?:percentage|percent|per cent|proportion|share|fraction|slice|portion|%)|\b(?:percentage|per cent|percent|what %|by what %|proportion of|what share)\b|(?:^|\s)%"),
    ("count", r"\bhow (?:many|often)\b|\bnumber of\b|\b(?:no|nos|count|tally) of\b|\bhow (?:big|large) (?:is|was) the (?:team|group|audience|turnout)\b|\bnumbers?\?*$"),
    ("amount", r"\bhow much\b|\bwhat (?:did|does|do|will|would|was|is|were|had|has) .{2,80}\b(?:cost|pay|paid|spend|spent|charge|earn|receive|raise|fetch|worth)\b"),
    ("amount", r"\bwhat (?:(?!did |does |do |happened |will )[\w']+ ){0,5}(?:sum|amount|price|cost|figure|fee|fees|rate|budget|grant|salary|precept|balance|bill|total|income|overspend|underspend|savings?|deficit|shortfall|funding gap|surplus|value|payment|donation|funding|spend|ceiling|allowance|fine|penalty|rent|debt|debts|loan)\b"),
    ("amount", r"^(?!who|when|where|why|which|what|how|did|does|is|was).*\b(?:cost|costs|price|salary|precept|balance|fee|budget|overspend|underspend|grant|value|total|premium|quote|donation|amount)\b[^?]*\??$"),
    ("amount", r"\bhow (?:big|large|high) (?:is|was|were|are) the .{0,40}\b(?:grant|payment|budget|precept|fund|sum|award|allowance|loan|saving|deficit|surplus|overspend|underspend|fee|bill|cost)"),
    ("decision", r"\bwhat (?:was|were|did|has been|had been|is)\b.{0,60}\b(?:decid\w*|resolv\w*|agreed|approv\w*|outcome|ruling|settled)\b"),
    ("decision", r"\bhow was .{2,80}\b(?:settled|decided|resolved|dealt with|handled)\b|\bhow did .{2,60}\b(?:respond|vote|decide|rule)\b|\bwhat happened (?:to|after|with|about|when)\b|\bwhat (?:came|became) of\b"),
    ("decision", r"\bwhich (?:of the )?(?:\w+ ){0,2}(?:option|choice|bid|tender|design)s?\b.{0,60}\b(?:chosen|choose|back|pick|agree|approve|select|prefer)\w*"),
    ("commitment", r"\bwhat (?:did|has|have|is|was|were|will|would|does)\b.{0,80}\b(?:promis\w*|pledg\w*|commit\w*|undert\w+|offer\w*|plan(?:s|ned|ning)? to|next|intend\w*|vow\w*|planned)\b"),
    ("commitment", r"\bwhat (?:will|would|is|are|was|were) .{2,80}\b(?:do|arrange|draw up|prepare|provide|report|send|bring|look into|take up|to do)\b"),
    ("commitment", r"\b(?:next step|action (?:for|on|was)|what action|asked to do|agree[ds]? to do|tasked with|what .{2,40} asked to)\b"),
    ("date", r"\bwhen(?:'s)?\b|\bwhat (?:day|date|month|year)\b|\bwhich (?:day|date|month|year)\b|\b(?:by|until|from|since) (?:when|what date)\b|\bdate\b|\bdeadline\b|\bdue by\b|\bin what (?:month|year)\b"),
    ("person_role", r"(?:^|\b(?:by|to|with|for|from|of|and|is|was|are|were|says?|know|does|did|but|name|about|on) |[,:;-] ?)who(?:'s|'ll|'d|m|se)?\b|\b(?:which|what) (?:(?!did |does |do |is |was |were |are |will |would |has |have |had |(?:[\w']+ ){0,2}the )[\w']+ ){0,3}(?:councillor|councilor|cllr|officer|member|minister|person|chair|chairman|chairwoman|clerk|director|manager|inspector|commissioner|constable|author|novelist|speaker|chief exec(?:utive)?|mayor|mp|individual|resident)\b"),
    ("person_role", r"^(?:the |name of (?:the )?)?(?:gp|doctor|chair(?:man|woman|person)?|head|director|leader|clerk|treasurer|secretary|manager|author|speaker|presenter|judge|architect|organiser|founder|owner|landlord|vicar|head ?teacher|chief constable|chief executive) (?:of|for|behind|at|in|from|to|who|that)\b"),
    ("person_role", r"^(?!.*\b(?:how|what|when|where|why)\b).*\b(?:name|chair(?:man|woman|person)?|lead|officer|clerk|director|manager|inspector|attending|author)\b\??$"),
)
"""(kind, pattern): the first rule that matches decides, after the yes/no and list rules."""

_VOTE_SPLIT = r"\bhow (?:did|was) the vot(?:e|ing) (?:go|split)\b|\bwhat was the (?:split|vote|voting)\b|\bhow (?:many|did) .{0,30}\bvotes? (?:for and against|each way)\b|\bby how many votes\b"
VOTE_ASKED = re.compile(
    _VOTE_SPLIT + r"|\bhow (?:did|was) (?:the )?.{0,40}\bvot(?:e|es|ing)\b|\b(?:what were the (?:numbers|figures|counts?|votes)|give|state|show)\b.{0,80}\b(?:votes?|voting|split|for(?:,| and) against)\b"
    r"|\bvot(?:e|es|ing) (?:figures|numbers|count|split|tally)\b|\bhow many (?:members |councillors )?voted\b|\bby what (?:majority|margin)\b"
)
"""The counts of a vote are asked for."""
VOTED_BY = re.compile(r"^(?:how|why) did .{2,80}\bvote\b|\bwho voted\b|\bhow many (?:\w+ )?voted\b")
"""It is asked how somebody voted: no counts, but a vote all the same."""

LIST_RULES: tuple[str, ...] = (
    r"^(?:please )?(?:list|name|give) (?:all|the|each|every|both)?\b",
    r"\bwho (?:were|are|all|else)\b(?!.{0,30}\b(?:chair|clerk|author)\b)|\bwho (?:was|were) (?:there|present|at)\b|\bwho (?:attended|came to (?!ta?l?k|speak|see|the rescue)|sent apologies|apologised|gave apologies)\b",
    r"\b(?:which|what) (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) [a-z]|\bwhat grounds\b|\bwho .{0,40}\bthemselves\b",
    r"\bwho (?:won|took|got|gained|held) (?:the )?(?:seats|places)\b|\bwho from\b|\bwho helped\b|\bsent apologies\b|\bapologies\b.{0,20}\b(?:for|from)\b",
    r"\b(?:which|what) (?:(?:two|three|four|five|six|seven|eight|ten|\d+) )?(?:[a-z-]+ ){0,3}(?:members|officers|councillors|bodies|organisations|organizations|companies|firms|councils|topics|areas|functions|services|priorities|objectives|aims|examples|options|groups|partners|agencies|schools|sites|roads|items|themes|reasons|countries|forces|schemes|projects|recommendations|duties|conditions|steps|measures|names|towns|villages|charities|ways|names|parties|departments|teams|subjects|issues|points|headings|categories|types|kinds|crimes|places|banks|locations|libraries|branches|parishes|wards|initiatives|bids|grants|plans)\b",
    r"\bwhat (?:are|were) (?:the |all the |its |their |his |her |[a-z']+ )?(?:[a-z'-]+ ){0,4}[a-z]+s\b(?! (?:figure|total|budget|cost))",
    _VOTE_SPLIT,
)

YES_NO_OPENERS = frozenset(
    "did does do is are was were has have had can could will would should must may might isn't wasn't didn't doesn't hasn't weren't any".split()
)

POLICE = frozenset("police pcso pcsos pc pcs sergeant sgt inspector superintendent constable".split())
"""Who asks for the police means these, on a list of names too."""

OPEN_WORDS = frozenset("who whom whose what which when where why how".split())

EXPECTED_LABELS: dict[str, frozenset[str]] = {
    "person_role": frozenset({"PERSON", "ROLE"}),
    "amount": frozenset({"MONEY"}),
    "percent": frozenset({"PERCENT"}),
    "date": frozenset({"DATE"}),
    "count": frozenset({"NUMBER"}),
}
"""What must stand in the evidence for each kind; NUMBER is any figure or number word that is no date."""

MONEY_WORDS = frozenset(
    """cost costs price pay paid spend spent spending budget grant grants precept salary fee fees fund funds funding
    overspend underspend income expenditure balance donation bill sum amount saving savings money cash worth value
    charge rent debt debts owe loan bequest deficit surplus fine penalty premium quote quotation allowance charges
    invest invested investment award bid contribution funded overspent raise raised pounds £ turnover rate""".split()
)

MEANING = re.compile(
    r"^(?:what (?:does|do|is|are) )?(?:the )?(?:meaning of )?([a-z][a-z&/0-9-]{1,9})\W* (?:mean(?:ing|s)?|stands? for|stood for|abbreviation|full form|short for|in full|acronym)\b"
    r"|\bwhat (?:does|do|did) (?:the )?(?:letters |abbreviation |acronym |initials )?([a-z][a-z&/0-9-]{1,9}) (?:stand for|mean|stood for)\b"
    r"|\b(?:meaning|full name|expansion|long form) of (?:the )?([a-z][a-z&/0-9-]{1,9})\b",
)
"""Questions for the long form of an abbreviation."""

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("cost", "price", "spend", "bill", "charge", "fee", "expense"),
    ("boss", "chief", "head", "director", "leader", "manager"),
    ("bobby", "cop", "officer", "constable"),
    ("chair", "chairman", "chairwoman", "chairperson", "chaired"),
    ("pick", "choose", "elect", "select", "appoint", "nominate", "vote"),
    ("replace", "succeed", "replacement", "successor", "instead"),
    ("cut", "reduce", "reduction", "decrease", "fall", "drop", "fewer"),
    ("rise", "increase", "grow", "up", "higher", "jump"),
    ("begin", "start", "launch", "commence", "open"),
    ("end", "finish", "close", "expire", "conclude", "shut"),
    ("promise", "pledge", "commit", "undertake", "agree", "offer", "commitment"),
    ("plan", "intend", "propose", "aim", "scheme"),
    ("buy", "purchase", "acquire", "order"),
    ("house", "home", "dwelling", "property", "household"),
    ("child", "youngster", "young", "pupil", "kid", "youth"),
    ("old", "elderly", "older"),
    ("job", "post", "role", "position", "vacancy"),
    ("worker", "staff", "employee", "workforce", "civilian"),
    ("talk", "speak", "presentation", "speech", "speaker", "address"),
    ("money", "fund", "cash", "finance", "budget", "grant"),
    ("help", "support", "assist", "aid", "assistance"),
    ("road", "street", "lane", "highway"),
    ("crime", "offence", "offend"),
    ("theft", "burglary", "break-in", "stolen"),
    ("refuse", "reject", "decline", "turn", "oppose"),
    ("agree", "resolve", "approve", "decide", "accept"),
    ("meet", "session", "sit", "board"),
    ("letter", "write", "correspondence", "email"),
    ("get", "receive", "obtain", "award", "win"),
    ("yearly", "annual", "annum", "year"),
    ("monthly", "month"),
    ("firm", "company", "contractor", "supplier", "business"),
    ("person", "resident", "member", "public"),
    ("illness", "sick", "sickness", "absence"),
    ("ask", "request", "application", "apply"),
    ("give", "donate", "donation", "grant", "contribution"),
    ("law", "legal", "lawful", "legislation", "illegal"),
    ("ambulance", "paramedic"),
    ("doctor", "gp", "surgery"),
    ("school", "academy", "primary"),
    ("bus", "coach"),
    ("rubbish", "waste", "litter", "refuse"),
    ("tip", "recycling"),
    ("swing", "play", "playground"),
    ("web", "website", "online", "internet", "domain"),
    ("phone", "telephone", "mobile"),
    ("chief exec", "chief executive"),
    ("volunteer", "unpaid", "volunteering"),
    ("expect", "forecast", "anticipate", "predict", "estimate"),
    ("broken", "fault", "faulty", "damage", "repair", "fix", "mend"),
    ("join", "attend", "present", "come"),
    ("virtual", "virtually", "remote", "dial", "online"),
    ("stay", "remain", "left"),
    ("prize", "award"),
    ("teach", "train", "training", "deliver", "teaching"),
    ("look", "research", "investigate", "examine", "review"),
    ("mp", "parliament"),
    ("substitute", "stand-in", "replace", "substituting", "deputise"),
)
"""Groups of words that a question and a paper use for one thing; a match across a group counts for less than the word."""

NEGATIONS = frozenset(
    """no not none never neither nor cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't without
    unable refused rejected declined withdrawn lost failed fails lacking nil illegal unlawful non-starter
    unsuccessful unsuccessfully impossible dismissed opposed oppose object objected objecting deferred postponed cancelled""".split()
)

AFFIRMING = frozenset("yes all agreed approved resolved confirmed carried will granted accepted".split())

GENERIC_BODY_WORDS = frozenset(
    """council councils parish town city district county borough community committee board panel meeting meetings
    minutes police crime and the of for office group authority commissioner society association partnership forum trust
    limited ltd government department public local data national service services annual royal working party cabinet
    sub joint audit finance planning fire rescue force constabulary report united kingdom uk inquiry response library
    libraries friends transparency""".split()
)
"""Words that do not tell one body from another."""

OFFICE_WORDS = frozenset(
    """chair chairman chairwoman clerk commissioner constable officer director manager mayor leader deputy secretary
    treasurer inspector superintendent sergeant commander chief executive councillor cllr pcso minister author speaker president
    cathaoirleach coroner""".split()
)
PERSON_VERBS = re.compile(r"\b(?:appointed|co-?opted|elected|nominated|replaced|succeed(?:ed|s)|took over|taking over|retir(?:ed|ing|es)|resigned|resigning|stood down|proposed|seconded|sworn in)\b")
"""What is done by or to one person: the answer to "who" is a name, not a post."""
WHICH_AGENT = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,2}(?:business|builder|solicitors?|barrister|architects?|surveyors?|sponsor|shop|pub|artist|author|speaker|farmer|landowner|developer|engineers?|tenant|"
    r"resident|member|officer|councillor|minister|doctor|gp|judge|witness|charity|partners?)\b"
)
"""A question for somebody or some firm by what they do: the answer names them."""
BARE_TITLES = frozenset("councillor councillors cllr cllrs member members elected member elected members officer officers minister td mp".split())
"""Titles that say of nobody who it was."""
LETTERED = frozenset(
    "annex annexe appendix band block category class cohort division exhibit grade group item level lot option part phase plot ring route schedule scheme section site stage table team tier type unit ward wing zone".split()
)
"""What a single letter names one of: "Band D", "Option B"."""
DAY_ASKED = re.compile(r"\b(?:what|which) (?:date|day)\b|\b(?:closing|due|start|end|opening|completion|effective|exact) date\b|\bdeadline\b|\bdate (?:of|for|was|is)\b|\bwhat date\b")
"""A question that a bare year does not answer."""

UNIT_CUES: dict[str, re.Pattern[str]] = {
    "decision": re.compile(r"\b(?:resolved|agreed|noted|approved|decided|refused|declined|carried|lost|elected|appointed|support(?:ed)?|accepted|chosen|deferred|granted|action)\b"),
    "commitment": re.compile(r"\b(?:will|shall|to be|agreed to|action|committed|commitment|plan(?:s|ned)?|undertook|offered|asked|continue|arrange)\b"),
    "person_role": re.compile(r"\b(?:chair\w*|clerk|cllrs?|councillors?|mr|mrs|ms|dr|officer|lead|director|inspector|commissioner|constable|elected|appointed|by)\b"),
    "yes_no": re.compile(r"\b(?:not|no|none|all|agreed|approved|refused|will|can|illegal|unable|declared)\b"),
    "percent": re.compile(r"%|per ?cent|percent"),
    "comparison": re.compile(r"\b(?:compared|than|from|increase\w*|decrease\w*|rise|fall|against|previous|whereas)\b"),
    "timeline": re.compile(r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|spring|autumn)\b"),
}
"""Words by which a passage shows that it is of the kind asked for."""
