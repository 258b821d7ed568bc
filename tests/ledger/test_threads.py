"""What became of a promise: which later words belong to it, what they say, how it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.records import Document
from ingest.spans import Span
from ledger.commitments import all_threads, find_new_due, find_thread, read_position
from ledger.families import Belonging, group_papers, telling_words
from ledger.fate import judge_status
from ledger.links import Link, keep_few
from ledger.papers import find_groups
from ledger.records import Place, Status, Step, StepKind, Thread
from ledger.response_clock import read_clock
from ledger.statements import Statement
from ledger.units import Unit
from ledger.wording import fulfils, read_step
from tests.ledger.papers import Holding, make_paper, owed

PROMISE = "Action: Clerk to write to the water company about the burst culvert at Marlock by 30 April 2024"
FILLER = [
    ("Policing", ["Burglary in Harrowby fell by a tenth and robbery in Tolsey rose by a fifth.", "Speeding on the bypass was raised by residents again."]),
    ("Finance", ["The precept and the reserves were set out in tables of income and spending.", "Grants to youth clubs would be advertised in autumn."]),
    ("Estates", ["The heating of the hall and the roof of the depot had been surveyed.", "Cleaning of the market square was let to a contractor."]),
]


def follow(*later: tuple[str, str, list[str]], due: str | None = "2024-04-30", promise: str = PROMISE) -> Thread:
    """The thread of a promise made on 5 March 2024, with later papers of (date, heading, paragraphs)."""
    first = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [promise]), *FILLER])
    papers: list[Document] = [make_paper(f"{day}.txt", day, [(heading, words), *FILLER]) for day, heading, words in later]
    holding = Holding(first, *papers, rows={first.doc_id: [owed(first, promise, owner="Ivo Marsh, Clerk", due=due)]})
    threads = all_threads(holding)
    assert len(threads) == 1
    return threads[0]


@pytest.mark.parametrize(
    ("heading", "words", "kind"),
    [
        ("Matters arising", "The Clerk had written to the water company about the burst culvert (7/24).", "reported back"),
        ("Drainage", "The letter to the water company about the burst culvert at Marlock was still outstanding.", "raised again"),
        ("Drainage", "The letter to the water company about the culvert at Marlock, promised in March, was now expected in June 2024.", "changed"),
        ("Action log", "7/24 Letter to the water company on the burst Marlock culvert: complete.", "done"),
        ("Drainage", "The promised letter on the Marlock culvert to the water company was no longer required.", "superseded"),
    ],
)
def test_later_words_on_the_same_thing_are_a_step(heading: str, words: str, kind: str) -> None:
    assert [step.kind for step in follow(("2024-05-07", heading, [words])).steps] == ["made", kind]


def test_why_it_was_linked_is_told_in_words() -> None:
    step = follow(("2024-05-07", "Drainage", ["The promised letters on the Marlock culvert to the water company were no longer required."])).steps[1]
    assert step.why is not None
    assert step.why.startswith("shares ")
    assert {"company", "culvert"} <= set(step.why.removeprefix("shares ").split(";")[0].split(", "))


@pytest.mark.parametrize(
    "words",
    [
        "The Marlock library would open on Saturdays.",
        "The Clerk had written to the bank about the signatures.",
        "The water company had closed the road at Tolsey.",
        "Marlock Parish Council had repaired the bench in the square.",
    ],
)
def test_other_things_are_no_step(words: str) -> None:
    assert [step.kind for step in follow(("2024-05-07", "Reports", [words])).steps] == ["made"]


def test_an_action_carried_on_under_its_code_is_a_step() -> None:
    promise = "March24.02 Clerk to see to the dripping standpipe by the green"
    later = ("2024-05-07", "Action list", ["March24.02 Standpipe: plumber coming in June.", "April24.01 Bench: oak from Harrowby."])
    assert [step.quote for step in follow(later, promise=promise).steps[1:]] == ["March24.02 Standpipe: plumber coming in June."]


LOG = (
    "No.\tOrigin\tMinute\tAction\tOwner\tDue\tPosition\n"
    "1\t5 March 2024\t7/24\tLetter on the burst culvert\tClerk\t30 April 2024\tSent on 2 April. Closed.\n"
    "2\t5 March 2024\t9/24\tQuotations for the gates\tClerk\tNone given\tReported in May. Closed."
)


def test_a_row_of_an_action_log_is_a_step_of_the_promise_it_lists() -> None:
    thread = follow(("2024-06-04", "Action log", [LOG]))
    assert [(step.kind, step.quote.split("\t")[3]) for step in thread.steps[1:]] == [("done", "Letter on the burst culvert")]
    assert (thread.status, thread.status_inferred) == ("done", False)


def test_the_number_of_a_recommendation_in_the_heading_over_it_counts() -> None:
    """"R4: …" stands over "Accepted", which the paper sets like a heading too, and the answer under both."""
    table = "No.\tRecommendation\nR4\tThat every depot have a published list of its keys."
    report = make_paper("report.txt", "2024-03-05", [("Recommendations", [table]), *FILLER], doc_type="report")
    answer = make_paper("answer.txt", "2024-05-07", [("R4: lists of keys", []), ("Accepted", ["It is to be in use in every depot by 1 October 2024."]), *FILLER], doc_type="report")
    asked = owed(report, "That every depot have a published list of its keys.", "recommendation")
    threads = all_threads(Holding(report, answer, rows={report.doc_id: [asked]}))
    assert [[step.quote for step in thread.steps[1:]] for thread in threads] == [["It is to be in use in every depot by 1 October 2024."]]


def test_a_title_is_no_step() -> None:
    assert len(follow(("2024-05-07", "Papers (7/24)", ["Report of the Clerk on the Burst Culvert at Marlock 7/24"])).steps) == 1


def test_a_table_of_figures_on_the_topic_is_no_step() -> None:
    assert len(follow(("2024-05-07", "Drainage", ["Works\t2023\t2024\nBurst culvert at Marlock, water company\t12\t14"])).steps) == 1


def test_a_promise_of_few_words_needs_more_than_its_surroundings() -> None:
    around = "The water company had not mended the burst culvert at Marlock."
    first = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [f"{around} The Clerk was asked to reply."]), *FILLER])
    later = make_paper("may.txt", "2024-05-07", [("Drainage", ["Flooding at Marlock was due to leaves.", "The water company had new vans."]), *FILLER])
    threads = all_threads(Holding(first, later, rows={first.doc_id: [owed(first, "The Clerk was asked to reply.")]}))
    assert [len(thread.steps) for thread in threads] == [1]


def earlier(*words: str) -> Document:
    """A paper of long before in which each of ``words`` stands in nine paragraphs, so that it tells little."""
    return make_paper("before.txt", "2020-01-07", [("Reports", [f"The {word} in place {number} was looked at." for word in words for number in range(5)])])


@pytest.mark.parametrize(
    ("scores", "table", "kept"),
    [
        ([0.8, 0.9], False, [0.8, 0.9]),
        ([0.8, 0.9, 0.7], False, [0.8, 0.9]),
        ([0.8, 0.9, 0.7, 0.75], False, [0.9]),
        ([0.8, 0.8, 0.8, 0.8], False, [0.8]),
        ([0.8, 0.9, 0.7, 0.75], True, [0.8, 0.9, 0.7, 0.75]),
    ],
)
def test_a_paragraph_that_would_do_for_many_promises_is_a_step_of_the_best_alone(scores: list[float], table: bool, kept: list[float]) -> None:
    statement = Statement(0, "0" * 16, Span(0, 4), 0, 0, "2024-05-07", frozenset(), frozenset(), table)
    unit = Unit(0, "0" * 16, 0, "2024-05-07", (statement,), frozenset(), frozenset(), "Rain", table, frozenset(), frozenset())
    links = keep_few([[Link(score, unit, statement, "", table)] for score in scores])
    assert [link.score for some in links for link in some] == kept


@pytest.mark.parametrize(
    "words",
    ["7. The burst culvert at Marlock and the water company ................ 21", "Recommendation 3: the burst culvert at Marlock, letter to the water company"],
)
def test_contents_and_captions_are_no_step(words: str) -> None:
    assert len(follow(("2024-05-07", "Reports", [words])).steps) == 1


def test_a_row_that_prints_minute_and_day_belongs_to_both_records_of_a_promise() -> None:
    report = "Commissioner to report each half year how many officers of the rural team are in post"
    built = "The whole rural team of twelve constables, with a sergeant and drones, will be in post at Denwood by 31 March 2024."
    first = make_paper("march.txt", "2023-03-05", [("7/23 Budget", [report]), *FILLER])
    plan = make_paper("plan.txt", "2023-03-05", [("Precept", [built]), *FILLER], doc_type="report")
    log = "No.\tOrigin\tMinute\tAction\tOwner\tDue\tPosition\n1\t5 March 2023\t7/23\tRural team of twelve, half of it in post\tCommissioner\t31 March 2024\tNine; put back to 2025."
    later = make_paper("june.txt", "2024-06-04", [("Action log", [log]), *FILLER])
    rows = {first.doc_id: [owed(first, report, owner="Ivo Marsh")], plan.doc_id: [owed(plan, built, "commitment", owner="Ada Thorne", due="2024-03-31")]}
    threads = all_threads(Holding(earlier("rural team"), first, plan, later, rows=rows))
    assert {thread.steps[0].quote: [step.kind for step in thread.steps] for thread in threads}[built] == ["made", "changed"]


def test_what_was_said_before_is_no_step() -> None:
    assert len(follow(("2024-01-09", "Drainage", ["The Clerk had written to the water company about the burst culvert at Marlock."])).steps) == 1


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ([], "open"),
        ([("2024-05-07", "Any other business", ["The bench was painted."])], "never mentioned again"),
        ([("2024-03-20", "Any other business", ["The bench was painted."])], "open"),
        ([("2024-05-07", "Matters arising", ["The Clerk had written to the water company about the burst culvert (7/24)."])], "done"),
        ([("2024-05-07", "Drainage", ["The letter to the water company about the burst culvert at Marlock was still outstanding."])], "overdue"),
    ],
)
def test_status_follows_from_steps_and_day(later: list[tuple[str, str, list[str]]], status: str) -> None:
    assert follow(*later).status == status


def test_never_mentioned_again_counts_the_later_papers() -> None:
    thread = follow(("2024-05-07", "Reports", ["The bench was painted."]), ("2024-06-04", "Reports", ["The fair was held."]))
    assert (str(thread.later), thread.as_of, thread.status_inferred) == ("complete over 2 papers", "2024-06-04", True)


def test_a_thread_is_found_by_its_number_and_by_the_beginning_of_it() -> None:
    first = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [PROMISE])])
    holding = Holding(first, rows={first.doc_id: [owed(first, PROMISE)]})
    thread = all_threads(holding)[0]
    assert find_thread(holding, thread.thread_id) == find_thread(holding, thread.thread_id[:5]) == thread
    assert find_thread(holding, "zzzz") is None


def test_the_sentence_and_the_action_line_under_it_are_one_promise() -> None:
    said = "The Clerk offered to write to the water company about the burst culvert."
    paper = make_paper("march.txt", "2024-03-05", [("7/24 Drainage", [said, PROMISE]), *FILLER])
    rows = {paper.doc_id: [owed(paper, said, "commitment", due="2024-04-30"), owed(paper, PROMISE, due="2024-04-30")]}
    threads = all_threads(Holding(paper, rows=rows))
    assert [len(thread.entry_ids) for thread in threads] == [2]


@pytest.mark.parametrize(
    ("kinds", "due", "status"),
    [
        ([], "2024-12-31", "open"),
        ([], "2024-04-30", "never mentioned again"),
        (["raised again"], "2024-04-30", "overdue"),
        (["raised again"], None, "open"),
        (["reported back"], "2024-04-30", "reported back"),
        (["reported back", "superseded"], "2024-04-30", "superseded"),
        (["done", "raised again"], "2024-04-30", "done"),
        (["changed"], "2024-04-30", "overdue"),
    ],
)
def test_judging(kinds: list[StepKind], due: str, status: Status) -> None:
    place = Place("0" * 16, Span(0, 4))
    steps = [Step("made", "2024-03-05", place, "The force will do it."), *(Step(kind, "2024-06-04", place, "It was spoken of.") for kind in kinds)]
    assert judge_status(steps, due, "2024-06-04", True)[0] == status


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("The gates were fitted in June.", "reported back"),
        ("Complete.", "done"),
        ("Reported in May; closed.", "done"),
        ("The vans are now expected in autumn.", "changed"),
        ("Put back to October.", "changed"),
        ("Decision 4 shall cease to have effect.", "superseded"),
        ("Members asked whether the vans had come yet and the Chair would enquire.", None),
        ("The work will be ordered next year.", None),
        ("By May 410 of 640 metres of the wall were up.", "reported back"),
        ("Five of the six counters are open.", "reported back"),
        ("The Chief Constable has agreed to it from 1 July.", "reported back"),
        ("Done on 16 September", "done"),
    ],
)
def test_wording_of_steps(words: str, kind: str | None) -> None:
    cue = read_step(words)
    assert (cue.kind if cue else None) == kind


@pytest.mark.parametrize(
    ("position", "kind"),
    [
        ("Moved to June 2024. Reported 4 June 2024. Closed.", "done"),
        ("Sent on 2 April. Put back to May.", "changed"),
        ("Reported in June. See minute 4.", "reported back"),
        ("Completed See item 7", "done"),
        ("Complete by June", None),
        ("No reply received", None),
        ("Red", None),
    ],
)
def test_the_last_word_of_a_position_counts(position: str, kind: str | None) -> None:
    cue = read_position(position)
    assert (cue.kind if cue else None) == kind


@pytest.mark.parametrize(
    ("promised", "said", "yes"),
    [("to write to the bank", "I wrote to the bank", True), ("to write to the bank", "the bank moved", False), ("to circulate the note", "the note was sent on 4 May", True)],
)
def test_what_was_promised_said_as_past(promised: str, said: str, yes: bool) -> None:
    assert fulfils(promised, said) is yes


@pytest.mark.parametrize(
    ("words", "said_on", "due"),
    [
        ("now expected by the end of May", "2024-03-05", "2024-05-31"),
        ("moved to 12 January", "2024-11-28", None),
        ("will follow by 12 January", "2024-11-28", "2025-01-12"),
        ("in June 2023", "2024-03-05", None),
        ("by June", None, None),
    ],
)
def test_the_new_day_of_a_change(words: str, said_on: str | None, due: str | None) -> None:
    assert find_new_due(words, said_on) == due


@pytest.mark.parametrize(
    ("body", "words"),
    [("Wenmark Police and Crime Panel", {"wenmark"}), ("the Parish Council", set()), (None, set()), ("Tolsey-on-Wend Parish Council", {"tolsey", "wend"})],
)
def test_telling_words(body: str | None, words: set[str]) -> None:
    assert telling_words(body) == words


@pytest.mark.parametrize(
    ("belongings", "groups"),
    [
        ([("wenmark",), ("wenmark",), ("tolsey",)], (0, 0, 1)),
        ([("harrowby", "wenmark"), ("wenmark",)], (0, 0)),
        ([(), ()], (0, 1)),
    ],
)
def test_papers_of_one_body_go_together(belongings: list[tuple[str, ...]], groups: tuple[int, ...]) -> None:
    assert group_papers([Belonging(frozenset(names), frozenset()) for names in belongings]) == groups


def test_a_paper_that_does_not_name_its_body_goes_where_it_speaks_of() -> None:
    named = make_paper("a.txt", "2024-03-05", [("Report", ["The year was quiet."])])
    bare = make_paper("b.txt", "2024-04-05", [("Report", ["Wenmark had a quiet year, and Wenmark grew."])], body="Police and Crime Panel")
    other = make_paper("c.txt", "2024-04-05", [("Report", ["A quiet year elsewhere."])], body="the Parish Council")
    groups = find_groups(Holding(named, bare, other))
    assert groups[named.doc_id] == groups[bare.doc_id] != groups[other.doc_id]


@pytest.mark.parametrize(
    ("kind", "steps", "said"),
    [
        ("recommendation", [], "no answer found after 98 days; section 29(3) asks for one"),
        ("recommendation", [("raised again", "2024-04-05", "R4 Lamps Accepted")], "answered after 31 days"),
        ("recommendation", [("raised again", "2024-04-05", "The lamps were spoken of.")], "no answer found after 98 days; section 29(3) asks for one"),
        ("action", [], None),
    ],
)
def test_how_long_a_recommendation_waits(kind: str, steps: list[tuple[StepKind, str, str]], said: str | None) -> None:
    place = Place("0" * 16, Span(0, 4))
    made = [Step("made", "2024-03-05", place, "That lamps be bought."), *(Step(step, day, place, words) for step, day, words in steps)]
    thread = replace(follow(), kind=kind, steps=tuple(made), as_of="2024-06-11")  # type: ignore[arg-type]
    clock = read_clock(thread)
    assert (str(clock) if clock else None) == said
