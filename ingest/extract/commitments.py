"""Commitments: promises, offers and plans, and the printed "Commitment:" headings with what is reported under them."""

from __future__ import annotations

import re

from ingest.extract.cues import COMMITMENTS
from ingest.extract.lines import Line, Match, Wording

# The sentence tells a condition, a forecast or a hope of nobody's: not a promise.
_NOT_PROMISED = re.compile(
    r"^\W*Should\b|^\W*If\b[^.;]{3,120}\bwould\b|\b(?:if|unless|whether|provided that|in the event)\b[^,]{0,80}\b(?:will|would)\b|\b(?:what|how|who|when|where|why|which) (?:[\w’'-]+ ){0,4}(?:will|would)\b|"
    r"\b(?:hoped|hope|hoping|assumed?|believes?|felt|feels?|thinks?|thought|impression|argued|warned|doubted|wished|confident|reminded (?:members|the [a-z]+)|feared|concerned|questioned|asked (?:if|whether|how|what)|queried|wondered|worried|hopes) (?:that )?(?:\w+ ){0,8}(?:will|would)\b|"
    r"\bwithout\b[^.;]{3,80}\bwould\b|\bwould (?!see|check|ask|confirm|find out)[^.;]{0,60}\bif (?:they|it|he|she|there|that|the|its|we)\b|"
    r"\b(?:will|would) (?:not|never|no longer|probably not)\b|\?\s*$|\b(?:will|would) be unable\b|\bconcerns? (?:has|have|had|was|were) (?:been )?(?:raised|expressed) that\b|\b(?:aware|acknowledged|noted the|recognised) (?:that )?(?:\w+ ){0,12}(?:will|would)\b|\byou will\b|\bprovided (?:that|all|the)\b[^.;]{0,320}\b(?:will|would)\b|\blive document\b|\bopportunity\b.{0,40}\bwill",
    re.I,
)
# "This will help …", "it will be noted": general description of an effect
_EFFECT = re.compile(
    r"\b(?:this|that|these|which|it|and) (?:will|would) (?:also |then |now )?(?:be (?:noted|appreciated|seen|recalled|remembered|the|a|an|based|used (?:as|by)|funded|determined|assisted|supported|helped|difficult|essential|important|able|in|no|subject|affected|paramount|necessary|needed|required|needed)|help|allow|enable|give|make|mean|free|improve|reduce|result|inform|support|provide (?:an|a|the) (?:opportunity|overview|insight)|also be|have)\b|"
    # "This will place more power with residents", "It will also demonstrate that …"
    r"\b(?:this|these) (?:will|would) (?:also |then |now )?(?:place|put|bring|lead|ensure|save|avoid|prevent)\b|"
    r"\b(?:this|these|it) (?:will|would) (?:also |then |now )?(?:demonstrate|increase|strengthen|encourage|reflect|contribute|complement|underpin|simplify|benefit)\b",
    re.I,
)
# "the report will inform decisions to come": what a thing is for
_SERVES = re.compile(r"\bwill (?:also |then |now |further )?inform (?:the |our |its |their |all |any |a |an )?(?:future|decisions?|decision-making|planning|development|design|next|work|thinking|strategy)\b", re.I)

# how a procedure goes, for whoever comes to it: "Shortlisted applicants will be invited to a second interview"
_PROCEDURE = re.compile(r"\b(?:applicants?|candidates?|bidders?|tenderers?|delegates|attendees)\b[^.;,]{0,60}?\bwill (?:then |also |normally |usually )?be (?:asked|invited|required|interviewed|assessed|given|scored|shortlisted)\b", re.I)
# what a strategy or scheme is for: "The strategy will set out a vision", "The programme will also seek to"
_PURPOSE = re.compile(
    r"\b(?:strateg(?:y|ies)|plans?|audit|framework|charter|scheme|programme|initiative|project|polic(?:y|ies)|guidance|toolkit|model|approach|document)(?: [\w’'-]+){0,2}? will (?:also |then |specifically |further )*"
    r"(?:identify|set out|outline|seek|aim|cover|allow|enable|ensure|help|support|improve|address|underpin|complement|contribute|strengthen|promote|guide|form|act|serve|take account)\b",
    re.I,
)
# "We will continue to do so.": what, stands elsewhere
_EMPTY = re.compile(
    r"^\W*(?:[\w’'-]+\s+){1,4}continue to do (?:so|this|that|it)\W*$|"
    # "What we have committed to", "Together we will …": captions of a list
    r"^\W*(?:what|how|why|where) (?:[\w’'-]+ ){1,3}(?:will|committed|promised|pledged)\b[^.;:]{0,40}$|\bcommitted to\W*$|\bwill(?: also)?[^\w:]*$",
    re.I,
)


# a forecast is a plan only when it names a time: "it is expected that the hall will open in May"
_FORECAST = re.compile(r"\b(?:anticipated|expected|likely|estimated|predicted)\b", re.I)
_DATED = re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|winter|20\d\d|next (?:week|month|year))\b")


# "At a previous meeting he had promised to look": told again, no new promise
_OFFERED_BEFORE = re.compile(r"\b(?:previous|earlier|last) (?:meeting|year|month)\b.*\bhad (?:also |kindly )?(?:promised|offered|pledged|undertaken)\b", re.I)


def find_commitment(line: Line, wording: Wording) -> Match | None:
    """A promise, offer or plan in the sentence."""
    match = wording.find(COMMITMENTS, line)
    if match is not None and match.cue == "offered" and _OFFERED_BEFORE.search(line.text):
        return None
    if match is None or match.cue in ("printed_commitment", "offered"):
        return match
    if _EMPTY.search(line.text):
        return None
    if match.cue == "committed":
        return match
    if match.cue == "first_person" and re.match(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:If|Where|Should|Unless|What|How)\b", line.text):
        return None
    if match.cue in ("will", "would", "would_by", "dated"):
        if any(pattern.search(line.text) for pattern in (_EFFECT, _SERVES, _NOT_PROMISED, _PROCEDURE)):
            return None
        if _PURPOSE.search(line.text) and not _DATED.search(line.text):
            return None
        if _FORECAST.search(line.text) and not _DATED.search(line.text):
            return None
    return match
