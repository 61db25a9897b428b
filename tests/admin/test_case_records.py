"""The registers of a case: behind its wall, counsel's where privileged."""

from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from risks.access.models import Role
from risks.cases.models import (
    Case,
    CaseFact,
    CaseNote,
    Document,
    InsurerNotice,
    SettlementOffer,
)
from risks.cases.operations.records.discovery import record_notice
from risks.cases.operations.records.legal_holds import ask
from tests.admin.forms import errors, filled
from tests.cases.records.case_files import (
    make_document,
    make_hold,
    make_note,
    make_offer,
    make_phase,
    make_request,
    make_service,
)
from tests.factories import NOW, make_case, make_person
from tests.web.world import World, client_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.fixture
def counsel() -> Client:
    return client_of(
        make_person("cora", roles=[Role.IN_HOUSE_LAWYER], first_name="Cora")
    )


def rows(case: Case, **privileged: bool) -> dict[str, Model]:
    phase = make_phase(case, **privileged)
    return {
        "settlementoffer": make_offer(case, **privileged),
        "casenote": make_note(case, **privileged),
        "document": make_document(case, **privileged),
        "privilegelogentry": case.privilege_log.create(
            document="ACME-001", dated=DAY, author="Ada", basis="other", **privileged
        ),
        "budgetphase": phase,
        "spend": phase.spend.create(invoice="1", date=DAY, amount=Decimal(5)),
    }


def walled_rows(case: Case) -> dict[str, Model]:
    fact = CaseFact(case=case, subject="judge", value="Roe", source="x", tier="press")
    fact.save()
    hold, request = make_hold(case), make_request(case)
    notice = InsurerNotice(case=case, insurer="PICC", policy="D-1", notice_due_on=DAY)
    return {
        "casefact": fact,
        "legalhold": hold,
        "holdacknowledgement": ask(hold, case.owner, now=NOW),
        "discoveryrequest": request,
        "crossborderreview": request.deadline.cross_border_reviews.all()[0],
        "protectiveorder": case.protective_orders.create(kind="502d", entered_on=DAY),
        "insurernotice": record_notice(notice, by=case.owner, now=NOW),
        "serviceattempt": make_service(case),
        **rows(case, privileged=False),
    }


PRIVILEGED = (
    "settlementoffer",
    "casenote",
    "document",
    "budgetphase",
    "spend",
    "privilegelogentry",
)
WALLED = (
    *PRIVILEGED,
    "casefact",
    "legalhold",
    "holdacknowledgement",
    "discoveryrequest",
    "crossborderreview",
    "protectiveorder",
    "insurernotice",
    "serviceattempt",
)


def hidden(client: Client, row: Model) -> bool:
    name = row._meta.model_name
    listed = client.get(reverse(f"admin:risks_{name}_changelist"))
    page = client.get(reverse(f"admin:risks_{name}_change", args=[row.pk]))
    history = client.get(reverse(f"admin:risks_{name}_history", args=[row.pk]))
    in_list = row in listed.context["cl"].queryset
    return not in_list and page.status_code == 302 and history.status_code in (302, 404)


@pytest.mark.parametrize("name", WALLED)
def test_no_register_of_a_walled_case_is_shown(name: str, world: World) -> None:
    row = walled_rows(world.walled_case)[name]
    client = client_of(make_person(roles=list(Role)))

    assert hidden(client, row)


@pytest.mark.parametrize("name", PRIVILEGED)
def test_what_is_privileged_is_counsel_s(
    name: str, counsel: Client, world: World
) -> None:
    row = rows(world.open_case)[name]
    others = client_of(
        make_person(roles=[r for r in Role if r != Role.IN_HOUSE_LAWYER])
    )

    assert hidden(others, row)
    assert not hidden(counsel, row)


def test_a_document_is_known_by_its_hash_and_not_kept(counsel: Client) -> None:
    case = make_case()
    address = reverse("admin:risks_document_add")
    sent = filled(counsel, address, case=case.pk, name="A.pdf", kind="order")

    file = SimpleUploadedFile("a.pdf", b"the file")
    counsel.post(address, {**sent, "dated": "2026-05-20", "file": file})

    document = Document.objects.get()
    assert document.sha256 == sha256(b"the file").hexdigest()
    assert document.size == 8


def test_the_same_file_is_listed_once(counsel: Client) -> None:
    case = make_case()
    make_document(case, sha256=sha256(b"the file").hexdigest())
    address = reverse("admin:risks_document_add")
    sent = filled(counsel, address, case=case.pk, name="A.pdf", kind="order")

    file = SimpleUploadedFile("a.pdf", b"the file")
    answer = counsel.post(address, {**sent, "dated": "2026-05-20", "file": file})

    assert "already" in errors(answer)["file"][0]


def test_a_note_is_signed_by_its_writer(counsel: Client) -> None:
    case = make_case()
    address = reverse("admin:risks_casenote_add")

    counsel.post(address, filled(counsel, address, case=case.pk, text="Call."))

    assert str(CaseNote.objects.get().author) == "Cora"


def offered(client: Client, case: Case, **changes: Any) -> Any:
    address = reverse("admin:risks_settlementoffer_add")
    asked = {
        "case": case.pk,
        "offered_by": "theirs",
        "currency": "USD",
        "amount": "5000",
        "made_on": "2026-05-26",
        "expires_on": "2026-06-09",
    }
    return client.post(address, filled(client, address, **asked, **changes))


def test_an_offer_entered_by_hand_gets_its_deadline(counsel: Client) -> None:
    case = make_case()

    offered(counsel, case)

    assert case.deadlines.get(depends_on=None) == SettlementOffer.objects.get().deadline


def test_an_offer_that_cannot_be_made_is_refused_at_the_field(
    counsel: Client,
) -> None:
    answer = offered(counsel, make_case(), rule_68="on")

    assert "leave the date empty" in errors(answer)["expires_on"][0]
    assert not SettlementOffer.objects.exists()


def test_an_answer_entered_by_hand_closes_the_deadline(counsel: Client) -> None:
    case = make_case()
    offered(counsel, case)
    offer = SettlementOffer.objects.get()
    address = reverse("admin:risks_settlementoffer_change", args=[offer.pk])

    counsel.post(address, filled(counsel, address, status="rejected"))

    offer.refresh_from_db()
    assert offer.status == "rejected"
    assert case.deadlines.get(depends_on=None).status == "met"


def test_the_case_page_shows_counsel_what_a_viewer_is_not_shown(
    counsel: Client, world: World
) -> None:
    case = world.open_case
    rows(case)
    over = {"budget": Decimal(1), "phase": "L100"}
    make_phase(case, **over).spend.create(invoice="2", date=DAY, amount=Decimal(5))
    address = reverse("case", args=[case.public_id])

    seen = counsel.get(address).content.decode()
    others = client_of(world.people["viewer"]).get(address).content.decode()

    for words in ("Call the insurer.", "Licence.pdf", "US$4.0", "Over budget"):
        assert words in seen
        assert words not in others
