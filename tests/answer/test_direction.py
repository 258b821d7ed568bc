"""Whether something rises or falls is told by words of that way or the other, and by nothing else."""

from __future__ import annotations

import pytest

from answer.compose.direction import asks_direction
from answer.compose.yes_no import find_verdict


@pytest.mark.parametrize(
    ("question", "evidence", "verdict"),
    [
        ("Is knife crime going up?", "Knife crime rose by 12% on the year before.", "Yes"),
        ("Is ASB going up in Marlock 2024", "ASB continues to reduce in every district.", "No"),
        ("Is ASB going up in Marlock 2024", "Anti-social behaviour continues to reduce in every district.", None),
        ("Is shoplifting rising?", "A day of action against shoplifting was held with retailers.", None),
        ("Has violent crime fallen?", "Violent crime has not fallen since 2019.", "No"),
        ("Has violent crime fallen?", "With no new officers, violent crime fell by 3%.", "Yes"),
        ("Did reoffending rise over the year?", "There was no increase in reoffending.", "No"),
        ("Did burglary drop in the year to March?", "Burglary was up by 4% and vehicle crime down by 2%.", "No"),
        ("Are speeds going down in Marlock?", "The speed of the works has nothing to do with those gates that the contractor will lower.", None),
        ("Is the levy going up?", "Members discussed the levy, given the effect that costs have on services and the wish to spread any increases.", None),
        ("Are complaints getting worse?", "The handling of complaints has improved.", "No"),
        ("Hasn't burglary gone down?", "Burglary is lower than last year.", "Yes"),
        ("Has fraud increased since 2022?", "Fraud did not fall.", None),
    ],
)
def test_the_verdict_follows_the_direction(question: str, evidence: str, verdict: str | None) -> None:
    assert asks_direction(question)
    assert find_verdict(question, evidence) == verdict


@pytest.mark.parametrize("question", ["Was the precept increase approved?", "Did the Panel agree the rise in allotment rents?", "Was a reduction of officers discussed?", "Were the higher fees accepted?"])
def test_a_rise_that_is_a_thing_asks_no_direction(question: str) -> None:
    assert not asks_direction(question)
