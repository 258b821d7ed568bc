"""What is read as a decision, an action, a recommendation or a commitment, and what must not be."""

from __future__ import annotations

import pytest

from ingest.extract import extract_obligations, find_attendance
from ingest.extract.owners import tidy_owner
from ingest.records import Obligation
from tests.extract.papers import find_mentions, make_paper

PRESENT = "Present: Ann Dale (AD) (Chair), Paul Fenn (PF), Cllr Ida Orde, Sam Hall (SH)(Clerk)"


def read(lines: list[str], **paper: object) -> list[tuple[str, str, Obligation]]:
    """(kind, quote, obligation) of every row of the paper."""
    document = find_attendance(make_paper(lines, **paper))  # type: ignore[arg-type]
    return [(o.kind, document.quote(o.span), o) for o in extract_obligations(document, find_mentions(document))]


# one sentence of minutes → the kinds of its rows
MINUTES = [
    ("RESOLVED: That the grant of £450 be paid.", ["decision"]),
    ("Committee resolved to note the update.", ["decision"]),
    ("RESOLVED: That the Clerk should write to Wenmark Police.", ["action"]),
    ("RESOLVED: That the new seat is accepted and that the Clerk should buy one.", ["decision", "action"]),
    ("It was agreed that the fence be mended at a cost of £900.", ["decision"]),
    ("The minutes of the meeting held on 4 January were confirmed as a true record and signed.", ["decision"]),
    ("The following accounts were approved for payment:", ["decision"]),
    ("The application was refused.", ["decision"]),
    ("The report was noted.", ["decision"]),
    ("Mrs Dale was elected as Chair for the coming year.", ["decision"]),
    ("Amendment lost.", ["decision"]),
    ("Action – that the information be noted", ["decision"]),
    ("Action: Clerk to obtain three quotations.", ["action"]),
    ("The lamp at Tolsey Green is out - Action : PF to report it", ["action"]),
    ("AD to speak to the owner of the mill.", ["action"]),
    ("Paul will chase the contractor.", ["action"]),
    ("The Clerk was asked to obtain a quotation.", ["action"]),
    ("Superintendent Marsh agreed to share the figures with the Panel.", ["action"]),
    ("Quotations to be obtained for the tree work.", ["action"]),
    ("A timetable for the review is still to be confirmed.", ["action"]),
    ("The Board recommended that the Government publish the figures.", ["recommendation"]),
    ("Paul Fenn suggested that the Panel visit Marlock station.", ["recommendation"]),
    ("Public bodies must publish what they spend.", ["recommendation"]),
    ("Diversions will be in place during the works.", ["commitment"]),
    ("A further update would be provided when the settlement is known.", ["commitment"]),
    ("She offered to distribute leaflets in Harrowby.", ["commitment"]),
    ("The hall is scheduled for completion in May 2024.", ["commitment"]),
    # promises in the past tense of reported speech
    ("The survey would be ready on 4 June.", ["commitment"]),
    ("A list of sites would follow in the new year.", ["commitment"]),
    ("She would meet the traders of Tolsey before Christmas.", ["commitment"]),
    ("The Chief Constable said that she would see whether the map could be published.", ["commitment"]),
    ("Every van would have a tracker by the end of September.", ["commitment"]),
    ("There would be one in each town by the end of May.", ["commitment"]),
    ("The lamps would be in use within a fortnight of delivery.", ["commitment"]),
    ("He gave an undertaking that no post at Marlock would be cut.", ["commitment"]),
    ("Superintendent Marsh undertook to share the figures.", ["commitment"]),
    ("The Clerk promised to send the list.", ["commitment"]),
    ("The Commissioner agreed that the hours should be looked at again next year.", ["commitment"]),
    ("She still expected to have all nine by 30 June 2024.", ["commitment"]),
    ("Mrs Fenn asked for the map to be redrawn.", ["action"]),
    ("The motion did not obtain six votes and was declared lost.", ["decision"]),
    ("The Panel considered a report of the Clerk and agreed the steps set out in it.", ["decision"]),
    ("RESOLVED (9 votes for, 2 against) that", []),
    ("The Committee recommended that", []),
    # must not match: finished work, questions, thanks, interests, next meetings, forecasts, other people's decisions
    ("The wall at Marlock Lane has been repaired.", []),
    ("No apologies had been received.", []),
    ("Paul Fenn declared an interest in the item on Tolsey Mill.", []),
    ("The next meeting will be held on 9 April 2024.", []),
    ("Members of the public were invited to participate.", []),
    ("The trust was asked to provide examples of such visits.", []),
    ("The Chair thanked Mrs Dale for her work.", []),
    ("24/00123/F Mill House – approved", []),
    ("Members asked whether the scheme would be extended.", []),
    ("Crime had fallen by 4% in Harrowby.", []),
    ("I will move at the next meeting that the road be repaired.", []),
    ("He was elected to Wenmark County Council in 1998.", []),
    ("A scheme of this kind would cost £61,000 in 2025.", []),
    ("The rise would be the largest since 2019.", []),
    ("He would have liked to see the figures before May.", []),
    ("Without the grant the force would close two counters in June.", []),
    ("If the bid failed, the trust would report in July.", []),
    ("They would pay more if they could see a difference.", []),
    ("Mr Fenn asked what the Commissioner would do with the land.", []),
    ("Mr Fenn asked why members should pay twice.", []),
    ("Mr Fenn asked whether the survey was still to be completed.", []),
    ("The Clerk reminded members that the poll would be on 2 May.", []),
    ("He believed that the council would lose money from April.", []),
    ("The work would take years.", []),
    ("Mrs Dale had been appointed by Tolsey Council in place of Mr Webb.", []),
    ("Mr Webb asked that minute 4 be corrected.", []),
    ("He had included the table, as he had been asked to.", []),
    ("An amendment, to defer the item, was moved by Mr Fenn.", []),
    ("Tolsey Scouts are seeking funding for new tents.", []),
    ("The poster shows the tasks the team are working on.", []),
    ("He spoke of those who remember the hall in their will.", []),
    ("This will bring considerable experience to the Board.", []),
    ("The Clerk will be on leave until 12 April.", []),
    ("Our next meeting will on 20 May.", []),
    ("Members agreed that lighting was very important.", []),
    ("The bylaws need to be approved and a map is wanted.", []),
    ("Sales at the event planned for 9 May go to the hall.", []),
    ("The Clerk reported on meetings between PF and AD to settle the lease.", []),
    ("He asked what the message to the new Board will be.", []),
    ("The Chair welcomed Mr Webb and Mr Fenn to the meeting.", []),
    ("No question shall be put without two days of notice.", []),
    ("She will be missed in Tolsey.", []),
    ("The Board agreed that the open day had been very successful.", []),
    ("Mrs Dale had been asked by a neighbour if it was possible to have a crossing.", []),
    ("At a previous meeting he had promised to look at the path.", []),
    ("Concerns have been raised that some families will be unable to pay.", []),
    ("This will potentially change the use of the hall.", []),
    ("It was agreed that there was a general need to look after paths but that money was short.", []),
    ("Firms of people who are committed to reducing waste spoke first.", []),
    ("The survey was expected to be published in May.", []),
    ("The next Parks, Leisure & Paths Committee meeting has been scheduled for 4 June 2024.", []),
    ("The report on the pilot will inform future planning of the wards.", []),
    ("The open day will be held on 4 March 2024.", []),
    ("The Chair asked Members to recognise how hard the choice was.", []),
    # what a strategy is for, what somebody hopes, how a procedure goes, notices of motion and questions on notice
    ("The strategy will set out how the estate is used.", []),
    ("The strategy will be presented to the Panel in June.", ["commitment"]),
    ("He was hoping that the counter will be opened again.", []),
    ("The vans will also feature the new badge.", []),
    ("The vans will also be fitted with cameras.", ["commitment"]),
    ("| will move at the next meeting that the lane be repaired.", []),
    ("l will ask at the next meeting for an update on the bridge.", []),
    ("Will the Council submit an application for the wall.", []),
    ("Ida Orde asked about the grant and will there be a second round of it.", []),
    ("The Budget meeting is scheduled for 29 November 2024.", []),
    ("The scheme will become operational in July 2024.", ["commitment"]),
    ("The route will become even more popular.", []),
    ("The money will come from the firms that take part.", []),
    ("Volunteers will be bound by the rules of the trust.", []),
    ("Theft will decrease once the lamps are lit.", []),
    ("The new court will put extra strain on the force.", []),
    ("A scheme that will give each family a bond was shown.", []),
    ("The trust runs a scheme, that will go on in Marlock.", ["commitment"]),
    ("It was noted that the plan will be shown to the Panel.", ["commitment"]),
    ("This will place more power with residents of Harrowby.", []),
    ("Paul Fenn was at the site and will place a marker there.", ["commitment"]),
    ("Members were advised that the grant was approved until August.", []),
    # "undertaken" of work is no promise, a matter that somebody raised no task
    ("A study was undertaken to find the best route.", []),
    ("Tolsey Trust have undertaken a review of its grants.", []),
    ("Tolsey Trust have undertaken to mend the roof.", ["commitment"]),
    ("The Chair raised the matter of a letter sent to all members.", []),
    ("It is a matter for the owner to decide.", ["action"]),
]


