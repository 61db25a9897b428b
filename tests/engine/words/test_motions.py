"""Motions in the words of clerks: what each asks for, and what became of it."""

import pytest

from tests.engine.words.test_events import found


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        (
            "RULING AND ORDER denying 12 Motion to Dismiss. Signed on 5/26/2026.",
            {"motion_denied": "motion_to_dismiss"},
        ),
        (
            "ORDER denying 40 Motion to Dismiss; granting 41 Motion to Strike.",
            {"motion_denied": "motion_to_dismiss", "motion_granted": "strike"},
        ),
        (
            (
                "ORDER GRANTING IN PART AND DENYING IN PART 9 Motion to Dismiss. The "
                "motion is granted as to count two and is otherwise denied."
            ),
            {"motion_granted_in_part": "motion_to_dismiss"},
        ),
        (
            "ORDER DENYING as moot 9 Motion to Dismiss.",
            {"motion_denied": "motion_to_dismiss"},
        ),
        (
            "MEMO ENDORSEMENT on re: 9 LETTER MOTION to Seal. ENDORSEMENT: GRANTED.",
            {"motion_granted": "seal"},
        ),
        (
            (
                "Hearing Held (RE: related document(s) 9 Motion to Expedite Hearing) "
                "Motion Granted, order to follow."
            ),
            {"motion_granted": "expedite hearing"},
        ),
        # What is decided is the motion, and not the one that it is about.
        (
            "ORDER GRANTING stipulation re the hearing on the motion to dismiss.",
            {"motion_granted": "hearing"},
        ),
        (
            "ORDER: motion to continue the hearing on the motion to strike is DENIED.",
            {"motion_denied": "continue"},
        ),
        (
            (
                "ORDER granting 5 Motion for Reconsideration re 4 Order denying 3 "
                "Motion to Dismiss."
            ),
            {"motion_granted": "reconsideration"},
        ),
        (
            "ORDER granting 9 Motion to Amend the Complaint, in part.",
            {"motion_granted_in_part": "leave_to_amend"},
        ),
        (
            "ORDER: the motion to compel is ALLOWED as to Acme and otherwise DENIED.",
            {"motion_granted_in_part": "compel"},
        ),
        (
            "ORDER re 9 MOTION to Seal by Acme Corp. The motion to strike is DENIED.",
            {"motion_denied": "strike"},
        ),
        (
            "SO ORDERED re 9 Letter Motion to Adjourn Conference.",
            {"motion_granted": "continue"},
        ),
        (
            "ORDER denying 9 Motion to Seal. The effect of granting that motion counts",
            {"motion_denied": "seal"},
        ),
        (
            "MOTION TERMINATED: 9 MOTION to Seal, per the notice of withdrawal.",
            {"motion_withdrawn": "seal"},
        ),
        ("ORDER on Motion to Seal: denied.", {"motion_denied": "seal"}),
        ("ORDER re 9 Stipulation to Seal: SO ORDERED.", {"motion_granted": "seal"}),
        ("ORDER DISMISSING 9 Motion to Seal as moot.", {"motion_denied": "seal"}),
        (
            "ORDER: the Court DENIES the request.",
            {"motion_denied": "other motion"},
        ),
    ],
)
def test_each_motion_has_its_own_outcome(text: str, decided: dict[str, str]) -> None:
    assert {kind: subject for kind, _, subject in found(text)} == decided


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "MOTION to Dismiss, MOTION for Summary Judgment by Kestrel Corp.",
            {"motion_to_dismiss", "summary_judgment"},
        ),
        (
            "Emergency MOTION to Stay and MOTION for Extension of Time by Dove Inc.",
            {"stay", "extension of time"},
        ),
        (
            "MOTION to Seal, Joint MOTION to Compel, and MOTION to Strike by Dove Inc.",
            {"seal", "compel", "strike"},
        ),
        # One motion that speaks of another.
        (
            "MOTION for Extension of Time to answer the complaint and motion to strike",
            {"extension of time"},
        ),
        ("MOTION for Leave to File MOTION to Strike by Dove Inc.", {"leave to file"}),
    ],
)
def test_a_paper_with_several_motions_makes_each(text: str, subjects: set[str]) -> None:
    made = {subject for kind, _, subject in found(text) if kind == "motion_filed"}

    assert made == subjects
