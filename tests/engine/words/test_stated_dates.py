"""Dates that an entry sets, moves and vacates."""

from datetime import date

import pytest

from risks.engine.words.events import recognise

FILED = date(2026, 5, 4)
DATED = {
    "hearing_set",
    "court_set_date",
    "trial_set",
    "scheduling_conference_set",
    "date_vacated",
}


def found(text: str) -> list[str]:
    """Return each date: "6/5" is set, "-6/5" vacated, "6/5!" takes another's place."""
    return [
        f"{'-' * (one.kind == 'date_vacated')}{one.date.month}/{one.date.day}"
        f"{'!' * (one.moves and one.kind != 'date_vacated')}"
        for one in recognise(text, filed_date=FILED)
        if one.kind in DATED
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Set/Reset Hearings: Motion Hearing set for 7/6/2026 at 10:00 AM.", ["7/6!"]),
        (
            "Reset Hearings: Settlement Conference set for 7/13/2026 10:00 AM.",
            ["7/13!"],
        ),
        ("Set Deadlines/Hearings: Status Conference set for 6/12/2026.", ["6/12"]),
        (
            (
                "Hearing Rescheduled (related document(s) 12 Motion to Sell). Hearing "
                "scheduled for 6/5/2026 at 10:00 AM at Courtroom 2."
            ),
            ["6/5!"],
        ),
        (
            (
                "Hearing Continued (RE: related document(s) 7 Motion for Relief "
                "filed by Kestrel Bank on 4/1/2026). Hearing to be held on "
                "6/5/2026 at 09:30 AM Courtroom 3."
            ),
            ["6/5!"],
        ),
        ("Adjourned Hearing scheduled for 6/5/2026 at 10:00 AM.", ["6/5!"]),
        ("Continued Meeting of Creditors on 6/5/2026 at 01:00 PM.", ["6/5!"]),
        (
            "Statement Adjourning 341(a) Meeting of Creditors to 6/5/2026 at 10:00 AM.",
            ["6/5!"],
        ),
        (
            (
                "ORDER: plaintiffs shall amend their complaint by 7/6/2026, reset "
                "telephone conference for 10:00 a.m. on 7/8/2026."
            ),
            ["7/6", "7/8!"],
        ),
        (
            (
                "Pretrial Conference has been continued from 6/29/2026 10:00:00 AM to "
                "8/24/2026 10:00:00 AM Jury Trial has been continued from 7/27/2026 "
                "09:00:00 AM to 9/21/2026 09:00:00 AM."
            ),
            ["-6/29", "8/24!", "-7/27", "9/21!"],
        ),
        (
            (
                "ORDER continuing the settlement conference set for June 5, 2026 "
                "to July 10, 2026 at 2:00 PM."
            ),
            ["-6/5", "7/10!"],
        ),
        (
            (
                "At the parties' request, the June 5 status conference is adjourned "
                "to July 10 at 11 a.m."
            ),
            ["-6/5", "7/10!"],
        ),
        (
            (
                "MINUTE entry: The status hearing of 6/5/2026 is stricken and reset "
                "for 7/10/2026 at 9:00 a.m."
            ),
            ["-6/5", "7/10!"],
        ),
        (
            "Motion hearing set for 6/5/2026 Jury Trial continued to 8/3/2026.",
            ["6/5", "8/3!"],
        ),
        ("Motion hearing set for 6/5/2026 on continued use of cash.", ["6/5"]),
        ("Mediation rescheduled to 6/5/2026 from 5/15/2026.", ["6/5!", "-5/15"]),
        (
            "NOTICE of Continuance of hearing from 5/15/2026 to 6/5/2026.",
            ["-5/15", "6/5!"],
        ),
    ],
)
def test_a_moved_hearing_is_set_on_its_new_day(text: str, dates: list[str]) -> None:
    read = [one.removesuffix("!") for one in found(text)]

    assert read == [one.removesuffix("!") for one in dates]
    assert [one for one in found(text) if one.endswith("!")] == [
        one for one in dates if one.endswith("!")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The hearing on 22 Motion to Dismiss set for 6/5/2026 is VACATED.",
        "TEXT ORDER: The telephone conference of 6/5/2026 at 2:00 PM is cancelled.",
        "HEARING CANCELLED. Hearing scheduled for 6/5/2026 at 11:30 AM.",
        "NOTICE of cancellation of hearing on Motion to Compel set for 6/5/2026.",
        "OFF CALENDAR: Motion Hearing 6/5/2026 at 1:30 PM.",
        "Matter taken off calendar: hearing of 6/5/2026 at 1:30 PM.",
        "The Court takes the motion under submission and VACATES the June 5 hearing.",
        "The trial set to begin June 5, 2026 is removed from the calendar.",
        "Oral argument on 6/5/2026 will not go forward.",
        "Notice of Cancelled Hearing (RE: 9 Motion). Hearing scheduled for 6/5/2026.",
        "Hearing removed from calendar (RE: 9 Motion). Hearing set for 6/5/2026.",
        "Notice of Cancellation of 341 meeting set for 6/5/2026 at 9:00 AM.",
        "Deadline for fact discovery previously set for 6/5/2026 is extended.",
        "Terminate Hearings: the Pretrial Conference set for 6/5/2026 is terminated.",
    ],
)
def test_a_day_taken_off_the_calendar_is_vacated(text: str) -> None:
    assert found(text) == ["-6/5"]


