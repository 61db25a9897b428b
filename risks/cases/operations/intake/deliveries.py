"""What sources deliver: kept as it came, then filed by a job, or refused by name."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet

from risks.cases.models import Case, Delivery, DocketSource
from risks.cases.operations.intake.import_docket import (
    Imported,
    ImportRefused,
    import_dockets,
)
from risks.cases.queries import token_hash
from risks.cases.sources.docket import Docket, Entry, Source, SourceRefused
from risks.cases.sources.formats.courtlistener import read_alert, read_page
from risks.cases.sources.read_file import MOST_BYTES
from risks.cases.sources.remote.maildir import arrived, put_by
from risks.cases.sources.sandbox.sandbox import Sandbox


def _alerted(delivery: Delivery) -> Iterator[Docket]:
    """Of the cases followed here; raises SourceRefused when there is none of them."""
    told = read_alert(bytes(delivery.body))
    cases = list(Case.objects.filter(courtlistener_id__in=told).order_by("pk"))
    if not cases:
        named = ", ".join(map(str, sorted(told))) or "none"
        raise SourceRefused(f"docket {named} is the docket of no case here")
    for case in cases:
        assert case.courtlistener_id is not None
        yield _docket(case, told[case.courtlistener_id])


def _swept(delivery: Delivery) -> Iterator[Docket]:
    """Of the case that was asked for; raises SourceRefused for a page of another."""
    case = delivery.case
    if case is None or case.courtlistener_id is None:
        raise SourceRefused("the case that was asked for has no docket any more")
    page = read_page(bytes(delivery.body), docket=case.courtlistener_id)
    yield _docket(case, page.entries)


def _docket(case: Case, entries: tuple[Entry, ...]) -> Docket:
    return Docket(
        source=Source.COURTLISTENER,
        court_id=case.court_id,
        docket_number=case.docket_number,
        caption=case.caption,
        entries=entries,
    )


Reader = Callable[[Delivery, Sandbox], Iterable[Docket]]
# Kind of a source -> what its deliveries hold. A notice or a feed is parsed at once; an
# alert, which needs no foreign parser, is matched with the cases when it is filed.
READERS: dict[str, Reader] = {
    DocketSource.Kind.NOTICE: lambda delivery, room: room.dockets(
        "notice", bytes(delivery.body), court_id=delivery.source.court_id
    ),
    DocketSource.Kind.RSS: lambda delivery, room: room.dockets(
        "rss", bytes(delivery.body), court_id=delivery.source.court_id
    ),
    DocketSource.Kind.WEBHOOK: lambda delivery, _room: _alerted(delivery),
    DocketSource.Kind.REST: lambda delivery, _room: _swept(delivery),
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
    """Keep a delivery to be filed; False when it has come before.

    With `case`, where it is known beforehand whose it is.
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
    # Two at once: the constraint keeps one, and neither sender hears of it.
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
    return not came


def file_waiting(*, now: datetime, limit: int = 200) -> int:
    """File what waits, oldest first, each by itself; how many were settled."""
    keys = _waiting().order_by("received_at", "pk").values_list("pk", flat=True)
    with Sandbox() as room:
        return sum(_settle(key, room=room, now=now) for key in list(keys[:limit]))


def _waiting() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.WAITING)


def _settle(key: int, *, room: Sandbox, now: datetime) -> bool:
    delivery = _waiting().select_related("source").filter(pk=key).first()
    if delivery is None:
        return False
    # Before the transaction: a parser may take half a minute, and no lock waits for it.
    try:
        dockets, problem = READERS[delivery.source.kind](delivery, room), ""
    except SourceRefused as refused:
        dockets, problem = (), str(refused)
    with transaction.atomic():
        # On SQLite the transaction itself holds the lock; the state decides on both.
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
        # A part that fails takes back what it wrote, and not the refusal.
        with transaction.atomic():
            imported = import_dockets(tuple(dockets), now=now)
    except (SourceRefused, ImportRefused, DatabaseError) as refused:
        _refuse(row, str(refused), now=now)
    else:
        _filed(row, imported, now=now)


def _filed(row: Delivery, imported: Sequence[Imported], *, now: datetime) -> None:
    row.state, row.settled_at, row.error = Delivery.State.FILED, now, ""
    # Known beforehand, it stays: no wall falls because a case was renumbered since.
    row.case = _most_guarded([one.case for one in imported]) or row.case
    row.save()
    created = sum(one.created for one in imported)
    DocketSource.objects.filter(pk=row.source_id).update(
        last_tried_at=now,
        last_success_at=now,
        last_error="",
        entries=F("entries") + created,
    )


def _refuse(row: Delivery, problem: str, *, now: datetime) -> None:
    row.state, row.settled_at = Delivery.State.REFUSED, now
    row.error = " ".join(problem.split())[:500]
    row.save()
    DocketSource.objects.filter(pk=row.source_id).update(
        last_tried_at=now, last_error=row.error
    )


def _most_guarded(cases: Sequence[Case]) -> Case | None:
    """Of several cases one behind a wall: what is filed hangs on it."""
    walled = [case for case in cases if case.restricted_matter_id]
    return next(iter([*walled, *cases]), None)


def open_webhook(name: str, *, now: datetime) -> str:
    """The unguessable part of its path: shown once, and only its hash is kept.

    A webhook of this name gets a new one, and the old path is dead.
    """
    token = secrets.token_urlsafe(32)
    DocketSource.objects.update_or_create(
        name=name,
        kind=DocketSource.Kind.WEBHOOK,
        defaults={"token_hash": token_hash(token)},
        create_defaults={"token_hash": token_hash(token), "created_at": now},
    )
    return token


def tell_refusal(source: DocketSource, problem: str, *, now: datetime) -> None:
    """Something came that is not even kept."""
    DocketSource.objects.filter(pk=source.pk).update(
        last_tried_at=now, last_error=problem[:500]
    )


def poll_maildirs(*, now: datetime) -> int:
    """Take in each new message of the maildirs of notices; how many were new.

    A message is moved to `cur` once its row is there: killed between the two, it is
    read again, and known by its hash. One that is too large stays and is told.
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
                problem = f"{path.name}: is larger than {MOST_BYTES >> 20} MB"
                continue
            body = path.read_bytes()
            key = hashlib.sha256(body).hexdigest()
            taken += receive(
                source, key=key, body=body, content_type="message/rfc822", now=now
            )
            put_by(path)
    except OSError as error:
        problem = f"{source.address}: {error.strerror}"
    told = {"last_error": problem[:500]} if problem else {}
    DocketSource.objects.filter(pk=source.pk).update(last_tried_at=now, **told)
    return taken
