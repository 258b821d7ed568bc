"""Titles, ranks and post names of policing and local government, as data."""

from __future__ import annotations

import re

QUALIFIERS = [
    "Acting", "Temporary", "Interim", "Deputy", "Assistant", "Vice", "Former", "Joint", "Lead", "Shadow", "Honorary", "Hon", "Senior", "Principal",
    "Chief", "Executive", "Outgoing", "Incoming", "Associate", "Strategic", "Detective", "A/", "T/",
]  # fmt: skip
QUALIFIERS = [word for word in QUALIFIERS if word not in ("Former", "Outgoing", "Incoming")]

TITLES = [
    "Police and Crime Commissioner", "Police and Crime Commissioners", "Police & Crime Commissioner", "Police & Crime Commissioners",
    "Police, Crime and Victims' Commissioner", "Police, Crime and Victims’ Commissioner", "Executive member", "Cabinet member", "Police Fire and Crime Commissioner", "Police, Fire and Crime Commissioner", "Commissioner", "Commissioners", "Deputy Commissioner",
    "Chief Constable", "Chief Constables", "Chief Superintendent", "Superintendent", "Superintendents", "Chief Inspector", "Chief Inspectors", "Inspector", "Inspectors",
    "Sergeant", "Sergeants", "Special Constable", "Police Constable", "Detective Constable", "Commander", "Commanders",
    "Chief Executive", "Chief Executives", "Chief Executive Officer", "Chief of Staff", "Chief Finance Officer", "Chief Financial Officer", "Chief Operating Officer",
    "Chief Officer", "Chief Officers", "Chief Fire Officer", "Chief Nurse", "Chief Medical Officer", "Chief Scientific Adviser", "Chief Information Officer", "Chief Secretary",
    "Monitoring Officer", "Section 151 Officer", "S151 Officer", "s151 Officer", "S.151 Officer", "Head of Paid Service", "Returning Officer",
    "Councillor", "Councillors", "Cllr", "Cllrs", "Cllr.", "Clr", "Clir", "ClIr", "Clirs", "Cmhlr", "Cmhlr.", "Comh.", "Comhairleoir", "Mayor", "Mayors", "Lord Mayor", "Alderman", "Leader", "Leaders", "Leader of the Council", "Leader of the Opposition",
    "Deputy Leader", "Group Leader", "Group Leaders", "Chair", "Chairs", "Chairman", "Chairmen", "Chairwoman", "Chairperson", "Vice Chair", "Vice-Chair", "Vice Chairman", "Vice-Chairman", "Vice Chairperson",
    "Cathaoirleach", "Leas-Chathaoirleach", "Leas Chathaoirleach", "Leas-Cathaoirleach", "Leas Cathaoirleach", "Príomh Chomhairleoir", "Leas-Phríomh Chomhairleoir", "Leas Phríomh Chomhairleoir", "Clerk", "Clerks", "Parish Clerk", "Town Clerk", "Community Clerk", "Clerk to the Council", "Proper Officer", "Responsible Finance Officer", "Responsible Financial Officer",
    "Town Councillor", "Town Councillors", "Parish Councillor", "Parish Councillors", "County Councillor", "County Councillors", "District Councillor", "District Councillors", "Community Councillor", "Community Councillors", "Borough Councillor", "Borough Councillors",
    "Treasurer", "Member of Parliament", "Members of Parliament", "Member of the Senedd", "Prime Minister", "Home Secretary", "Foreign Secretary", "Chancellor of the Exchequer", "Chancellor",
    "Secretary of State", "Minister", "Ministers", "Permanent Secretary", "Attorney General", "Lord Chancellor", "Lord-Lieutenant", "Lord Lieutenant", "High Sheriff", "Justice Secretary", "Health Secretary", "Under-Secretary", "Under Secretary",
    "President", "Vice President", "Vice-President", "Governor", "Archdeacon", "Bishop", "Rector", "Vicar", "Churchwarden", "Headteacher", "Head Teacher", "Executive Head Teacher", "Executive Headteacher", "Principal", "Coroner", "Secretary General",
    "Cabinet Member", "Cabinet Members", "Portfolio Holder", "Portfolio Holders", "Executive Member", "Lead Member", "Company Secretary", "Non-Executive Director", "Non-executive Director", "Managing Director", "Corporate Director", "Executive Director",
    "Internal Auditor", "External Auditor", "Returning Officer", "Tree Warden", "Footpath Warden", "Community Warden", "Editor", "Ombudsman", "Information Commissioner", "Victims' Commissioner", "Children's Commissioner", "Children’s Commissioner",
    "Counsel to the Inquiry", "Solicitor to the Inquiry", "Secretary to the Inquiry",
]  # fmt: skip

