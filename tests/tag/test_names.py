"""People, offices, bodies and places in invented wording, the fullest name within a paper, and overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import MissingExtraError
from ingest.tag import tag_text
from ingest.tag.candidates import Candidate
from ingest.tag.initials import defined_initials
from ingest.tag.model import check_files
from ingest.tag.names import NameBook
from ingest.tag.organisations import defined_short_forms
from ingest.tag.paper import tag_paper
from ingest.tag.pieces import cut_pieces
from ingest.tag.resolve import settle
from ingest.tag.roles import find_roles

# (text, label, expected texts of that label in order)
TAGGED = [
    ("Cllr Anna Frost welcomed members.", "PERSON", ["Anna Frost"]),
    ("Cllr Anna Frost welcomed members.", "ROLE", ["Cllr"]),
    ("Apologies from B Copley and S. Hurst.", "PERSON", ["B Copley", "S. Hurst"]),
    ("Dr Ian Guyler spoke.", "PERSON", ["Ian Guyler"]),
    ("Simon Hart BA, Solicitor", "PERSON", ["Simon Hart"]),
    ("Dear Andrew,", "PERSON", ["Andrew"]),
    ("Superintendent Millward agreed to report.", "PERSON", ["Millward"]),
    ("Superintendent Millward agreed to report.", "ROLE", ["Superintendent"]),
    ("• Janet Brunton-Dobbs, Chair of Wenmark Fire Authority", "PERSON", ["Janet Brunton-Dobbs"]),
    ("• Janet Brunton-Dobbs, Chair of Wenmark Fire Authority", "ROLE", ["Chair"]),
    ("• Janet Brunton-Dobbs, Chair of Wenmark Fire Authority", "ORG", ["Wenmark Fire Authority"]),
    ("Councillors Frost, Hurst and Lang were present.", "PERSON", ["Frost", "Hurst", "Lang"]),
    ("Councillors Dale (A), Dale (B), Gill, Cmhlr. Ó Cearra, O’Fenn, Reeve-O’Lang and Orde.", "PERSON",
     ["Dale", "Dale", "Gill", "Ó Cearra", "O’Fenn", "Reeve-O’Lang", "Orde"]),
    ("Apologies: Clir Gleave and Cllr Reeve", "PERSON", ["Gleave", "Reeve"]),
    ("The Príomh Chomhairleoir and the Leas Cathaoirleach spoke.", "ROLE", ["Príomh Chomhairleoir", "Leas Cathaoirleach"]),
    ("It was agreed. Prop: CR 2nd: KD", "PERSON", ["CR", "KD"]),
    ("agreed, proposed by NO seconded by JH, that it be bought", "PERSON", ["NO", "JH"]),
    ("It was proposed by WCC and seconded by the PC.", "PERSON", []),
    ("Appendix P Flexible Use of Receipts, and Annex F. They were read. Cllr Vacancy", "PERSON", []),
    ("1.Housing Directorate", "ORG", ["Housing Directorate"]),
    ("Full costs were full. In Full, see below.", "GPE", []),
    ("The cost is met in full. The Full Council met.", "GPE", []),
    ("It was held in West Tolsey Village Hall.", "GPE", ["West Tolsey"]),
    ("A Fairer Deal for Victims", "PERSON", []),
    ("Restorative Parish Panels (RPP) began.", "PERSON", []),
    ("Modern Slavery", "PERSON", []),
    ("Tel: 01234 567890", "PERSON", []),
    ("The PCC met the Chief Constable.", "ROLE", ["PCC", "Chief Constable"]),
    ("Temporary Deputy Chief Constable", "ROLE", ["Temporary Deputy Chief Constable"]),
    ("Police and Crime Commissioner for Durham", "ROLE", ["Police and Crime Commissioner"]),
    ("Police and Crime Commissioner for Durham", "GPE", ["Durham"]),
    ("the Head of Conduct and Culture reported", "ROLE", ["Head of Conduct and Culture"]),
    ("the Chief Finance Officer and the Monitoring Officer", "ROLE", ["Chief Finance Officer", "Monitoring Officer"]),
    ("Early Intervention Co-ordinators gave an update", "ROLE", ["Early Intervention Co-ordinators"]),
    ("Cabinet Member for Education and Skills", "ROLE", ["Cabinet Member for Education and Skills"]),
    ("a project manager was appointed", "ROLE", ["project manager"]),
    ("police officers and staff", "ROLE", []),
    ("an internal matter and an internship", "ROLE", []),
    ("the rural crime lead inspector", "ROLE", ["rural crime lead inspector"]),
    ("Police Officers were thanked.", "ROLE", []),
    ("The Cabinet Office wrote.", "ROLE", []),
    ("Wenmark Police reported a fall.", "ORG", ["Wenmark Police"]),
    ("Harrowby Borough Council and Tolsey Town Council", "ORG", ["Harrowby Borough Council", "Tolsey Town Council"]),
    ("Members of the Wenmark Police and Crime Panel", "ORG", ["Wenmark Police and Crime Panel"]),
    ("a report from the OPCC and the College of Policing", "ORG", ["OPCC", "College of Policing"]),
    ("Ministry of Justice data shows", "ORG", ["Ministry of Justice"]),
    ("Rainham Play Surfacing Ltd quoted", "ORG", ["Rainham Play Surfacing Ltd"]),
    ("the Strategic Road Safety group met", "ORG", ["Strategic Road Safety group"]),
    ("Directorate of Conduct and Culture (DCC2)", "ORG", ["Directorate of Conduct and Culture"]),
    ("the Force and the Panel and the Council", "ORG", []),
    ("local authorities and youth offending services", "ORG", []),
    ("at a Scrutiny Meeting of the Parish Council", "ORG", []),
    ("the Police and Crime Plan", "ORG", []),
    ("A meeting was held in Middlesbrough and Hartlepool.", "GPE", ["Middlesbrough", "Hartlepool"]),
    ("Hartlepool Police Station", "GPE", ["Hartlepool"]),
    ("the Durham Divert scheme", "GPE", []),
    ("Derby Road was closed", "GPE", []),
    ("See www.wenmark.police.uk/Durham or durham@wenmark.uk", "GPE", []),
]


@pytest.mark.parametrize(("text", "label", "expected"), TAGGED)
def test_names(text: str, label: str, expected: list[str]) -> None:
    assert [m.text for m in tag_text(text) if m.label == label] == expected


FULL_TITLES = [
    ("PCCs", "Police and Crime Commissioner"), ("DCC", "Deputy Chief Constable"), ("Cllr", "Councillor"),
    ("Police & Crime Commissioner", "Police and Crime Commissioner"), ("T/ACC", "Temporary Assistant Chief Constable"),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "full"), FULL_TITLES)
def test_full_titles(printed: str, full: str) -> None:
    assert [c.value for c in find_roles(f"The {printed} spoke.")] == [full]


FULLEST = [
    (["Barry Copley", "B Copley"], "B Copley", "Barry Copley"),
    (["Barry Copley", "Copley"], "Copley", "Barry Copley"),
    (["Barry Copley", "B. Copley"], "B. Copley", "Barry Copley"),
    (["Barry Copley", "Brian Copley"], "B Copley", "B Copley"),
    (["Barry Copley", "Brian Copley"], "Copley", "Copley"),
    (["Barry Copley", "J Copley"], "Copley", "Copley"),
    (["R C Lovell", "Lovell"], "Lovell", "R C Lovell"),
    (["Andrew Prestwick", "Andrew"], "Andrew", "Andrew Prestwick"),
    (["Andrew Prestwick", "Andrew Marsh"], "Andrew", "Andrew"),
    (["Mike Kerfield-Byrnes"], "Kerfield-Brynes", "Mike Kerfield-Byrnes"),
    (["Anna Frost", "Anna Maria Frost"], "Anna Frost", "Anna Maria Frost"),
    (["MR B J LANGLEY"], "S Wilde", "S Wilde"),
    (["Steve Marlow", "Stephen Marlow"], "Marlow", "Marlow"),
    ([], "Frost", "Frost"),
]


@pytest.mark.parametrize(("printed", "name", "full"), FULLEST)
def test_fullest_name(printed: list[str], name: str, full: str) -> None:
    assert NameBook(printed).fullest(name) == full


def test_initials_of_the_attendance_list() -> None:
    text = "Present: Nick Owens (NO), Jane Hart (JH). Human Resources (HR).\nProposed by NO."
    assert defined_initials(text) == {"NO": "Nick Owens", "JH": "Jane Hart"}
    assert [m.value for m in tag_text(text) if m.text == "NO"] == ["Nick Owens", "Nick Owens"]


SHORT_FORMS = [
    ("the Directorate of Conduct and Culture (DCC) met", {"DCC": "Directorate of Conduct and Culture"}),
    ("Witness Help and Outreach Service (“WHOS”)", {"WHOS": "Witness Help and Outreach Service"}),
    ("a fall (ABC)", {}),
]


@pytest.mark.parametrize(("text", "expected"), SHORT_FORMS)
def test_short_forms_that_a_paper_defines(text: str, expected: dict[str, str]) -> None:
    assert {short: long for short, (long, _) in defined_short_forms(text).items()} == expected


PIECES = [
    ("• Anna Frost\tChair", ["Anna Frost", "Chair"]),
    ("2.4 The Panel met Anna Frost. It was cold and dark.", ["The Panel met Anna Frost."]),
    ("PRIORITY ONE", []),
    ("the usual words only", []),
]


@pytest.mark.parametrize(("text", "expected"), PIECES)
def test_pieces(text: str, expected: list[str]) -> None:
    assert [piece for _, piece in cut_pieces(text)] == expected
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in cut_pieces(text))


OVERLAPS = [
    ([Candidate(0, 5, "GPE", weight=45), Candidate(0, 12, "ORG", weight=64)], [(0, 12, "ORG")]),
    ([Candidate(0, 20, "ORG", weight=40), Candidate(0, 8, "PERSON", weight=75)], [(0, 8, "PERSON")]),
    ([Candidate(5, 9, "DATE", weight=80), Candidate(0, 20, "ORG", weight=64)], [(5, 9, "DATE")]),
    ([Candidate(3, 3, "GPE", weight=90)], []),
]


@pytest.mark.parametrize(("proposed", "kept"), OVERLAPS)
def test_overlaps(proposed: list[Candidate], kept: list[tuple[int, int, str]]) -> None:
    assert [(c.start, c.end, c.label) for c in settle(proposed)] == kept


def test_a_model_of_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\n")
    with pytest.raises(MissingExtraError, match="reinstall"):
        check_files(tmp_path)


def test_initials_of_movers_are_those_of_one_person_present() -> None:
    text = "The fair was agreed. Prop: CR 2nd: KD\nCR asked for a map."
    tagged = tag_paper(text, people_known=["C Rothwell", "K Drake", "A Reeve"])
    assert [(m.text, m.value) for m in tagged if m.label == "PERSON"] == [
        ("CR", "C Rothwell"),
        ("KD", "K Drake"),
        ("CR", "C Rothwell"),
    ]


def test_initials_that_fit_two_people_stay_as_printed() -> None:
    tagged = tag_paper("The fair was agreed. Prop: CR", people_known=["C Rothwell", "Carl Reeve"])
    assert [(m.text, m.value) for m in tagged] == [("CR", "CR")]
