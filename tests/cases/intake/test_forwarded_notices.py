"""A forwarded notice is the same entry as the notice, whatever a program made of it."""

from datetime import date
from email.message import EmailMessage
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.formats.notices.html_text import unwrapped
from risks.cases.sources.formats.notices.notice import read_notice
from risks.cases.sources.read_file import read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from tests.cases.intake.forwards import (
    ACMS,
    APPELLATE,
    INLINE,
    SUBJECT,
    attached,
    by_gmail,
    court_html,
    court_text,
    forms,
    mail,
)
from tests.court_files import court_file
from tests.fuzz import examples

FORMS = forms()
PACKED = "https-3A__ecf.cacd.uscourts.gov_doc1_1"
(AS_SENT,) = read_notice(FORMS["as sent"])


def outcome(raw: bytes) -> tuple[Docket, ...] | str:
    """The dockets, or the line with which the mail is refused."""
    try:
        return read_notice(raw, court_id="cacd")
    except SourceRefused as refused:
        return str(refused)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_notice_is_one_entry_in_whatever_form_it_was_forwarded(form: str) -> None:
    (docket,) = read_notice(FORMS[form], court_id="cacd")

    assert docket.entries == AS_SENT.entries
    assert docket.docket_number == AS_SENT.docket_number == "2:25-cv-00001"


def test_what_is_read_is_what_the_court_wrote() -> None:
    (entry,) = AS_SENT.entries

    assert entry.text == "ORDER by Judge Peña DENYING 30 Motion to Dismiss Case. (sb)"
    assert (entry.number, entry.filed_date) == ("44", date(2026, 5, 26))
    assert (entry.pacer_doc_id, entry.pacer_seq_no) == ("031045678901", "144")


@examples(150)
@given(form=st.sampled_from(sorted(FORMS)), part=st.floats(0, 1, exclude_max=True))
def test_a_notice_cut_at_any_byte_is_read_whole_or_refused(
    form: str, part: float
) -> None:
    raw = FORMS[form]

    read = outcome(raw[: int(len(raw) * part)])

    whole = isinstance(read, tuple) and [one.entries for one in read]
    assert whole == [AS_SENT.entries] or (isinstance(read, str) and "\n" not in read)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_link_for_one_use_is_not_kept(form: str) -> None:
    assert "MAGIC4711" not in repr(read_notice(FORMS[form]))


def test_a_link_for_one_use_is_no_part_of_a_text() -> None:
    link = "https://ecf.cacd.uscourts.gov/doc1/0311?caseid=1&magic_num=MAGIC4711"
    html = court_html(f"ORDER at {link} DENYING Motion to Dismiss.")

    (docket,) = read_notice(mail(html).as_bytes())

    assert docket.entries[0].text.startswith("ORDER at DENYING Motion")


@pytest.mark.parametrize("form", sorted(INLINE))
def test_the_signs_of_a_text_are_the_same_in_a_forward(form: str) -> None:
    html = court_html("ORDER <i></i> re #3 (Attachments: # 1 Exhibit &amp; List)(sb)")

    (sent,) = read_notice(mail(html, subject=SUBJECT).as_bytes())
    (forwarded,) = read_notice(mail(INLINE[form](html)).as_bytes())

    assert forwarded.entries == sent.entries


def test_a_plain_notice_of_a_court_may_have_marks_of_type() -> None:
    text = court_text().replace("ORDER by", "ORDER <i></i>  by &amp; for")

    (docket,) = read_notice(mail(text=text).as_bytes())

    assert docket.entries[0].text.startswith("ORDER by & for Judge Peña DENYING 30")


def test_a_link_to_another_court_in_the_text_is_text() -> None:
    there = "https://ecf.nysd.uscourts.gov/doc1/1271"
    html = court_html(f'ORDER, see <a href="{there}">1</a>, DENYING Motion.')

    sent, forwarded = (
        read_notice(mail(form).as_bytes(), court_id="cacd")
        for form in (html, by_gmail(html))
    )

    assert sent[0].court_id == forwarded[0].court_id == "cacd"
    assert sent[0].entries == forwarded[0].entries
    assert sent[0].entries[0].text.startswith("ORDER, see 1, DENYING")


def two_cases() -> str:
    """A notice of one order in two cases, each with its table and its text."""
    html = court_html()
    start, end = html.index("<table"), html.index("<BR><B>")
    second = html[start:end].replace("00001", "00002").replace("DENYING", "GRANTING")
    return html[:end] + second + html[end:]


@pytest.mark.parametrize("form", ["as sent", *INLINE])
def test_one_mail_may_name_several_dockets(form: str) -> None:
    html = two_cases()
    message = mail(INLINE[form](html) if form in INLINE else html)

    first, second = read_notice(message.as_bytes(), court_id="cacd")

    assert first.docket_number == "2:25-cv-00001"
    assert second.docket_number == "2:25-cv-00002"
    assert "DENYING 30 Motion" in first.entries[0].text
    assert "GRANTING 30 Motion" in second.entries[0].text


def test_two_cases_may_share_one_text() -> None:
    html = two_cases()
    start = html.index("<p><strong>Docket Text")
    shared = html[:start] + html[html.index("</p>", start) + 4 :]

    first, second = read_notice(mail(by_gmail(shared)).as_bytes())

    assert first.entries[0].text == second.entries[0].text
    assert "GRANTING" in first.entries[0].text


