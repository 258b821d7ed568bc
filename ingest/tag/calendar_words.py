"""Words of the calendar, as data: months, weekdays, seasons, feasts, and the cues that tell past from future."""

from __future__ import annotations

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "febuary": 2, "feburary": 2, "septmber": 9, "setpember": 9, "ocober": 10, "novemeber": 11, "decmber": 12,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "weds": 2, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

# Meteorological seasons: first and last month; winter ends in the year after the one it is named by.
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}

ORDINAL_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
                 "one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip

# Month names that are also words or given names: alone they count only after one of BARE_MONTH_CUES.
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "april", "june", "august", "jan", "sun", "sat", "wed", "dec", "jun", "apr"})

BARE_MONTH_CUES = frozenset(
    """in of by since until till during for from to last next this early mid late end between and or through throughout
    before after around every beginning start ending ended previous following on at towards commencing versus vs
    & / - – , (""".split()
)

# A year after one of these is part of the name of a law or programme ("Localism Act 2011"), not a date.
STATUTE_WORDS = frozenset(
    """act acts regulations regulation order orders rules directive bill code convention measure scheme instrument
    byelaws bylaws si iso iec bs en standard protocol room version v no no. number para paragraph page""".split()
)

# What follows a four-digit number that is a quantity and not a year.
QUANTITY_WORDS = frozenset(
    """people homes houses properties dwellings officers pcsos posts hours miles metres meters km kg tonnes litres
    pupils children residents members users visitors vehicles cars calls cases incidents offences crimes days words
    copies books items units places responses respondents households signatures patients beds participants
    volunteers metre meter sq square cubic mm cm m acres hectares feet ft kwh mw kw votes electors jobs year years month months""".split()
)

# Wording about what is still to come; the nearer of a past and a future cue decides.
FUTURE_CUES = (
    r"will|shall|would|to be|due|planned|plans? to|scheduled|forthcoming|upcoming|next|deadline|expected|expects?|"
    r"aims? to|hopes? to|hoped|intends?|intended|proposed|until|closes|begins|starts|going to|prior to|ahead of|"
    r"no later than|by|before|ready for|can|may|must|should|please|from|is to|are to|setting|arranged for|future|onwards"
)
PAST_CUES = (
    r"was|were|had|has|have|held|took place|since|previous|last|ago|following|met|attended|received|reported that|"
    r"been|began|started|launched|opened|closed|gave|made|did|became|saw|wrote|commenced|agreed at|minutes of|"
    r"approved|appointed|published|announced|issued|came|ended|earlier|recent|recently|dated|signed|sent|visited|"
    r"completed|submitted|went|undertaken|ending|year to"
)

# Paragraphs about money count years from April, unless "calendar year" is said.
FINANCIAL_CUES = (
    r"budget\w*|precept\w*|financial|savings?|council tax|funding|grant|grants|reserves?|spend\w*|revenue|capital|"
    r"fiscal|underspend\w*|overspend\w*|accounts|settlement|expenditure"
)