@pytest.mark.parametrize(("sentence", "kinds"), MINUTES, ids=[s[:40] for s, _ in MINUTES])
def test_sentence_of_minutes(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in read([PRESENT, "1. Business of the day at Tolsey", sentence])] == kinds


REPORTS = [
    ("I will keep members informed as this work goes on.", ["commitment"]),
    ("2.4 Ministers should look again at the formula.", ["recommendation"]),
    ("We urge the Government to think again.", ["recommendation"]),
    ("A conference is being arranged for the autumn.", ["action"]),
    ("The Commissioner has awarded £20,000 to the night shelter.", ["decision"]),
    ("Commitment: Extend the mentor scheme to Marlock", ["commitment"]),
    # with a day, in whatever tense the plan is told
    ("All ten vans will be in use by 31 March 2025.", ["commitment"]),
    ("Every yard will have been searched by the end of June.", ["commitment"]),
    ("The survey is to be finished by 4 May 2024.", ["commitment"]),
    ("The note should be published in October 2024.", ["commitment"]),
    ("I have asked the Chief Constable to look at the hours again.", ["action"]),
    # speech told in a report
    ("Ms Fenn said that she would open the records to the Panel.", ["commitment"]),
    ("In March she told the Panel that the vans would be bought by May.", []),
    ("What I will do", []),
    ("By working with shops we aim to reduce harm to trade.", []),
    ("The pilot reduced reoffending in Harrowby.", []),
    ("This will help officers to respond.", []),
    ("You will be aware of the inspection.", []),
    ("The office is leading the way and introducing a scheme for shops.", ["action"]),
    ("Last May I announced a clinic, which I am part funding with the trust.", ["action"]),
    ("The block is funding for children with greater needs.", []),
    ("The trust publishes which services they are commissioning each year.", []),
    ("A pathway has been drawn up which all three councils have supported.", ["decision"]),
    ("A project board has been set up, chaired by Paul Fenn.", ["decision"]),
    ("A working group has now been set up to look at forms.", []),
    ("If the lease is to go on, it must be looked at soon.", []),
    ("The survey sought views on how services should be considered.", []),
    ("It is not known whether the Government should pay.", []),
    ("Prices that are printed on tickets should be reviewed.", ["recommendation"]),
    ("What we have committed to", []),
    ("Together we will…", []),
    ("We will continue to do so.", []),
    ("Shortlisted applicants will be invited to a second interview.", []),
    # two things in one sentence
    ("This has now been agreed and advice is being sought on the length of the lease.", ["decision", "action"]),
    ("It has been agreed that Tolsey and Marlock will be taken together.", ["decision"]),
    ("I have long called for a royal commission; met the trust; sold the old vans; and I am funding a clinic in Harrowby.", ["recommendation", "action"]),
]