def test_several_notices_attached_to_one_mail_are_all_read() -> None:
    other = court_html().replace("00001", "00002")
    outer = attached(mail(court_html()))
    outer.add_attachment(mail(other))

    dockets = read_notice(outer.as_bytes())

    numbers = [docket.docket_number for docket in dockets]
    assert numbers == ["2:25-cv-00001", "2:25-cv-00002"]


@pytest.mark.parametrize("form", ["as sent", *INLINE])
def test_a_notice_of_a_court_of_appeals_is_read(form: str) -> None:
    forward = INLINE.get(form, str)

    (docket,) = read_notice(mail(forward(APPELLATE)).as_bytes(), court_id="ca9")

    (entry,) = docket.entries
    assert (docket.docket_number, entry.number) == ("26-55123", "")
    assert entry.pacer_doc_id == "00904286728"
    assert entry.text == "ORDER: stay denied. [5049810] [26-55123] (JAK)"


@pytest.mark.parametrize("form", ["as sent", *INLINE])
def test_a_notice_of_acms_has_the_number_that_its_subject_tells(form: str) -> None:
    forward = INLINE.get(form, str)
    message = mail(forward(ACMS), subject="FW: Doe v. Acme 26-1234 - 0025 - Order - 1")

    (docket,) = read_notice(message.as_bytes(), court_id="ca9")

    (entry,) = docket.entries
    assert (docket.docket_number, entry.number) == ("26-1234", "25")
    assert (entry.text, entry.pacer_doc_id) == ("ORDER: stay denied.", "")
    assert "MAGIC4711" not in repr(docket)


def test_a_court_without_a_link_is_the_one_of_the_heading() -> None:
    plain = "\n".join(
        line.partition("<http")[0]
        for line in court_text().splitlines()
        if "magic_num" not in line
    )

    (docket,) = read_notice(mail(text=plain).as_bytes())

    assert docket.court_id == "cacd"


def closed(kind: str) -> EmailMessage:
    message = mail(text="See attached.")
    main, sub = kind.split("/")
    message.add_attachment(b"0\x82", maintype=main, subtype=sub, filename="x")
    return message


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        (closed("application/pkcs7-mime"), "is encrypted (S/MIME); forward it"),
        (closed("application/ms-tnef"), "is Outlook's winmail.dat; forward it as HTML"),
        (closed("application/vnd.ms-outlook"), "is attached as .msg; forward it"),
        (
            closed("application/pdf"),
            "is not a notice of electronic filing: it names no docket",
        ),
        (
            mail(text="Summary of ECF Activity"),
            "is a daily summary; ask for a notice of each filing",
        ),
        (
            mail(text="Notice of Electronic Claims Filing\nCase Name: X"),
            "is a notice of a claim, not of a filing",
        ),
        (
            mail(court_html().replace("ecf.cacd", "ecf.nysd")),
            "court: the notice is of nysd, not of cacd",
        ),
        (
            mail(court_html().replace("filed\non 5/26/2026", "filed")),
            "filed on: the notice gives no date",
        ),
        (
            mail(court_html().replace("filed\non 5/26/2026", "filed\non 13/26/2026")),
            "filed on: filed on 13/26/2026 is no date",
        ),
        (
            mail(court_html().replace("2:25-cv-00001-ABC", "unknown")),
            "docket_number: the notice names none",
        ),
        (
            mail(court_html().partition("<BR><B>")[0]),
            "is a truncated notice: nothing follows its docket text; forward all of it",
        ),
    ],
)
def test_what_is_no_whole_notice_of_this_court_is_refused_by_name(
    message: EmailMessage, problem: str
) -> None:
    said = outcome(message.as_bytes())

    assert isinstance(said, str)
    assert said.startswith(problem)


def test_messages_inside_messages_end_somewhere() -> None:
    message = mail(court_html())
    for _level in range(20):
        message = attached(message)

    said = outcome(message.as_bytes())

    assert said == "holds more than 12 messages inside one another"


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://x.safelinks.protection.outlook.com/?url="
        + quote("https://ecf.cacd.uscourts.gov/doc1/1", safe=""),
        "https://urldefense.com/v3/__https://ecf.cacd.uscourts.gov/doc1/1__;!!x!y$",
        f"https://urldefense.proofpoint.com/v2/url?u={PACKED}&d=x",
        "https://ecf.cacd.uscourts.gov/doc1/1",
    ],
)
def test_an_address_is_found_inside_that_of_a_mail_filter(wrapped: str) -> None:
    assert unwrapped(wrapped) == "https://ecf.cacd.uscourts.gov/doc1/1"


def test_real_forwards_are_the_same_entry(sandbox: Sandbox) -> None:
    files = ["10a_notice.eml", "10b_forwarded_inline.eml"]

    dockets = [
        read_dockets(court_file(f"found/{name}"), court_id="arwd", sandbox=sandbox)
        for name in files
    ]

    sent, forwarded = (reading.dockets for reading in dockets)
    assert sent[0].entries == forwarded[0].entries
    assert sent[0].entries[0].number == "10"


def test_a_real_notice_with_a_link_to_another_court_is_read(sandbox: Sandbox) -> None:
    path = court_file("found/11_notice_with_link_to_other_court.eml")

    (docket,) = read_dockets(path, court_id="arwd", sandbox=sandbox).dockets

    text = docket.entries[0].text
    assert text.startswith("INITIAL SCHEDULING ORDER (see related case): Rule 26")
