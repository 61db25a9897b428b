"""Events in the words of clerks: precision before recall."""

from datetime import date

import pytest

from risks.engine.words.events import movant, recognise

FILED, ENTERED = date(2026, 3, 2), date(2026, 3, 4)

SAID = {
    "time_extended": (
        "ORDER: response deadline enlarged until June 9, 2026.",
        "CLERK'S NOTICE OF EXTENSION of time to answer until 6/9/2026.",
        "ORDER: Bolt shall have an additional 21 days to respond.",
        "ORDER: the pretrial order, due 6/3/2026, shall now be filed by 7/1/2026.",
        "MINUTES: the request is denied. The deadline is extended to 7/1/2026.",
        "NOTICE of Automatic Initial Extension of Time to Answer by Bolt",
        "ORDER: Bolt is given an additional thirty days to answer.",
        "Reset Deadlines: opposition now due 6/9/2026.",
        "ORDER GRANTING IN PART 9 Motion for Extension of Time.",
    ),
    "removed": (
        "COMPLAINT (Notice of Removal) filed by Acme.",
        "STATE COURT COMPLAINT (NOTICE OF REMOVAL from Superior Court) by Acme.",
    ),
    "complaint_filed": (
        "COMPLAINT against Acme. (Attachments: # 1 Notice of Removal)",
    ),
    "scheduling_order": (
        "PHASE I SCHEDULING ORDER",
        "ORDER approving 9 Discovery Plan",
        "RULE 16(b) ORDER. Discovery due by 5/4/2027.",
        "TEXT ORDER: SCHEDULING ORDER: Discovery due by 5/4/2027.",
        "ORDER SETTING CIVIL TRIAL DATE AND PRETRIAL SCHEDULE",
    ),
    "settlement_reported": (
        "NOTICE to the Court that the parties have reached a settlement by Bolt",
        "ORDER: in light of the parties' settlement, the trial is cancelled.",
        "MINUTE ORDER: the parties filed a Notice of Settlement 9.",
        "ORDER: having been informed that the matter is resolved, it is closed.",
        "MEDIATION REPORT by Ann Moss. Disposition: settled.",
        "Minutes: settlement conference held. Settlement reached.",
    ),
    "transferred": (
        "CONDITIONAL TRANSFER ORDER (CTO-7) finalized; MDL 2999.",
        "ORDER: the Clerk shall transfer this case to the District of Nevada.",
    ),
    "stayed": (
        "ORDER: proceedings are suspended pending appeal.",
        "ORDER denying 9 Motion to Dismiss and staying the case.",
        "ORDER: this case is ADMINISTRATIVELY CLOSED pending arbitration.",
        "ORDER: the Court stays this action until the appeal is decided.",
    ),
    "remanded": (
        "ORDER: judgment vacated and case remanded.",
        "OPINION: the results are sustained in part and remanded in part.",
        "ORDER: the Court hereby REMANDS this action to the County Court.",
    ),
    "dismissed": (
        "SO ORDERED, re 9 STIPULATION of Dismissal.",
        "First NOTICE of Voluntary Dismissal by Bolt",
        "ORDER: the Court DISMISSES this action without prejudice.",
        "STIPULATION dismissing all claims by Bolt",
    ),
    "stipulation_extending": (
        "Joint STIPULATION to Continue Trial by Bolt",
        "STIPULATION and [PROPOSED] ORDER to Modify the Schedule by Bolt",
    ),
}