@pytest.mark.parametrize(("sentence", "kinds"), REPORTS, ids=[s[:40] for s, _ in REPORTS])
def test_sentence_of_a_report(sentence: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in read(["Report to the Panel", sentence], doc_type="report")] == kinds


# (sentences of one paragraph, day on which the decision was made)
OCCASIONS = [
    ("A meeting of all partners took place in February. This working group agreed the template put forward by Wenmark.", "2024-02"),
    ("At the Board meeting of 30 January 2024 it was agreed to mend the roof.", "2024-01-30"),
    ("The partners were sent papers in February. It has been agreed to mend the roof.", "2024-03-12"),
    ("It has been agreed to meet the trust again on 4 May 2024.", "2024-03-12"),
]


@pytest.mark.parametrize(("text", "made_on"), OCCASIONS, ids=[text[:40] for text, _ in OCCASIONS])
def test_a_report_tells_on_what_day_something_was_decided(text: str, made_on: str) -> None:
    rows = read(["Report to the Panel", text], doc_type="report")
    assert [obligation.made_on for kind, _, obligation in rows if kind == "decision"] == [made_on]


def test_the_days_of_approved_minutes_belong_to_their_approval() -> None:
    rows = read([PRESENT, "The notes of the following meetings were approved.", "i. 4 January 2024", "ii. Estates Group – 9 January 2024", "2. Members saw the figures."])
    assert [(kind, quote) for kind, quote, _ in rows] == [
        ("decision", "The notes of the following meetings were approved.\ni. 4 January 2024\nii. Estates Group – 9 January 2024")
    ]


