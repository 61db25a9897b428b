from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from icalendar import Calendar
from pytest_django import Settings

from risks.alerts.models import Notification
from risks.alerts.operations import dispatch_due, plan
from risks.cases.models import Deadline
from tests.alerts.world import make_counsel, make_watched, wall_off
from tests.factories import NOW, TODAY, make_case, make_deadline, make_entry, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def the_mail() -> EmailMultiAlternatives:
    dispatch_due()
    message = mail.outbox[0]
    assert isinstance(message, EmailMultiAlternatives)
    return message


def the_text() -> str:
    return str(the_mail().body)


def the_html() -> str:
    return str(the_mail().alternatives[0][0])


def test_the_subject_names_code_day_and_matter() -> None:
    deadline = make_watched(days=7, title="Answer")
    assert deadline.case is not None

    subject = the_mail().subject

    assert subject == (
        "Due Wed 3 Jun 2026 (in 8 days): Answer · Doe v. Acme · late reminder"
        f" ({deadline.code})"
    )


def test_both_clocks_are_shown() -> None:
    make_watched(days=2, owner=make_counsel(time_zone="Asia/Hong_Kong"))

    text = the_text()

    assert "Fri 29 May 2026, 23:59 PDT" in text
    assert "Sat 30 May 2026, 14:59 HKT" in text


def test_one_clock_is_enough_for_a_reader_at_the_court() -> None:
    make_watched(days=2, owner=make_counsel(time_zone="America/Los_Angeles"))

    assert "Your time" not in the_text()


def test_only_the_calendared_date_of_our_own_act_is_shown() -> None:
    deadline = make_watched(days=5)
    deadline.calendared_date -= timedelta(days=3)
    deadline.save()

    text = the_text()

    assert "Friday 29 May 2026" in text
    assert "1 Jun" not in text


def test_the_other_side_s_act_says_whose_it_is() -> None:
    make_watched(days=2, whose=Deadline.Whose.OPPONENT)

    assert "The other side's" in the_text()


@pytest.mark.parametrize(
    ("whose", "days", "begins"),
    [
        ("opponent", 2, "Their deadline Fri 29 May 2026 (in 3 days): Answer"),
        ("opponent", -3, "Their deadline was Sun 24 May 2026: Answer"),
        ("court", 2, "Court date Fri 29 May 2026 (in 3 days): Answer"),
        ("court", -3, "Court date was Sun 24 May 2026: Answer"),
    ],
)
def test_a_date_of_others_is_never_sent_as_ours(
    whose: str, days: int, begins: str
) -> None:
    make_watched(days=days, title="Answer", whose=whose, severity="critical")

    message = the_mail()

    page = str(message.alternatives[0][0])
    assert message.subject.startswith(begins)
    assert "verdue" not in f"{message.subject}{message.body}{page}"


def test_nobody_answers_for_a_critical_date_of_the_other_side() -> None:
    make_watched(days=2, whose=Deadline.Whose.OPPONENT, severity="critical")

    html = the_html()

    row = Notification.objects.get(state="sent")
    assert (row.critical, row.ack_by) == (False, None)
    assert "#b42318" not in html


@pytest.mark.parametrize(
    ("hour", "shown"),
    [
        (time(23, 59, 59), "Fri 29 May 2026, no hour set"),
        (time(9, 30), "Fri 29 May 2026, 09:30 PDT"),
    ],
)
def test_a_day_in_court_has_the_court_s_hour_or_none(hour: time, shown: str) -> None:
    make_watched(days=2, title="Hearing", whose="court", due_time=hour)

    text = the_text()

    assert shown in text
    assert "23:59" not in text


@pytest.mark.parametrize("grade", ["republished copy", "from memory", ""])
def test_the_rule_is_cited_and_the_reader_told_to_verify_it(grade: str) -> None:
    make_watched(
        days=2,
        basis=Deadline.Basis.COMPUTED,
        citation="Fed. R. Civ. P. 12(a)(4)(A)",
        rule_grade=grade,
    )

    text = the_text()

    assert "Fed. R. Civ. P. 12(a)(4)(A)" in text
    assert "verify before relying" in text
    assert "checked" not in text


def test_the_day_on_which_the_official_text_was_read_is_shown() -> None:
    make_watched(
        days=2,
        citation="L.R. 7-9",
        rule_grade="official text",
        rule_checked_on=date(2026, 5, 1),
    )

    assert "checked against its official text on Fri 1 May 2026" in the_text()


def test_the_entry_behind_it_is_named_but_not_quoted() -> None:
    case = make_case(owner=make_counsel())
    entry = make_entry(case, number="42", text="ORDER denying", illustrative=True)
    make_watched(days=2, case=case, owner=case.owner, event=make_event(entry))

    text = the_text()

    assert "docket entry 42 of Tue 26 May 2026 (illustrative)" in text
    assert "ORDER denying" not in text


