== {{heading_line}}

= Council Chamber, Guildhall, Market Place, Harrowby\
Thursday 22 June 2023, 10.00 am to 1.05 pm

~ **Present:**
~ Harrowby Borough Council – Councillors Margaret Ollerton (Chair), Peter Hallewell and Sunita Bhandari
~ Tolsey City Council – Councillors Daniel Fosdyke (Vice-Chair), Ruth Amberley and Kwame Addo
~ Marlock District Council – Councillors Elspeth Garrow and Bryony Lasker
~ Pellbridge Borough Council – Councillor Yusuf Karimi
~ Independent co-opted members – Mrs Anita Crowhurst and Dr Lionel Speke

~ **In attendance:**
~ Helena Marchbank – Police and Crime Commissioner
~ Marcus Oyelaran – Deputy Police and Crime Commissioner
~ Judith Wexcombe – Chief Executive and Monitoring Officer, OPCC
~ Graham Stannard – Chief Constable
~ Superintendent Dawn Ilesley – Head of Contact, Wenmark Constabulary
~ Hilary Stope – Democratic Services Manager, Harrowby Borough Council
~ Ben Ruddle – Scrutiny Officer, Harrowby Borough Council

# 13/23 | Election of Chair

Councillor Margaret Ollerton was nominated by Councillor Addo and seconded by Councillor Garrow. There were no other nominations.

**RESOLVED** that Councillor Ollerton be elected Chair of the Panel for 2023/24.

# 14/23 | Appointment of Vice-Chair

**RESOLVED** that Councillor Daniel Fosdyke be appointed Vice-Chair for 2023/24.

# 15/23 | Membership

The Panel noted that Councillor Bryony Lasker had been appointed by Marlock District Council in place of Councillor Colin Treadgold, who did not stand in the elections of 4 May 2023. The Chair thanked Mr Treadgold for six years' service.

# 16/23 | Apologies for absence

An apology was received from Councillor Joan Whitlaw.

# 17/23 | Declarations of interest

Councillor Karimi declared that he was a volunteer with Community Speed Watch at Castle Pell. Dr Speke declared his trusteeship of Crossways Youth Trust.

# 18/23 | Minutes

**RESOLVED** that the minutes of 2 February and 23 March 2023 be confirmed as correct records and signed by the Chair.

# 19/23 | Action log

The Scrutiny Officer reported that his note on independent custody visiting had been sent to members on 17 April. Of the other actions, two were on the agenda and one, on the cost of the Commissioner's office, was not due until February 2024.

Councillor Bhandari asked whether the findings of the victims' survey, offered in November 2022, had been received. The Scrutiny Officer said that they had not. {{survey}}

# 20/23 | Commissioner's Update

The Commissioner spoke to her report.

## Community Speed Watch

Sixteen sets of equipment had been delivered at a cost of £46,720 and 214 volunteers had been trained. Councillor Karimi said that the scheme at Castle Pell had worked well and that mean speeds had come down by 4 mph. The Commissioner apologised that the report had not come in March as promised.

## 101 calls

The Vice-Chair said that the Panel had been given a firm promise in November and that it had been missed by more than two minutes. Superintendent Ilesley explained the loss of trainees and the late start of the call-back service. The Chief Constable accepted that he should have warned the Panel sooner. The new date was 31 December 2023.

! Action – Commissioner to bring monthly 101 answering times to the Panel on 23 November 2023

## Marlock front counter

The Commissioner reported the result of the consultation: 1,063 responses, of which 71% were against closure. The counter would stay open on Mondays, Wednesdays and Fridays from 3 July. Councillor Lasker thanked her for having listened. She asked for a review after a year, which the Commissioner agreed to.

! Action – Commissioner to review the opening hours at Marlock by 31 July 2024

## Body-worn video

Mrs Crowhurst asked who would check that officers switched the cameras on. The Deputy Commissioner said that the Ethics and Scrutiny Group would look at a sample each quarter from January 2024. Every front-line officer would have a camera by the end of December.

## Officer numbers

In answer to Councillor Addo, the Chief Constable said that 58 officers had resigned in 2022/23, nearly half of them in their first two years. The Commissioner promised to share a summary of what they had said in exit interviews.

! Action – Commissioner to share a summary of exit interview findings

**RESOLVED** that the report be noted.

# 21/23 | Performance report, quarter 4 of 2022/23

The Deputy Commissioner presented the report. Recorded crime in the year was 49,530, a rise of 5.4%; 82 of 84 wards had a named officer.

Councillor Hallewell asked about sickness in the contact centre, which stood at {{sick}} of contracted days. Superintendent Ilesley said that new shift patterns had begun on 12 June.

{{hate}}

**RESOLVED** that the report be noted and that shoplifting be considered in more depth in November.

# 22/23 | Task group on rural crime

Councillor Garrow (lead member), Councillor Karimi, Councillor Lasker, Councillor Amberley and Dr Speke were appointed to the task group. It would take evidence from September and report in March 2024.

**RESOLVED**, on the motion of Councillor Garrow, seconded by Councillor Amberley, that the scope of the task group be approved (11 for, none against).

# 23/23 | Confirmation hearing

The Democratic Services Manager described the procedure under Schedule 8 to the Police Reform and Social Responsibility Act 2011. The Panel would have three weeks from the date of notification in which to hold the hearing and make its report.

**RESOLVED** that 14 September 2023 be kept for the hearing.

# 24/23 | Exclusion of the public

**RESOLVED** that, under section 100A(4) of the Local Government Act 1972, the public be excluded during minute 25/23 because exempt information as defined in paragraph 1 of Part 1 of Schedule 12A was likely to be disclosed.

# 25/23 | Complaint against the Commissioner (exempt)

The Panel considered a report of the Monitoring Officer and agreed the course of action set out in it.

# 26/23 | Date of next meeting

Thursday 14 September 2023 at 2.00 pm (confirmation hearing).

@space 18

~ {{sign}}