def test_only_labels_count_in_other_papers() -> None:
    rows = read(["The stall will be open on Saturday.", "RESOLVED: That the policy be adopted."], doc_type="newsletter")
    assert [(kind, quote) for kind, quote, _ in rows] == [("decision", "RESOLVED: That the policy be adopted.")]


def test_a_plan_in_the_first_person_is_read_and_an_advertisement_is_not() -> None:
    promises = ["I will pay for ten posts.", "I will publish the figures each month.", "I will ask for a survey of victims."]
    assert [kind for kind, _, _ in read(["Plan", *promises], doc_type="other")] == ["commitment"] * 3
    assert read(["Plan", promises[0], "The fair will be fun."], doc_type="other") == []


@pytest.mark.parametrize(
    ("owner", "cue", "tidy"),
    [
        ("Ann Dale, Clerk 01632 960123 clerk@tolsey.example", "action_owner", "Ann Dale, Clerk"),
        ("Ann Dale, 1. Welcome", "action_owner", "Ann Dale"),
        ("Cllrs Ida; Ida Orde, Councillor; Paul Fenn", "resolved", "Ida Orde, Councillor; Paul Fenn"),
        ("new Board will", "must", "Board"),
        ("All", "dated", None),
        ("ALL", "action_owner", "ALL"),
        ("1 There", "action_owner", None),
        (None, "will", None),
    ],
)
def test_tidy_owners(owner: str | None, cue: str, tidy: str | None) -> None:
    assert tidy_owner(owner, cue) == tidy


def test_the_letter_of_a_planning_reference_is_nobodys_initial() -> None:
    rows = read(["Present: F Gale, Ann Dale (AD) (Chair)", "1. Planning at Tolsey", "24/01234/F Gale End: quotations to be obtained for the survey."])
    assert [obligation.owner for _, _, obligation in rows] == [None]


def test_a_column_of_recommendations_is_read_cell_by_cell() -> None:
    rows = read(["Report to the Panel", "No.\tRecommendation\tSection", "R1\tThat the team be brought to its full strength.\t4", "R2\tThat a map be drawn.\t5"], doc_type="report")
    assert [(kind, quote) for kind, quote, _ in rows] == [("recommendation", "That the team be brought to its full strength."), ("recommendation", "That a map be drawn.")]


def test_items_of_a_resolution_are_rows_and_the_lead_is_not() -> None:
    rows = read([PRESENT, "RESOLVED:", "• That the accounts are approved for the year", "• That the Clerk should publish them", "2. Trees"], headings=("2. Trees",))
    assert [(kind, quote) for kind, quote, _ in rows] == [
        ("decision", "• That the accounts are approved for the year"),
        ("action", "• That the Clerk should publish them"),
    ]


def test_enumeration_in_one_sentence() -> None:
    text = "RESOLVED: Subject to funding, (i) to buy the new mower from Orde Ltd; (ii) to sell the old mower to the club; and (iii) to authorise the Clerk to arrange delivery before May."
    rows = read([PRESENT, text])
    assert [kind for kind, _, _ in rows] == ["decision", "decision", "action"]
    assert rows[1][1] == "(ii) to sell the old mower to the club"


def test_later_limbs_of_a_resolution() -> None:
    rows = read([PRESENT, "RESOLVED (8 votes for, 1 against) that", "(i) the talk be noted;", "(ii) the gift of a bench be welcomed; and", "(iii) lighting be added to the plan for 2025."])
    assert [(kind, quote[:5]) for kind, quote, _ in rows] == [("decision", "(i) t"), ("decision", "(ii) "), ("decision", "(iii)")]