def test_the_mail_links_to_the_timeline(settings: Settings) -> None:
    settings.BASE_URL = "https://watchbrief.example/"
    deadline = make_watched(days=2)
    assert deadline.case is not None
    path = reverse("case", args=[deadline.case.public_id])

    assert f"https://watchbrief.example{path}" in the_text()


def test_a_company_s_deadline_names_the_company() -> None:
    company = make_case().company
    make_deadline(
        company=company, owner=make_counsel(), due_date=TODAY + timedelta(days=2)
    )

    assert company.name in the_text()


def test_behind_a_wall_the_mail_carries_codes_and_no_words() -> None:
    case = make_case(owner=make_counsel(), caption="Secret v. Acme")
    deadline = make_watched(days=2, case=case, owner=case.owner, title="Secret talks")
    wall_off(deadline, leaving=[deadline.owner])

    text = the_mail().message().as_string()

    assert "Secret" not in text
    assert case.docket_number not in text
    assert deadline.code in text


def test_behind_a_wall_no_title_is_shown_and_a_computed_date_still_names_its_rule() -> (
    None
):
    # A rule's title may end with a party's name, or with what it was asked for.
    deadline = make_watched(
        days=2,
        title="Respond to requests: secret talks",
        basis=Deadline.Basis.COMPUTED,
        citation="Fed. R. Civ. P. 33(b)(2)",
    )
    wall_off(deadline, leaving=[deadline.owner])

    text = the_text()

    assert "secret talks" not in text
    assert "Fed. R. Civ. P. 33(b)(2)" in text


def test_the_html_escapes_what_people_typed() -> None:
    make_watched(days=2, title="<script>alert(1)</script>")

    html = the_html()

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_plain_text_shows_what_people_typed_as_it_is() -> None:
    make_watched(days=2, title="A & B's <answer>")

    assert "A & B's <answer>" in the_text()


@pytest.mark.parametrize(
    "title",
    [
        "Answer\nBcc: everyone@example.com",
        "{{ settings.SECRET_KEY }}{% now 'Y' %}",
        "x" * 10_000,
        "\u202eesrever",
        "迪士尼 \U0001f600",
    ],
)
def test_no_title_silences_a_reminder(title: str) -> None:
    deadline = make_watched(days=2)
    Deadline.objects.filter(pk=deadline.pk).update(title=title)

    message = the_mail()

    assert message.to == [deadline.owner.email]
    assert deadline.code in message.subject
    assert "\n" not in message.subject
    assert len(message.subject) <= 200


def test_the_demo_says_what_is_illustrative(settings: Settings) -> None:
    settings.DEMO = True
    make_watched(days=2)

    assert "marked illustrative are scenarios" in the_text()


def test_mail_is_marked_as_automatic_and_threaded_by_deadline() -> None:
    deadline = make_watched(days=2, backup=make_counsel())

    dispatch_due()

    headers = [message.extra_headers for message in mail.outbox]
    threads = {head["References"] for head in headers}
    assert threads == {f"<deadline-{deadline.public_id}@localhost>"}
    assert {head["Auto-Submitted"] for head in headers} == {"auto-generated"}
    assert len({head["Message-ID"] for head in headers}) == 2


def test_a_calendar_entry_is_attached() -> None:
    deadline = make_watched(days=2)

    name, content, kind = the_mail().attachments[0]

    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (name, kind) == (f"{deadline.code}.ics", "text/calendar")
    assert event.decoded("DTSTART") == deadline.due_date


@pytest.fixture
def no_templates(settings: Settings, tmp_path: Path) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]


@pytest.mark.usefixtures("no_templates")
def test_without_its_templates_the_mail_leaves_without_content() -> None:
    deadline = make_watched(days=2, title="Secret talks")

    dispatch_due()

    (message,) = mail.outbox
    assert message.subject == f"Deadline {deadline.code} is due 2026-05-29 23:59 PDT"
    assert "Secret" not in message.message().as_string()
    assert message.extra_headers["Message-ID"] == Notification.objects.get().message_id


def test_a_zone_that_nobody_knows_is_shown_as_utc_without_content() -> None:
    make_watched(days=2)
    plan(now=NOW)
    Deadline.objects.update(tz="Mars/Olympus")

    dispatch_due()

    assert "is due 2026-05-30 06:59 UTC" in mail.outbox[0].subject


def test_the_last_hours_of_time_still_have_a_mail() -> None:
    make_watched(days=2)
    plan(now=NOW)
    last = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    Notification.objects.update(due_at=last)
    Deadline.objects.update(
        tz="Asia/Hong_Kong", due_at=last, calendared_date=last.date()
    )

    dispatch_due()

    assert "is due 9999-12-31 23:30 UTC" in mail.outbox[0].subject
