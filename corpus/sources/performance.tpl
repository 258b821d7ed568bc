@rule

This report shows how policing in Wenmark performed in {{period}} against the five priorities of the Police and Crime Plan 2021–2025. Figures come from the force's records system on {{extracted}} and may change as records are reviewed. Comparisons are with the same months a year before unless another period is stated.

Prepared by the Performance and Scrutiny Team, Office of the Police and Crime Commissioner for Wenmark, for the meeting of the Police and Crime Panel on {{date_text}}.

# AT A GLANCE

::: table w=46,18,18,18 align=lrrr caption="Headline measures, {{period}}"
Measure | {{last}} | {{this}} | Change
Recorded crime, rolling 12 months | {{crime_last}} | {{crime_this}} | {{crime_diff}}
Anti-social behaviour incidents, rolling 12 months | {{asb_last}} | {{asb_this}} | {{asb_diff}}
Police officers (headcount, last day of quarter) | {{officers_last}} | {{officers_this}} | {{officers_diff}}
Victims satisfied with the whole service | {{sat_last}} | {{sat_this}} | {{sat_diff}}
999 calls answered within 10 seconds | {{e999_last}} | {{e999_this}} | {{e999_diff}}
Mean time to answer 101 (minutes:seconds) | {{t101_last}} | {{t101_this}} | {{t101_diff}}
:::

{{glance}}

# PRIORITY 1 – NEIGHBOURHOODS THAT FEEL SAFE

## Outcome: fewer victims of neighbourhood crime

@chart {{chart1}} | Chart 1: Residential burglary by quarter, last eight quarters (source: Wenmark Constabulary)

::: table w=28,12,12,12,12,12,12 align=lrrrrrr head=2 size=8.5 caption="Table 1: Selected offences by district"
Offence | {{this}} | << | << | << | Wenmark | <<
 | Harrowby | Tolsey | Marlock | Pellbridge | {{this}} | {{last}}
Residential burglary | {{burg}}
Vehicle crime | {{veh}}
Robbery | {{rob}}
Criminal damage | {{dam}}
Shoplifting | {{shop}}
* Total of these | {{tot}}
:::

{{burgtext}}

## Commitment: Keep a named neighbourhood officer for every ward

{{wards}}

## Commitment: Help communities to slow traffic down

{{speed}}

## Commitment: Recruit a dedicated rural crime team of twelve officers

{{rural}}

# PRIORITY 2 – PUTTING VICTIMS FIRST

## Outcome: victims who are satisfied with the service they receive

::: table w=40,20,20,20 align=lrrr caption="Table 2: Victim satisfaction by type of crime, rolling 12 months"
Type of crime | {{last}} | {{this}} | Interviews
Burglary | {{sat_burg}}
Violence | {{sat_viol}}
Vehicle crime | {{sat_veh}}
Hate crime | {{sat_hate}}
* All | {{sat_all}}
:::

{{sattext}}

## Commitment: Offer every victim of crime support within two working days

{{victims}}

## Commitment: Make it easier to report hate crime

{{hate}}

## Commitment: Commission specialist support for victims of domestic abuse

{{domestic}}

# PRIORITY 3 – TACKLING THE CAUSES OF CRIME

## Commitment: Divert young people from crime

{{youth}}

## Commitment: Reduce reoffending by the most prolific offenders

{{prolific}}

# PRIORITY 4 – A FORCE FIT FOR THE FUTURE

## Outcome: a healthy and well-supported workforce

::: table w=30,12,12,12,12,12,10 align=lrrrrrr head=2 size=8.5 caption="Table 3: Working days lost to sickness"
Group | Quarter | << | << | Rolling 12 months | << | <<
 | {{this}} | {{last}} | % diff | {{this}} | {{last}} | % diff
Officers – days lost | {{sick1}}
Officers – average per head | {{sick2}}
Staff – days lost | {{sick3}}
Staff – average per head | {{sick4}}
:::

{{sicktext}}

## Commitment: Equip every front-line officer with body-worn video

{{bwv}}

## Commitment: Answer the public's calls more quickly

{{calls}}

# PRIORITY 5 – OPEN AND ACCOUNTABLE

## Independent custody visiting

::: table look=lines w=34,22,22,22 align=lrrr caption="Table 4: Visits by independent custody visitors in the quarter"
Custody suite | Visits made | Detainees held | Detainees seen
Harrowby | {{icv1}}
Tolsey | {{icv2}}
Pellbridge | {{icv3}}
* All suites | {{icv4}}
:::

{{icvtext}}

## Complaints and reviews

{{complaints}}

## Commitment: Publish every decision within five working days

{{decisions}}

@chart {{chart2}} | Chart 2: Commissioned services by priority, {{period}} (£)

@page

# ANNEX – WHAT THE MEASURES MEAN

::: table w=30,50,20 align=lll size=9
Measure | How it is counted | Source
Recorded crime | All offences notified to the force and recorded under the Home Office counting rules, less those cancelled, in the twelve months to the last day of the quarter. Fraud is excluded because it is recorded nationally. | Force records system
Anti-social behaviour | Incidents closed with a personal, nuisance or environmental code. One call may give rise to both an incident and a crime. | Command and control system
Officers (headcount) | Each officer counts as one, whatever the hours worked. Officers on secondment paid for by others are included; those on career break are not. | Workforce return
Victim satisfaction | Share of people interviewed by telephone, six to twelve weeks after reporting, who were fairly, very or completely satisfied. The margin of error is about 2.7 points either way. | Contractor's survey
999 answering | Share of calls answered within ten seconds of being passed on by the operator. | National data
101 answering | Mean time from the end of the recorded welcome to an answer by a call handler. Callers who choose to be called back are left out. | Telephone system
Days lost to sickness | Working days for which an officer or member of staff was certified or self-certified sick. | Duty management system
Reviews upheld | Share of reviews decided in the quarter in which the outcome of the complaint was found not to be reasonable and proportionate. | OPCC casework system
:::

Percentages are rounded to the nearest whole number or to one decimal place, as shown. A minus sign means a fall. Where a measure has been changed since the last report, the figure for the earlier period has been worked out again on the new basis and the text says so.

Questions about this report should be sent to the Performance and Scrutiny Team at performance@wenmark-pcc.example.