def test_captions_stand_between_a_lead_and_its_items() -> None:
    rows = read([PRESENT, "RESOLVED that:", "Revenue budget", "(a) To set the budget at £9,000.", "Capital", "(b) To raise the charge (table 6.1) of the plan by 2%."])
    assert [quote[:3] for _, quote, _ in rows] == ["(a)", "(b)"]


# (sentences of one paragraph, (kind, quote) of its rows)
SETTLED = [
    (
        "Cllr Orde asked that the log should show dates. This was agreed.",
        [("decision", "Cllr Orde asked that the log should show dates. This was agreed.")],
    ),
    (
        "Cllr Orde asked for the map to be shown each year. The Clerk agreed.",
        [("commitment", "Cllr Orde asked for the map to be shown each year. The Clerk agreed.")],
    ),
    ("Cllr Orde asked how much it had cost. The Clerk agreed.", []),
]


@pytest.mark.parametrize(("text", "expected"), SETTLED, ids=[text[:40] for text, _ in SETTLED])
def test_short_sentences_settle_what_stands_before(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, quote) for kind, quote, _ in read([PRESENT, "1. Business of the day at Tolsey", text])] == expected


def test_resolved_accordingly_makes_the_motion_the_decision() -> None:
    motion = "Mrs Dale moved, and Cllr Orde seconded, that each council be asked to ban drones."
    rows = read([PRESENT, motion + " There voted for the motion 6; against 3.", "RESOLVED accordingly."])
    assert [(kind, quote) for kind, quote, _ in rows] == [("decision", motion)]


def test_corrections_are_decisions_and_their_lead_is_none() -> None:
    rows = read([PRESENT, "Two corrections were made:", "(a) in minute 4 the word five be replaced by six; and", "(b) the figure for May be changed to 9%."])
    assert [kind for kind, _, _ in rows] == ["decision", "decision"]


def test_steps_listed_are_tasks_until_the_next_numbered_paragraph() -> None:
    rows = read([PRESENT, "4. Next steps were listed as:", "• Consultation with the unions of Wenmark", "• Drafting of a new handbook", "5. Members saw the figures."])
    assert [(kind, quote) for kind, quote, _ in rows] == [
        ("action", "• Consultation with the unions of Wenmark"),
        ("action", "• Drafting of a new handbook"),
    ]


def test_what_stands_under_we_will_is_promised_where_it_goes_on_with_a_verb() -> None:
    lines = ["Report to the Panel", "Over the next year Wenmark Council will:", "• publish the list of grants", "• Introduce a second bus to Marlock", "• better value for residents"]
    rows = read(lines, doc_type="report")
    assert [(kind, quote, o.owner) for kind, quote, o in rows] == [
        ("commitment", "• publish the list of grants", "Wenmark Council"),
        ("commitment", "• Introduce a second bus to Marlock", "Wenmark Council"),
    ]
    assert [quote for _, quote, _ in read(["Report to the Panel", "We will:", "• better value for residents"], doc_type="report")] == ["We will:"]


def test_plans_of_an_applicant_are_not_the_councils() -> None:
    rows = read([PRESENT, "Tolsey Scouts are seeking funding for new tents. Two camps will be held in Harrowby.", "RESOLVED: That the grant be paid."])
    assert [kind for kind, _, _ in rows] == ["decision"]


def test_the_foot_of_minutes_is_no_action() -> None:
    assert read([PRESENT, "1. Business of the day at Tolsey", "Signed: A. Dale", "Chair", "Date: 9 April 2024"]) == []


def test_motion_is_not_a_decision_until_carried() -> None:
    rows = read([PRESENT, "(7) Mr Fenn proposed, and Mrs Orde seconded the following amendment:", "“That £75k will be moved to the bus fund.”", "The voting was as follows:", "For (12)", "Against (4)", "Amendment carried."])
    assert [(kind, quote) for kind, quote, _ in rows] == [("decision", "Amendment carried.")]


def test_the_same_task_in_a_closing_list_is_one_row() -> None:
    rows = read([PRESENT, "The notice board at Marlock Green has rotted. PF to repair the notice board at Marlock Green.", "Summary", "PF to repair notice board Marlock Green"])
    assert len([kind for kind, _, _ in rows if kind == "action"]) == 1


