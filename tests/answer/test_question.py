"""How questions are read, as tables of invented questions."""

from __future__ import annotations

import pytest

from answer.period import find_periods
from answer.question import KINDS as EVERY_KIND
from answer.question import check_kind, find_kind, read_question
from answer.words import find_initials, number_of, stem
from index.errors import QueryError

KINDS = [
    ("How much did the Marlock depot roof cost?", "amount"),
    ("what did the panel pay for the new gates", "amount"),
    ("What sum was set aside for the Tolsey bridge?", "amount"),
    ("Tolsey hall hire fee 2024", "amount"),
    ("What was the clerk's salary in 2021/22?", "amount"),
    ("What overspend did Wenmark Police forecast?", "amount"),
    ("How large was the youth fund grant?", "amount"),
    ("How many officers were lost between the two budgets?", "count"),
    ("number of burglaries in Harrowby", "count"),
    ("How often does the ethics board sit?", "count"),
    ("no of custody visits in August", "count"),
    ("What percentage of calls was answered in time?", "percent"),
    ("What fraction of the calls was abandoned?", "percent"),
    ("architect behind the new custody suite", "person_role"),
    ("Head of the retail crime team", "person_role"),
    ("what share of the staff had the training", "percent"),
    ("By what % did thefts fall?", "percent"),
    ("When was the custody block opened?", "date"),
    ("By when must replies to the survey be sent in?", "date"),
    ("Until when does the lease of the Tolsey office run?", "date"),
    ("What date was the strategy signed off?", "date"),
    ("Which year did the pilot begin?", "date"),
    ("start date of the cadet scheme", "date"),
    ("Who chaired the scrutiny meeting?", "person_role"),
    ("Which councillor asked about speed cameras?", "person_role"),
    ("who's the chief constable", "person_role"),
    ("Whose motion was lost?", "person_role"),
    ("Which officer presented the estates paper?", "person_role"),
    ("who came to talk about fraud", "person_role"),
    ("What help is there for people whose cars are stolen?", "fact"),
    ("What did the clerk ask the force to send?", "fact"),
    ("Follow the Tolsey depot from 2021 to 2024", "timeline"),
    ("How long between the bid and the award of the grant?", "comparison"),
    ("Did the report agree with the minutes on the fee?", "comparison"),
    ("Where did the council agree to put the benches?", "fact"),
    ("Which two suppliers did the board agree to go ahead with?", "list"),
    ("On what grounds did the council object?", "list"),
    ("Who put themselves forward for the working group?", "list"),
    ("Was the precept approved?", "yes_no"),
    ("Did the panel support the closure of Marlock station?", "yes_no"),
    ("Is the helpline open at night?", "yes_no"),
    ("Were any objections raised?", "yes_no"),
    ("Will the vans be replaced next year?", "yes_no"),
    ("Can volunteers use the car park?", "yes_no"),
    ("Which members sent apologies in May 2023?", "list"),
    ("Who attended the February meeting?", "list"),
    ("List all the recommendations of the task group", "list"),
    ("What are the priorities of the plan?", "list"),
    ("Which four councils fund the partnership?", "list"),
    ("Name the schools that took part", "list"),
    ("How did the vote go on the amendment?", "list"),
    ("What was decided about the Harrowby front counter?", "decision"),
    ("How was the complaint settled?", "decision"),
    ("What did the panel resolve on the budget?", "decision"),
    ("What happened after the inspection?", "decision"),
    ("How did the committee respond to the second plan?", "decision"),
    ("What has the Commissioner promised about the 101 line?", "commitment"),
    ("What is the clerk to arrange with the school?", "commitment"),
    ("What has the force pledged to do on knife crime?", "commitment"),
    ("Next step after the estates review?", "commitment"),
    ("How did the precept change between 2022/23 and 2023/24?", "comparison"),
    ("How much did the precept rise from March to June?", "comparison"),
    ("How much did the precept rise to?", "amount"),
    ("How much did the reserve fall to in 2019?", "amount"),
    ("Compare the reserves in the two budget papers", "comparison"),
    ("Do the papers agree on the number of cadets?", "comparison"),
    ("What precepts were set for 2021-22 and for 2022-23?", "comparison"),
    ("Is the figure for officers the same in both reports?", "comparison"),
    ("Trace the cost of the Tolsey roof from March to June", "timeline"),
    ("timeline of the Marlock station closure", "timeline"),
    ("How did the body-worn video trial develop over the year?", "timeline"),
    ("What happened to the price of the vans between May and July?", "timeline"),
    ("What does WDAP stand for?", "meaning"),
    ("WDAP meaning", "meaning"),
    ("what do the letters IOM mean", "meaning"),
    ("Where is the new custody block?", "fact"),
    ("What shortfall worried the Chair?", "amount"),
    ("What mistake worried the Chairman?", "fact"),
    ("What decision of the Panel annoyed the mayor?", "fact"),
    ("Which new member of the Panel came from Tolsey?", "person_role"),
    ("Why was the Tolsey office shut?", "fact"),
    ("Which company runs the canteen?", "fact"),
    ("", "fact"),
    ("?!", "fact"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_of_answer(text: str, kind: str) -> None:
    assert find_kind(text) == kind if kind != "meaning" else read_question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When the draft was debated, what shortfall worried the Chair?", "amount"),
        ("If the precept had been turned down, what day was kept free?", "date"),
        ("Where members asked about rural crime, how much was promised?", "amount"),
        ("While the Panel met in May, was anybody shut out?", "yes_no"),
        ("At its May meeting, who was put in the chair?", "person_role"),
        ("When was the report, the one on custody, published?", "date"),
        ("When did the Panel meet, and who was there?", "list"),
    ],
)
def test_what_is_asked_stands_in_the_main_clause(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


def test_another_kind_of_answer_may_be_wanted() -> None:
    question = "How much did the Tolsey roof cost?"
    asked = read_question(question, kind="date")
    assert (asked.kind, set(asked.expects), asked.changed) == ("date", {"DATE"}, True)
    assert asked.terms == read_question(question).terms
    assert read_question(question, kind="count").expects == {"NUMBER"}, "no amount, though the question speaks of cost"
    assert read_question(question, kind="amount") == read_question(question)
    assert read_question("What does WDAP stand for?", kind="fact").abbreviation is None
    assert read_question("What has WDAP done in Tolsey?", kind="meaning").abbreviation == "WDAP"
    assert read_question("What has been done in Tolsey?", kind="meaning").abbreviation is None


def test_a_kind_that_is_none() -> None:
    assert [check_kind(kind) for kind in EVERY_KIND] == list(EVERY_KIND)
    assert check_kind("") is check_kind(None) is None
    with pytest.raises(QueryError, match=r"“colour” is not a kind of answer; there are: fact, .*meaning"):
        check_kind("colour")


PERIODS = [
    ("the meeting of 13th November 2018", [("2018-11-13", "2018-11-13")]),
    ("minutes 13/11/2018", [("2018-11-13", "2018-11-13")]),
    ("in March 2025", [("2025-03-01", "2025-03-31")]),
    ("budget 2018/19", [("2018-04-01", "2019-03-31")]),
    ("budget 2018-19", [("2018-04-01", "2019-03-31")]),
    ("budget 17/18", [("2017-04-01", "2018-03-31")]),
    ("Q2 2019/20", [("2019-07-01", "2019-09-30")]),
    ("quarter 4 of 2019/20", [("2020-01-01", "2020-03-31")]),
    ("in 2021", [("2021-01-01", "2021-12-31")]),
    ("spring 2022", [("2022-03-01", "2022-05-31")]),
    ("late 2017", [("2017-09-01", "2017-12-31")]),
    ("between October and November 2025", [("2025-10-01", "2025-10-31"), ("2025-11-01", "2025-11-30")]),
    ("the Nov 24-25 monitoring report", [("2024-11-01", "2024-11-30"), ("2024-04-01", "2025-03-31")]),
    ("1,250 officers and £2,019 spent", []),
    ("option 3 of 4", []),
    ("paragraph 2.4", []),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods_that_a_question_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.start, p.end) for p in find_periods(text)] == expected