@pytest.mark.parametrize(
    "text",
    [
        "Hearing on Motion to Vacate set for 6/5/2026 at 10:00 AM.",
        "ORDER vacating default; hearing set for 6/5/2026.",
        "ORDER VACATING 12 Order to Show Cause. Status Conference set for 6/5/2026.",
        "Discovery due by 6/5/2026 and the hearing is vacated.",
        "The hearing scheduled for 6/5/2026 at 10:00 AM shall proceed by video.",
        "The status hearing previously set for 6/5/2026 remains as set.",
        "ORDER: the June 5, 2026 trial date stands.",
        "ORDER: the June 5 hearing will be held by video at 10:00 AM.",
        "The conference set for 6/5/2026 is converted to a telephone conference.",
        "The hearing set for 6/5/2026 at 9:00 AM is moved to 2:00 PM.",
        "If no objection is filed, the hearing set for 6/5/2026 will be vacated.",
    ],
)
def test_a_day_is_not_vacated_by_words_about_something_else(text: str) -> None:
    assert found(text) == ["6/5"]


@pytest.mark.parametrize(
    "text",
    [
        "ANSWER to 1 Complaint by Acme. Fee to be paid. Modified on 6/5/2026 (kw).",
        "ORDER. Signed by Judge A. Person on 6/5/2026. Docketed: 6/5/2026.",
        "Proposed Order (RE: related document(s) 5 Motion. Objections due 6/5/2026.)",
        "BNC Certificate of Mailing. Incomplete Filings due by 6/5/2026.",
        "ENTERED IN ERROR. Redaction Request due 6/5/2026.",
        "ORDER: Time excluded from 5/4/2026 to 6/5/2026.",
        "Status conference held on 6/5/2026. Service Date 6/5/2026.",
        "STIPULATION to continue the hearing set for 6/5/2026 filed by Acme.",
        "LETTER from A. Counsel about the conference scheduled for 6/5/2026.",
        "NOTICE of Taking Deposition of A. Witness on 6/5/2026 at 10:00 AM by Acme.",
        "WITNESS LIST by Acme for the trial set for 6/5/2026.",
    ],
)
def test_an_aside_a_wish_or_a_repeated_date_binds_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("341(a) meeting to be held on 6/5/2026 at 10:00 AM.", "Meeting of creditors"),
        ("Confirmation hearing to be held on 6/5/2026.", "Confirmation hearing"),
        ("Last day to oppose discharge is 6/5/2026.", "Objection to discharge"),
        ("Government Proof of Claim due by 6/5/2026.", "Government proof of claim"),
        ("Proofs of Claims due by 6/5/2026.", "Proof of claim"),
        ("Incomplete Filings due by 6/5/2026.", "Incomplete filings"),
        ("Eligibility Date to File: 6/5/2026.", "Eligible to file again"),
        ("ORDER: the 6/5/2026 status conference is vacated.", "Status conference"),
        (
            "ORDER: the parties' joint letter is due June 5.",
            "The parties' joint letter",
        ),
        ("On or before 6/5/2026, they shall file a status report.", "Status report"),
        ("ORDER: Acme has until 6/5/2026 to retain counsel.", "Retain counsel"),
        ("ORDER to show cause. Deadline to cure is 6/5/2026.", "Deadline to cure"),
        ("ORDER extending to 6/5/2026 the time to answer.", "Answer"),
        ("Order to Continue. Motion to Dismiss set for 6/5/2026.", "motion_to_dismiss"),
        (
            "NOTICE of deficiency. Schedule(s) A,B,D due by 6/5/2026.",
            "Schedule(s) A,B,D",
        ),
        ("ORDER: No later than 6/5/2026, Acme shall post a bond.", "Post a bond"),
        ("ORDER: On 6/5/2026, counsel shall appear for argument.", "Oral argument"),
        ("SCHEDULE: 6/5/2026 - close of fact discovery.", "Fact discovery cut-off"),
        (
            "ORDER: the parties shall, by 6/5/2026, submit a joint letter to chambers.",
            "Joint letter to chambers",
        ),
        (
            "ORDER: The government shall file the Administrative Record by 6/5/2026.",
            "Administrative Record",
        ),
        (
            "ORDER: the proposal under L.R. 16.1(c), now overdue, is due 6/5/2026.",
            "The proposal under L.R. 16.1(c), now overdue",
        ),
        (
            "ORDER: at 10:30 the parties shall exchange lists by 6/5/2026.",
            "Exchange lists",
        ),
        (
            "ORDER Denying Extension of Discovery. The deadline remains 6/5/2026.",
            "Discovery cut-off",
        ),
        ("RESET FROM 6/5/2026 AT 2:00 PM: Status Conference.", "Status conference"),
        ("ORDER: the trial scheduled for 6/5/2026 is vacated.", ""),
        ("Docket Call set for 6/5/2026.", "Calendar call"),
        ("MOTION by Acme. Motion Docket Date 6/5/2026.", "Submission date"),
        ("MOTION by Acme. Noting Date 6/5/2026.", "Noting date"),
        ("ORDER: mediation statements due 6/5/2026.", "Settlement statement"),
        ("Set Deadlines: Opposition to 9 Motion now due 6/5/2026.", "Opposition"),
        (
            "Deadline to complete mediation extended to 6/5/2026.",
            "Mediation or other ADR",
        ),
    ],
)
def test_a_date_has_the_plain_name_of_what_it_is_for(text: str, subject: str) -> None:
    found = recognise(text, filed_date=FILED)

    assert [one.subject for one in found if one.kind in DATED] == [subject]


def test_an_address_of_mail_ends_no_sentence_and_names_no_date() -> None:
    text = (
        "NOTICE: Joint status report must be e-mailed to moss@cacd.uscourts.gov "
        "by 6/5/2026."
    )

    (one,) = recognise(text, filed_date=FILED)

    assert (one.kind, one.date) == ("court_set_date", date(2026, 6, 5))
    assert one.subject == "Status report"