def test_action_log_keeps_open_tasks_only() -> None:
    rows = read([PRESENT, "No\tAction\tOwner\tUpdate", "1\tWrite to the bus company about stops\tSH\tCompleted", "2\tAsk for a map of the drains\tPF\tOngoing"])
    assert [(quote, o.owner) for _, quote, o in rows] == [("Ask for a map of the drains", "Paul Fenn")]


# (lines after the attendance list, owner of the first row)
OWNERS = [
    (["Action: Clerk to obtain three quotations."], "Sam Hall, Clerk"),
    (["PF and AD to meet the owner."], "Paul Fenn; Ann Dale, Chair"),
    (["Action: Confirm the date of the visit (Paul Fenn)."], "Paul Fenn"),
    (["The forms still await a signature and will be sent on.", "ACTION: PF"], "Paul Fenn"),
    (["Training will be delivered by Tolsey Trust."], "Tolsey Trust"),
    (["Cllr Orde has visited the site. She will report to the trust."], "Ida Orde, Cllr"),
    (["It was agreed that SH will ask him to proceed."], "Sam Hall, Clerk"),
    (["The Clerk said that two sites were closed. The rest would be cleared by 30 June 2024."], "Sam Hall, Clerk"),
    (["Mr Webb of Tolsey Highways has called and they will mend the kerb."], "Tolsey Highways"),
    (["RESOLVED: That the Clerk, for the Council, write to the Minister about the lane."], "Sam Hall, Clerk"),
    (["PF requested that the lane is surveyed by Tolsey Highways."], "Tolsey Highways"),
    (["A new charter will be drawn up by the Tolsey Police Assistant Chief Constable, Mr Paul Fenn."], "Paul Fenn"),
    (["A task board will be set up, co-chaired by the Tolsey Police Assistant Chief Constable, Paul Fenn and the PCC, Chief Finance Officer, Sam Hall."], "Paul Fenn; Sam Hall, Clerk"),
    (["It was agreed that all is well and all councillors were asked to look for seats."], "all councillors"),
    (["The Chair thanked Paul Fenn. Mr Fenn said that he would look into the drains."], "Paul Fenn"),
    (["Action: Ann Dale/WCC to give a talk on drains."], "Ann Dale, Chair"),
    (["The Clerk noted that answers to the questions raised by Members would be circulated."], "Sam Hall, Clerk"),
]


OFFICES = [
    ("Chief Executive to check the lease.", "Ida Orde, Chief Executive and Monitoring Officer"),
    ("Monitoring Officer to check the lease.", "Ida Orde, Chief Executive and Monitoring Officer"),
    ("Deputy Commissioner to check the lease.", "Ann Dale, Deputy Police and Crime Commissioner"),
    ("Commissioner to check the lease.", "Paul Fenn, Police and Crime Commissioner"),
    ("Deputy Chief Constable to check the lease.", "Sam Hall, Temporary Deputy Chief Constable"),
]


@pytest.mark.parametrize(("task", "owner"), OFFICES, ids=[task[:25] for task, _ in OFFICES])
def test_office_is_its_holder(task: str, owner: str) -> None:
    present = "Present: Ann Dale (Deputy Police and Crime Commissioner); Paul Fenn (Police and Crime Commissioner); Ida Orde (Chief Executive and Monitoring Officer); Sam Hall (Temporary Deputy Chief Constable)"
    assert read([present, "1. Business of the day at Tolsey", f"Action: {task}"])[0][2].owner == owner


def test_an_office_that_nobody_is_named_for_stays_as_printed() -> None:
    assert read(["1. Business of the day at Tolsey", "Action: Chief Executive to check the lease."])[0][2].owner == "Chief Executive"


@pytest.mark.parametrize(("lines", "owner"), OWNERS, ids=[lines[0][:40] for lines, _ in OWNERS])
def test_owner(lines: list[str], owner: str) -> None:
    rows = read([PRESENT, "1. Business of the day at Tolsey", *lines])
    assert rows[0][2].owner == owner


def test_i_is_whoever_signs_and_inferred() -> None:
    rows = read(["Report to the Panel", "I will publish the plan in May.", "Ann Dale", "Police and Crime Commissioner for Wenmark"], doc_type="report")
    assert rows[0][2].owner == "Ann Dale, Police and Crime Commissioner for Wenmark"
    assert rows[0][2].owner_inferred