def test_a_month_without_a_year_is_kept_as_such() -> None:
    (period,) = find_periods("at the September meeting")
    assert (period.start, period.month) == ("", 9)
    assert period.holds("2019-09-12")
    assert not period.holds("2019-10-12")


def test_year_to_a_month_is_no_meeting_of_that_month() -> None:
    (period,) = find_periods("in the year to September 2019")
    assert period.role == "until"


def test_names_figures_and_terms() -> None:
    question = read_question("Did Joan Orde tell Wenmark Council in May 2021 about the £4.5m bid for option 3?")
    assert question.names == ("Joan Orde", "Wenmark Council")
    assert question.figures == ("£4.5m", "3")
    assert "may" not in {term.stem for term in question.terms}
    assert {"orde", "wenmark", "bid"} <= {term.stem for term in question.terms}


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("What does a Band D home pay?", {"d"}),
        ("Why was option B dropped?", {"b"}),
        ("Which class A drugs were seized?", {"a"}),
        ("Did I hear of a B road?", set()),
        ("Is a ward to have a bus?", set()),
    ],
)
def test_letters_that_name_one_of_several(text: str, letters: set[str]) -> None:
    assert {term.stem for term in read_question(text).terms if len(term.stem) == 1} == letters


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("How much was it?", {"MONEY"}),
        ("When was it?", {"DATE"}),
        ("Who is the clerk?", {"PERSON"}),
        ("Who mended it?", {"PERSON", "ROLE"}),
        ("Which company mended it?", {"ORG", "GPE"}),
        ("How many were there?", {"NUMBER"}),
        ("Why was it shut?", set()),
    ],
)
def test_what_must_stand_in_the_evidence(text: str, expects: set[str]) -> None:
    assert set(read_question(text).expects) == expects


def test_a_question_of_ten_thousand_characters_is_read() -> None:
    assert read_question("police " * 2000).kind == "fact"


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("meetings", "meeting"),
        ("costs", "costing"),
        ("agreed", "agree"),
        ("policies", "policy"),
        ("Wenmark's", "Wenmark"),
        ("planned", "planning"),
        ("charged", "charges"),
        ("spent", "spending"),
        ("3rd", "3"),
        ("5,000", "5000"),
    ],
)
def test_inflected_words_share_a_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


@pytest.mark.parametrize(("word", "other"), [("policy", "police"), ("needs", "need"), ("address", "addres"), ("fee", "feed")])
def test_stems_are_light(word: str, other: str) -> None:
    assert (stem(word) == stem(other)) == (word == "needs")


@pytest.mark.parametrize(("word", "value"), [("twelve", 12), ("Twenty-five", 25), ("nil", 0), ("Tolsey", None)])
def test_number_words(word: str, value: int | None) -> None:
    assert number_of(word) == value


def test_initials_of_capitalised_words() -> None:
    assert find_initials("Wenmark Police and Crime Panel") == "WPCP"