def found(text: str) -> list[tuple[str, str, str]]:
    events = recognise(text, filed_date=FILED, entered_date=ENTERED)
    return [(event.kind, event.date.isoformat(), event.subject) for event in events]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("COMPLAINT against Acme.", [("complaint_filed", "2026-03-02", "")]),
        (
            "SECOND AMENDED COMPLAINT against Acme.",
            [("amended_pleading_served", "2026-03-02", "")],
        ),
        (
            (
                "PROOF OF SERVICE Executed by Doe, upon Acme served on 2/9/2026, "
                "answer due 3/2/2026."
            ),
            [
                ("served", "2026-02-09", ""),
                ("court_set_date", "2026-03-02", "Answer"),
            ],
        ),
        (
            (
                "SUMMONS Returned Executed. Acme served on 2/9/2026, answer due "
                "3/2/2026; Bolt served on 2/10/2026, answer due 3/3/2026."
            ),
            [
                ("served", "2026-02-09", ""),
                ("served", "2026-02-10", ""),
                ("court_set_date", "2026-03-02", "Answer"),
                ("court_set_date", "2026-03-03", "Answer"),
            ],
        ),
        (
            (
                "WAIVER OF SERVICE Returned Executed by Doe. Acme waiver sent on "
                "2/9/2026, answer due 4/10/2026."
            ),
            [
                ("waiver_sent", "2026-02-09", ""),
                ("waiver_returned", "2026-03-02", ""),
                ("court_set_date", "2026-04-10", "Answer"),
            ],
        ),
        (
            (
                "NOTICE OF MOTION AND MOTION to Dismiss Case filed by Acme. Motion set "
                "for hearing on 4/6/2026 at 10:00 AM."
            ),
            [
                ("motion_filed", "2026-03-02", "motion_to_dismiss"),
                ("hearing_set", "2026-04-06", "motion_to_dismiss"),
            ],
        ),
        (
            "OPPOSITION to MOTION to Dismiss Case 30 filed by Doe.",
            [("opposition_filed", "2026-03-02", "motion_to_dismiss")],
        ),
        (
            "REPLY in support of MOTION for Summary Judgment filed by Acme.",
            [("reply_filed", "2026-03-02", "summary_judgment")],
        ),
        (
            "ORDER by Judge A. Person DENYING 30 defendant's Motion to Dismiss.",
            [("motion_denied", "2026-03-02", "motion_to_dismiss")],
        ),
        (
            "MINUTES (IN CHAMBERS): Acme's motion to dismiss is DENIED.",
            [("motion_denied", "2026-03-02", "motion_to_dismiss")],
        ),
        (
            (
                "ORDER: the hearing is continued to 6/19/2026 at 8:30 a.m. Joint "
                "report due by 6/12/2026 at noon."
            ),
            [
                ("court_set_date", "2026-06-19", "Hearing"),
                ("court_set_date", "2026-06-12", "Report"),
            ],
        ),
        (
            "ORDER GRANTING Motion for Preliminary Injunction.",
            [
                ("motion_granted", "2026-03-02", "preliminary_injunction"),
                ("injunction_entered", "2026-03-04", ""),
            ],
        ),
        ("ANSWER to Complaint filed by Acme.", [("answer_filed", "2026-03-02", "")]),
        ("JUDGMENT by Judge A. Person.", [("judgment_entered", "2026-03-04", "")]),
        (
            "NOTICE OF APPEAL to the 9th CCA filed by Acme.",
            [("notice_of_appeal", "2026-03-02", "")],
        ),
        (
            "ORDER: Jury Trial set for Monday, January 11, 2027 at 9:00 AM.",
            [("trial_set", "2027-01-11", "")],
        ),
    ],
)
def test_what_clerks_write_is_recognised(
    text: str, events: list[tuple[str, str, str]]
) -> None:
    assert found(text) == events


@pytest.mark.parametrize(
    "text",
    [
        "SUMMONS Issued re Complaint as to Acme.",
        "SUMMONS Returned Unexecuted by Doe as to Acme.",
        "NOTICE of Errata re COMPLAINT.",
        "Terminate Motions: 12 Motion to Compel",
        "NOTICE OF LODGING of proposed ORDER DENYING Motion to Dismiss.",
        "Judgment Returned Executed as to Acme on 5/22/2026.",
        "CERTIFICATE of mailing of 30 Order denying Motion to Dismiss.",
        "ORDER re 30 Order denying 12 Motion to Dismiss.",
        "ORDER: unless Acme files by then, the motion to dismiss is GRANTED.",
        "REPORT of the clerk: it is recommended that the motion to dismiss be DENIED.",
        "Attorney Ann Moss for Acme added.",
        "NOTICE of Withdrawal of Appearance by Ann Moss.",
        "NOTICE OF FILING of Notice of Removal.",
        "NOTICE to continue; Jury Trial set for 2/30/2026.",
        "ORDER: Jury Trial set for 2/30/2026.",
        "ORDER: Jury Trial set for 1/11/2226.",
        "WRIT of execution on JUDGMENT.",
        "An article reports that the motion to dismiss is DENIED.",
        "",
    ],
)
def test_what_is_not_sure_stays_silent(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts]
)
def test_courts_say_one_thing_in_many_words(kind: str, text: str) -> None:
    kinds = {read for read, _, _ in found(text)}

    assert kind in kinds


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: requests for extension are granted only for cause.",
        "ORDER: the mediator of the mediation shall report whether the case settled.",
        "ORDER: in light of the settlement conference, counsel shall confer.",
        "ORDER: the deadline that was extended to 2/9/2026 has passed.",
        "ORDER: no extension of the deadlines will be granted.",
        "ORDER: if the case settles, the parties shall file a notice of settlement.",
        "MINUTES: Settlement conference held. Case not settled.",
        "MEDIATION REPORT: impasse; no settlement was reached.",
        "ORDER: having been advised that the parties resolved their dispute, go on.",
        "ORDER: the Court will not stay this action.",
        "ORDER: any stipulation to extend time must be filed early.",
        "JOINT PROPOSED Case Management Order",
        "ORDER TO SHOW CAUSE why this case should not be dismissed.",
        "CONDITIONAL TRANSFER ORDER (CTO-9) filed; opposition due.",
        "ORDER: the case is reassigned and transferred to Judge Moss.",
    ],
)
def test_what_may_come_is_not_taken_for_what_is(text: str) -> None:
    assert not {kind for kind, _, _ in found(text)} & set(SAID)


