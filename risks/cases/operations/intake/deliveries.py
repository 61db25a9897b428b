"""Store what sources deliver, then file each delivery or record its refusal."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet

from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.operations.intake.docket_questions import ask_which_case
from risks.cases.operations.intake.import_docket import (
    Imported,
    ImportRefused,
    import_dockets,
)
from risks.cases.queries import token_hash
from risks.cases.sources.docket import Docket, Entry, Source, SourceRefused
from risks.cases.sources.formats.courtlistener import read_alert, read_page
from risks.cases.sources.read_file import MOST_BYTES
from risks.cases.sources.remote.maildir import arrived, set_aside
from risks.cases.sources.sandbox.sandbox import Sandbox
from risks.engine.sentences import sources


def _alerted(delivery: Delivery) -> Iterator[Docket]:
    """Yield the dockets of an alert that belong to a case here.

    Raises SourceRefused when none does.
    """
    found = read_alert(bytes(delivery.body))
    cases = list(Case.objects.filter(courtlistener_id__in=found).order_by("pk"))
    if not cases:
        named = ", ".join(map(str, sorted(found))) or "none"
        raise SourceRefused(sources.OF_NO_CASE(docket=named))
    for case in cases:
        assert case.courtlistener_id is not None
        yield _docket(case, found[case.courtlistener_id])


def _swept(delivery: Delivery) -> Iterator[Docket]:
    """Yield the docket of the requested case; raises SourceRefused for another one."""
    case = delivery.case
    if case is None or case.courtlistener_id is None:
        raise SourceRefused(sources.NO_DOCKET_ANY_MORE())
    page = read_page(bytes(delivery.body), docket=case.courtlistener_id)
    yield _docket(case, page.entries)


def _docket(case: Case, entries: tuple[Entry, ...]) -> Docket:
    return Docket(
        source=Source.COURTLISTENER,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        code=case.code,
        entries=entries,
    )


def _fed(delivery: Delivery, sandbox: Sandbox) -> Iterator[Docket]:
    """Yield the dockets of an entry of a feed; raises SourceRefused if it has none."""
    court_id = delivery.source.court_id
    for item in sandbox.feed_items(bytes(delivery.body), court_id=court_id):
        if item.problem:
            raise SourceRefused(sources.IN_FEED(problem=item.problem))
        yield from item.dockets


Reader = Callable[[Delivery, Sandbox], Iterable[Docket]]
# By kind of source: how its deliveries are read. A notice or a feed is parsed first; an
# alert needs no sandbox and is matched with the cases when it is filed.
READERS: dict[str, Reader] = {
    DocketSource.Kind.NOTICE: lambda delivery, sandbox: sandbox.dockets(
        "notice", bytes(delivery.body), court_id=delivery.source.court_id
    ),
    DocketSource.Kind.RSS: lambda delivery, sandbox: tuple(_fed(delivery, sandbox)),
    DocketSource.Kind.WEBHOOK: lambda delivery, _sandbox: _alerted(delivery),
    DocketSource.Kind.REST: lambda delivery, _sandbox: _swept(delivery),
}


def receive(
    source: DocketSource,
    *,
    key: str,
    body: bytes,
    now: datetime,
    content_type: str = "",
    case: Case | None = None,
) -> bool:
    """Store a delivery to be filed later; return False if it has come before.

    Pass `case` where it is known in advance to which case it belongs.
    """
    delivery = Delivery(
        source=source,
        key=key,
        body=body,
        content_type=content_type,
        received_at=now,
        case=case,
    )
    came = Delivery.objects.filter(source=source, key=key).exists()
    # If two arrive at once the constraint keeps one, and neither sender gets an error.
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    return not came


def file_waiting(*, now: datetime, limit: int = 200) -> int:
    """File the waiting deliveries, oldest first; return how many were decided."""
    keys = _waiting().order_by("received_at", "pk").values_list("pk", flat=True)
    with Sandbox() as sandbox:
        return sum(
            _file_or_refuse(key, sandbox=sandbox, now=now) for key in list(keys[:limit])
        )


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.WAITING)


def _file_or_refuse(key: int, *, sandbox: Sandbox, now: datetime) -> bool:
    delivery = _waiting().select_related("source").filter(pk=key).first()
    if delivery is None:
        return False
    # Parsed before the transaction: it may take half a minute, and locks must not wait.
    try:
        dockets, problem = READERS[delivery.source.kind](delivery, sandbox), ""
    except SourceRefused as refused:
        dockets, problem = (), str(refused)
    with transaction.atomic():
        # On SQLite the transaction itself is the lock; the state decides on both.
        skip = connection.features.has_select_for_update_skip_locked
        locked = _waiting().select_for_update(skip_locked=skip, of=("self",))
        row = locked.defer("body").filter(pk=key).first()
        if row is None:
            return False
        if problem:
            _refuse(row, problem, now=now)
        else:
            _file(row, dockets, now=now)
    return True


def _file(row: Delivery, dockets: Iterable[Docket], *, now: datetime) -> None:
    try:
        # A failure rolls back what this part wrote, but keeps the refusal.
        with transaction.atomic():
            told = tuple(dockets)
            imported = import_dockets(told, now=now)
            asked = ask_which_case(row, told, now=now)
    except (SourceRefused, ImportRefused, DatabaseError) as refused:
        _refuse(row, str(refused), now=now)
    else:
        _filed(row, imported, asked, now=now)


def _filed(
    row: Delivery,
    imported: Sequence[Imported],
    asked: Sequence[Case],
    *,
    now: datetime,
) -> None:
    state = Delivery.State.ASKED if asked else Delivery.State.FILED
    row.state, row.processed_at, row.error = state, now, ""
    # A case known in advance stays, so that a renumbered case stays restricted.
    row.case = restricted_first([*(one.case for one in imported), *asked]) or row.case
    row.save()
    created = sum(one.created for one in imported)
    DocketSource.objects.filter(pk=row.source_id).update(
        last_tried_at=now,
        last_success_at=now,
        last_error="",
        entries=F("entries") + created,
    )


def _refuse(row: Delivery, problem: str, *, now: datetime) -> None:
    row.state, row.processed_at = Delivery.State.REFUSED, now
    row.error = " ".join(problem.split())[:500]
    row.save()
    DocketSource.objects.filter(pk=row.source_id).update(
        last_tried_at=now, last_error=row.error
    )


def restricted_first(cases: Sequence[Case]) -> Case | None:
    """Return a restricted case if there is one, so that the delivery is too."""
    restricted = [case for case in cases if case.restricted_matter_id]
    return next(iter([*restricted, *cases]), None)


def open_webhook(name: str, *, now: datetime) -> str:
    """Create or replace a webhook and return the secret part of its path.

    It is shown once and only its hash is stored. Opening a webhook of the same name
    again makes the old path invalid.
    """
    token = secrets.token_urlsafe(32)
    DocketSource.objects.update_or_create(
        name=name,
        kind=DocketSource.Kind.WEBHOOK,
        defaults={"token_hash": token_hash(token)},
        create_defaults={"token_hash": token_hash(token), "created_at": now},
    )
    return token


def record_refusal(source: DocketSource, problem: str, *, now: datetime) -> None:
    """Record that a source sent something that is not stored."""
    DocketSource.objects.filter(pk=source.pk).update(
        last_tried_at=now, last_error=problem[:500]
    )


def poll_maildirs(*, now: datetime) -> int:
    """Store each new message of the maildirs of notices; return how many.

    A message is moved to `cur` after its row is stored. If the process is killed in
    between, the message is read again and recognised by its hash. A message that is too
    large stays and is reported.
    """
    sources = DocketSource.objects.filter(
        kind=DocketSource.Kind.NOTICE, is_active=True
    ).exclude(address="")
    return sum(_poll(source, now=now) for source in sources.order_by("pk"))


def _poll(source: DocketSource, *, now: datetime) -> int:
    folder, problem, taken = Path(source.address), "", 0
    try:
        for path in arrived(folder):
            if path.stat().st_size > MOST_BYTES:
                problem = sources.LARGE_MAIL(name=path.name, most=MOST_BYTES >> 20)
                continue
            body = path.read_bytes()
            key = hashlib.sha256(body).hexdigest()
            taken += receive(
                source, key=key, body=body, content_type="message/rfc822", now=now
            )
            set_aside(path)
    except OSError as error:
        problem = f"{source.address}: {error.strerror}"
    failure = {"last_error": problem[:500]} if problem else {}
    DocketSource.objects.filter(pk=source.pk).update(last_tried_at=now, **failure)
    return taken
