"""A refused delivery is tried again, by name or with its case, and filed once."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from risks.access.models import Role
from risks.cases.models import Case, Delivery, DocketEntry, DocketSource
from risks.cases.operations import (
    file_waiting,
    receive,
    retry_docket,
    retry_refused,
)
from tests.cases.intake.webhook_alerts import alert, entry
from tests.factories import NOW, make_case, make_person, make_restricted_matter

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DOCKET = 70691920
REASON = f"docket {DOCKET} is the docket of no case here"


@pytest.fixture
def source() -> DocketSource:
    return DocketSource.objects.create(
        name="CourtListener", kind="webhook", created_at=NOW
    )


def refused(source: DocketSource, body: bytes, *, key: str = "k") -> Delivery:
    receive(source, key=key, body=body, now=NOW)
    file_waiting(now=NOW)
    delivery = Delivery.objects.get(key=key)
    assert delivery.state == "refused"
    return delivery


def follow(docket: int | None = DOCKET, **fields: Any) -> Case:
    return make_case(
        court_id="cacd",
        docket_number="2:25-cv-00001",
        courtlistener_id=docket,
        **fields,
    )


def states() -> dict[str, str]:
    return dict(Delivery.objects.values_list("key", "state"))


def command(*options: str) -> str:
    out = StringIO()
    call_command("sources", *options, stdout=out)
    return out.getvalue()


def test_what_was_refused_waits_again_with_its_reason(source: DocketSource) -> None:
    delivery = refused(source, alert(entry()))

    waiting = retry_refused(Delivery.objects.all())

    delivery.refresh_from_db()
    assert waiting == 1
    assert (delivery.state, delivery.processed_at) == ("waiting", None)
    assert delivery.error == REASON


def test_it_is_filed_once_its_case_is_known(source: DocketSource) -> None:
    delivery = refused(source, alert(entry()))
    case = follow()

    retry_refused(Delivery.objects.all())
    file_waiting(now=NOW)

    delivery.refresh_from_db()
    assert (delivery.state, delivery.case, delivery.error) == ("filed", case, "")
    assert DocketEntry.objects.get().case == case


def test_it_is_refused_again_while_nothing_has_changed(source: DocketSource) -> None:
    refused(source, alert(entry()))

    retry_refused(Delivery.objects.all())
    file_waiting(now=NOW)

    assert states() == {"k": "refused"}
    assert Delivery.objects.get().error == REASON


def test_what_was_filed_or_waits_is_left_alone(source: DocketSource) -> None:
    follow()
    receive(source, key="filed", body=alert(entry()), now=NOW)
    file_waiting(now=NOW)
    receive(source, key="waits", body=alert(entry()), now=NOW)

    waiting = retry_refused(Delivery.objects.all())

    assert waiting == 0
    assert states() == {"filed": "filed", "waits": "waiting"}


def test_of_a_case_only_its_own_docket_is_tried_again(source: DocketSource) -> None:
    refused(source, alert(entry()), key="ours")
    refused(source, alert(entry(docket=DOCKET * 10)), key="longer")
    refused(source, alert(entry(docket=7), entry(docket=DOCKET)), key="both")
    refused(source, b"nonsense", key="nonsense")
    case = follow()

    waiting = retry_docket(case)

    assert waiting == 2
    assert states() == {
        "ours": "waiting",
        "longer": "refused",
        "both": "waiting",
        "nonsense": "refused",
    }


def test_a_case_without_a_docket_there_tries_nothing(source: DocketSource) -> None:
    refused(source, alert(), key="empty")

    assert retry_docket(follow(None)) == 0


def test_within_a_wall_only_what_is_seen_is_tried_again(source: DocketSource) -> None:
    delivery = refused(source, alert(entry()))
    delivery.case = follow(restricted_matter=make_restricted_matter("wall"))
    delivery.save()
    outside = make_person("out", roles=[Role.COMPLIANCE_ADMINISTRATOR])

    waiting = retry_refused(Delivery.objects.visible_to(outside))

    assert waiting == 0
    assert states() == {"k": "refused"}


def test_the_command_tries_one_again_by_its_id(source: DocketSource) -> None:
    delivery = refused(source, alert(entry()))
    refused(source, b"nonsense", key="other")

    said = command("--retry", delivery.public_id)

    assert said == "1 refused deliveries wait again.\n"
    assert states() == {"k": "waiting", "other": "refused"}


def test_the_command_tries_all_that_were_refused_again(source: DocketSource) -> None:
    refused(source, alert(entry()))
    refused(source, b"nonsense", key="other")

    said = command("--retry", "refused")

    assert said == "2 refused deliveries wait again.\n"
    assert set(states().values()) == {"waiting"}


def test_the_command_refuses_what_is_not_there_or_not_refused(
    source: DocketSource,
) -> None:
    receive(source, key="k", body=b"{}", now=NOW)
    waiting = Delivery.objects.get().public_id

    with pytest.raises(CommandError, match='--retry: there is no delivery "none"'):
        command("--retry", "none")
    with pytest.raises(CommandError, match=f'--retry: "{waiting}" is waiting'):
        command("--retry", waiting)