ACRONYM_ROLES = [
    "PCC", "PCCs", "PCC's", "DPCC", "APCC Chair", "PFCC", "PFCCs", "DCC", "DCCs", "DDC", "ACC", "ACCs", "T/CC", "T/DCC", "T/ACC", "A/ACC", "A/CC", "CC", "CCs",
    "PCSO", "PC", "DC", "DS", "DI", "DCI", "T/DCI", "DSU", "DCS", "PS", "Sgt", "Sgt.", "Insp", "Insp.", "T/Insp", "A/Insp", "Supt", "Supt.", "T/Supt", "C/Insp", "Ch Insp", "Ch Supt", "C/Supt", "Det Supt", "Det Insp", "Det Ch Insp", "CI",
    "MP", "MPs", "MEP", "MEPs", "MSP", "MSPs", "RFO", "CEO", "CFO", "COO", "CIO", "CTO", "SoS", "SRO", "SIRO", "TD", "TDs", "PCSO's",
]  # fmt: skip
ACRONYM_ROLES = [name for name in ACRONYM_ROLES if name not in ("PCC's", "PCSO's", "APCC Chair", "TD", "TDs")]

# Titles whose remit belongs to them: "Head of Communications", "Cabinet Member for Highways".
REMIT_TITLES = [
    "Head", "Director", "Deputy Director", "Assistant Director", "Executive Director", "Corporate Director", "Cabinet Member", "Cabinet member", "Portfolio Holder", "Executive Member", "Executive member", "Lead Member", "Lead member", "Lead Officer",
    "Secretary of State", "Minister", "Minister of State", "Parliamentary Under Secretary of State", "Under-Secretary of State", "SoS", "Shadow Minister", "Shadow Secretary of State", "Spokesperson", "Director General", "Strategic Director", "Service Director",
    "Cabinet Lead", "Programme Director", "Strategic Lead", "Lead", "Director-General", "Commissioner's Officer", "Commissioner’s Officer", "Officer", "Manager", "Assistant Chief Officer",
]  # fmt: skip
REMIT_TITLES = [name for name in REMIT_TITLES if name not in ("Lead", "Officer", "Manager")]

# Words that end a built title.
HEADS = [
    "Manager", "Officer", "Analyst", "Coordinator", "Co-ordinator", "Director", "Adviser", "Advisor", "Administrator", "Accountant", "Auditor", "Supervisor", "Surveyor", "Planner", "Engineer",
    "Specialist", "Practitioner", "Consultant", "Researcher", "Evaluator", "Fellow", "Intern", "Secretary", "Assistant", "Lead", "lead", "Worker", "Warden", "Ranger", "Librarian", "Caretaker", "Organiser", "Representative",
    "Advocate", "Navigator", "Facilitator", "Trustee", "Economist", "Statistician", "Architect", "Inspector", "Actuary", "Treasurer", "Solicitor", "Controller", "Registrar", "Convenor", "Convener", "Executive", "Lawyer", "Counsel", "Cleaner", "Gardener", "Editor", "Executive Officer",
]  # fmt: skip
# These mean a post only with capitalised words before them: "Finance Director", but bare "Director" also stands alone.
HEADS_NEEDING_WORDS = frozenset(
    """Officer Analyst Adviser Advisor Administrator Accountant Auditor Supervisor Surveyor Planner Engineer Specialist Practitioner Consultant
    Researcher Evaluator Fellow Intern Secretary Assistant Lead lead Worker Warden Ranger Librarian Caretaker Organiser Representative
    Advocate Navigator Facilitator Trustee Economist Statistician Architect Inspector Actuary Solicitor Controller Registrar Convenor Convener Executive
    Lawyer Counsel Cleaner Gardener Editor Manager Coordinator Co-ordinator""".split()
)

# Capitalised words that do not belong to the title that follows: sentence starts, names of bodies, courtesy.
NOT_MODIFIERS = frozenset(
    """The A An This That These Those Our Their His Her Its All Any Each Every Both Some No Mr Mrs Ms Miss Dr Sir Cllr Councillor Present Apologies Action
    ACTION Actions Attendance Attendees From To By And With For In On At As Of Is Are Was Were Be That RESOLVED Resolved AGREED Agreed Council Police Constabulary Authority OPCC Committee
    Board Panel Trust University Ltd Limited College Borough County District Parish Town City Force NHS Government Office New Named Home Contact Report
    When Where While Following Following If It He She They We I You Our Vice""".split()
) - {"Town", "Vice", "County", "District", "Parish", "Home", "Police", "New", "Borough", "City"}

# Ends of other names that may stand right before a title ("… Rehabilitation Company Team Lead").
RUN_BREAKS = frozenset("Company Ltd Limited LLP plc PLC CIC Council Constabulary Trust University OPCC BA BSc MA Tel Email Website".split())

# Before a plural these name a class of people, not a post.
CLASS_WORDS = frozenset("Police Council Senior County District Parish Borough Local Authority Force Custody Support Youth Social Health Care Key Probation Prison Civil Public Community".split())