REPORT_OWNERS = [
    ("We recommend the following conditions:\n• It must become usual for boards to publish lists of their members.", "Ann Dale, Police and Crime Commissioner for Wenmark"),
    ("In our reply a joint plan will be put forward so that homes are built by Fenn Homes.", "Ann Dale, Police and Crime Commissioner for Wenmark"),
    ("The talks were with Tolsey Council.\nIt has been agreed to share the hall.", None),
    ("The talks were with Tolsey Council. This has now been agreed and the keys are with the school.", "Tolsey Council"),
]


@pytest.mark.parametrize(("lines", "owner"), REPORT_OWNERS, ids=[lines[:40] for lines, _ in REPORT_OWNERS])
def test_owner_in_a_report_of_one_author(lines: str, owner: str | None) -> None:
    told = ["Treasurer: Ida Orde", "Office Manager: Paul Fenn", "Report to the Panel", "I met the unions, I saw the yards and I was told of the plans."]
    rows = read([*told, *lines.split("\n"), "Ann Dale", "Police and Crime Commissioner for Wenmark"], doc_type="report")
    assert rows[0][2].owner == owner


# (sentence, due, inferred); the meeting was on 12 March 2024 and the next is on 9 April 2024
DUE = [
    ("AD to write by 30 April 2024.", "2024-04-30", False),
    ("The path will be resurfaced in May 2024.", "2024-05-31", False),
    ("RESOLVED: That this be deferred to the next meeting.", "2024-04-09", True),
    ("PF to report to the April meeting.", "2024-04-09", True),
    ("The grant will be paid from June 2024.", None, False),
    ("AD to write about the letter dated 4 January 2024.", None, False),
    ("He had hoped for 31 December, and the trust would report in May 2024 instead.", "2024-05-31", False),
    ("AD undertook to report each November, beginning in November 2024.", "2024-11-30", False),
    ("RESOLVED: That a further report be made in June 2024.", "2024-06-30", False),
    ("RESOLVED: That the accounts of June 2024 are approved.", None, False),
    ("RESOLVED: That the fair should take place on Saturday, 1 June 2024.", "2024-06-01", False),
    ("It was agreed to extend the lease from May 2024 – 31 August 2024.", "2024-08-31", False),
    ("PF to invite the new directors before the AGM.", "2024-07-09", True),
    ("PF to invite the new directors before the AGM in July.", "2024-07-09", True),
]


@pytest.mark.parametrize(("sentence", "due", "inferred"), DUE, ids=[s[:40] for s, _, _ in DUE])
def test_due(sentence: str, due: str | None, inferred: bool) -> None:
    rows = read([PRESENT, "1. Business of the day at Tolsey", sentence, "The AGM will be on 9 July 2024.", "Date of next meeting: 9 April 2024"])
    assert rows[0][2].due == due
    assert rows[0][2].due_inferred is inferred


def test_due_on_the_next_line() -> None:
    rows = read([PRESENT, "Action: Clerk to set up the group.", "Due: May 2024"])
    assert (rows[0][2].due, rows[0][2].due_text) == ("2024-05-31", "May 2024")


def test_vote_with_mover_and_seconder() -> None:
    rows = read([PRESENT, "Cllr Orde proposed and Mr Fenn seconded that the grant be paid and this was passed unanimously.", "The precept was approved.", "Prop: PF 2nd: AD"])
    first, second = rows[0][2], rows[1][2]
    assert (first.mover, first.seconder, first.vote) == ("Ida Orde, Cllr", "Paul Fenn", "unanimous")
    assert (second.mover, second.seconder) == ("Paul Fenn", "Ann Dale, Chair")


def test_made_on_is_the_meeting_of_the_part() -> None:
    assert read([PRESENT, "The report was noted."])[0][2].made_on == "2024-03-12"


def test_made_on_falls_back_on_the_printed_month() -> None:
    rows = read(["Performance report", "November 2023", "Commitment: Extend the mentor scheme"], doc_type="performance_report", held=None)
    assert rows[0][2].made_on == "2023-11"


def test_rows_are_sorted_and_quote_the_text() -> None:
    rows = read([PRESENT, "PF to write. The report was noted."])
    assert [quote for _, quote, _ in rows] == ["PF to write.", "The report was noted."]


def test_empty_paper() -> None:
    assert read([]) == []