def test_an_order_that_dates_the_stages_of_a_case_sets_its_schedule() -> None:
    text = (
        "MINUTES: scheduling conference held. Discovery cut-off 5/4/2026. Dispositive "
        "motions due by 6/4/2026. Pretrial conference set for 9/4/2026."
    )

    assert ("scheduling_order", "2026-03-02", "") in found(text)


def test_an_order_that_keeps_the_dates_sets_no_schedule() -> None:
    text = (
        "ORDER denying 9 Motion to Continue Trial. Discovery due by 5/4/2026. "
        "Dispositive motions due by 6/4/2026. Jury trial set for 9/4/2026."
    )

    assert "scheduling_order" not in {kind for kind, _, _ in found(text)}


def test_a_motion_for_two_things_is_two_motions() -> None:
    text = "NOTICE OF MOTION AND MOTION to Dismiss or, in the alternative, to Transfer"

    assert found(text) == [
        ("motion_filed", "2026-03-02", "motion_to_dismiss"),
        ("motion_filed", "2026-03-02", "transfer"),
    ]


def test_an_order_that_grants_time_also_extends_it() -> None:
    text = (
        "ORDER granting 8 Motion for Extension of Time to File Answer re 1 Complaint."
    )

    assert found(text) == [
        ("motion_granted", "2026-03-02", "extension of time"),
        ("time_extended", "2026-03-02", ""),
    ]


def test_service_abroad_counts_from_the_day_that_the_certificate_states() -> None:
    text = (
        "CERTIFICATE OF SERVICE by the Central Authority of China under the Hague "
        "Convention, dated 2/27/2026: Acme served on 2/9/2026."
    )

    assert found(text) == [("served_abroad", "2026-02-09", "")]


@pytest.mark.parametrize(
    "text",
    [
        "STIPULATION to vacate the hearing set for 5/10/2026 filed by Acme.",
        "MOTION to Continue the hearing set for 5/10/2026 to 6/10/2026 filed by Acme.",
        "ORDER DENYING Acme's request to vacate the hearing set for 5/10/2026.",
    ],
)
def test_what_a_party_asks_and_what_is_refused_vacates_nothing(text: str) -> None:
    kinds = {kind for kind, _, _ in found(text)}

    assert "date_vacated" not in kinds


def test_the_words_that_say_so_are_kept() -> None:
    text = "ORDER: Acme's   motion to dismiss\nis DENIED. Answer in time."

    (event,) = recognise(text, filed_date=FILED)

    assert event.words == "motion to dismiss is DENIED"


def test_a_judgment_counts_from_its_filing_where_the_entry_has_no_other_day() -> None:
    (event,) = recognise("FINAL JUDGMENT.", filed_date=FILED)

    assert event.date == FILED


def test_a_very_long_entry_is_read_in_time() -> None:
    text = "ORDER " + "motion to " * 20_000

    assert found(text) == []


def test_the_side_that_makes_a_motion_is_known_where_only_one_does() -> None:
    assert movant("motion_to_dismiss") == "defendant"
    assert movant("summary_judgment") == ""