# Lower-case posts, singular only: workforce classes ("police officers") are none.
LOWER_POSTS = [
    "lead inspector", "neighbourhood policing inspector", "rural crime officer", "wildlife crime officer", "domestic abuse coordinator", "roads policing inspector",
    "councillor", "project manager", "programme manager", "project officer", "project lead", "office manager", "contract manager", "contracts manager", "area manager", "site manager", "service manager", "team leader",
    "research fellow", "research assistant", "research associate", "research analyst", "performance analyst", "policy officer", "data analyst", "evaluator", "intern", "chief executive", "chief constable", "chief inspector", "police and crime commissioner", "police inspector", "police sergeant",
    "police superintendent", "lead inspector", "chair of governors", "internal auditor", "external auditor", "monitoring officer", "neighbourhood inspector",
    "headteacher", "head teacher", "managing director", "finance director", "operations director", "chief finance officer", "engagement officer", "communications officer", "business manager", "bursar", "responsible financial officer", "responsible finance officer",
    "prime minister", "home secretary", "secretary of state", "tree warden", "footpath warden", "clerk of works", "custody inspector", "custody sergeant", "duty inspector", "crime commissioner", "family liaison officer", "liaison officer", "support officer", "development officer", "planning officer", "tree officer", "enforcement officer", "conservation officer",
]  # fmt: skip
LOWER_POSTS = [post for post in LOWER_POSTS if post not in ("crime commissioner",)]

# Longer names that begin like a title and are none.
STOP_ROLES = re.compile(
    r"(?:Cabinet Office|Head Office|Chairs? and [Tt]ables|Clerks? Fees|Lead (?:Local|in)\b|Chief Officers? Group|Leaders? (?:Board|Group)|Inspectorate|Commissioning|Leadership|Mayoral|Minister(?:ial|s['’]? Code)|"
    r"Principal (?:Road|Authority|Park|Plan|Product|Council)|Information Commissioner['’]?s? Office|Executive (?:Summary|Board|Committee|Decision|Order|Report|Session)|Leader (?:Programme|Fund))"
)
# Title words that are too common to count alone.
NOT_ALONE = frozenset("Officer Officers Principal Governors President Assistant Assistants Executive Lead Editor Chancellor Governor Worker Secretary Associate Director-General Joint Senior Strategic".split()) - {"President", "Chancellor"}

FULL_TITLES = {
    "PCC": "Police and Crime Commissioner", "PCCs": "Police and Crime Commissioner", "Commissioner": "Police and Crime Commissioner", "Commissioners": "Police and Crime Commissioner",
    "Police and Crime Commissioners": "Police and Crime Commissioner", "Police & Crime Commissioners": "Police and Crime Commissioner", "Police & Crime Commissioner": "Police and Crime Commissioner",
    "DPCC": "Deputy Police and Crime Commissioner", "Deputy Commissioner": "Deputy Police and Crime Commissioner", "PFCC": "Police, Fire and Crime Commissioner", "PFCCs": "Police, Fire and Crime Commissioner",
    "CC": "Chief Constable", "CCs": "Chief Constable", "Chief Constables": "Chief Constable", "DCC": "Deputy Chief Constable", "DCCs": "Deputy Chief Constable", "DDC": "Deputy Chief Constable", "ACC": "Assistant Chief Constable", "ACCs": "Assistant Chief Constable",
    "T/CC": "Temporary Chief Constable", "T/DCC": "Temporary Deputy Chief Constable", "T/ACC": "Temporary Assistant Chief Constable", "A/ACC": "Acting Assistant Chief Constable", "A/CC": "Acting Chief Constable",
    "Cllr": "Councillor", "Cllrs": "Councillor", "Cllr.": "Councillor", "Clr": "Councillor", "Clir": "Councillor", "ClIr": "Councillor", "Clirs": "Councillor", "Cmhlr": "Councillor", "Cmhlr.": "Councillor", "Comh.": "Councillor", "Comhairleoir": "Councillor",
    "Leas Chathaoirleach": "Leas-Chathaoirleach", "Leas-Cathaoirleach": "Leas-Chathaoirleach", "Leas Cathaoirleach": "Leas-Chathaoirleach", "Councillors": "Councillor", "Sgt": "Sergeant", "Sgt.": "Sergeant", "PS": "Sergeant", "Insp": "Inspector", "Insp.": "Inspector", "Supt": "Superintendent", "Supt.": "Superintendent",
    "C/Insp": "Chief Inspector", "Ch Insp": "Chief Inspector", "CI": "Chief Inspector", "C/Supt": "Chief Superintendent", "Ch Supt": "Chief Superintendent", "DC": "Detective Constable", "DS": "Detective Sergeant", "DI": "Detective Inspector",
    "DCI": "Detective Chief Inspector", "Det Supt": "Detective Superintendent", "Det Insp": "Detective Inspector", "PC": "Police Constable", "RFO": "Responsible Financial Officer", "CEO": "Chief Executive Officer", "CFO": "Chief Finance Officer", "COO": "Chief Operating Officer",
    "MP": "Member of Parliament", "MPs": "Member of Parliament", "SoS": "Secretary of State", "Chairs": "Chair", "Mayors": "Mayor", "Ministers": "Minister", "Vice-Chair": "Vice Chair", "Vice-Chairman": "Vice Chairman",
}  # fmt: skip
