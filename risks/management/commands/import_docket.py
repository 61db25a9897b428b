"""Import dockets from a file: a court's page, feed or notice, JSON or a sheet."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from risks.access.models import Person
from risks.cases.models import Case
from risks.cases.operations import (
    FeedImport,
    Imported,
    ImportRefused,
    import_dockets,
    import_feed,
)
from risks.cases.operations.intake.import_docket import unsure_of
from risks.cases.operations.intake.known_cases import is_not_followed, nearly_matched
from risks.cases.queries import docket_numbers
from risks.cases.sources.docket import Docket, SourceRefused
from risks.cases.sources.docket_number import Likeness, compare
from risks.cases.sources.read_file import AUTO, FORMATS, read_dockets
from risks.cases.sources.sandbox.sandbox import Sandbox
from risks.clock import now
from risks.register.models import Company

_NOTHING = "The report matched no entry; nothing was added."


class Command(BaseCommand):
    help = "Import a docket; importing the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        # Without `choices`, because argparse's error has more than one line.
        parser.add_argument("--court", required=True, help="such as cacd")
        parser.add_argument("--format", default=AUTO, help=", ".join(FORMATS))
        parser.add_argument(
            "--case", default="", metavar="REF", help="code, id or docket number"
        )
        parser.add_argument(
            "--company", default="", metavar="CODE", help="of a new case"
        )
        parser.add_argument(
            "--owner", default="", metavar="USERNAME", help="of a new case"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            case = _case(options["case"], court_id=options["court"])
            with Sandbox() as sandbox:
                reading = read_dockets(
                    file,
                    court_id=options["court"],
                    format=options["format"],
                    followed=_followed(case, court_id=options["court"]),
                    sandbox=sandbox,
                )
            company, owner = _company(options["company"]), _owner(options["owner"])
            if reading.feed is not None:
                fed = import_feed(
                    reading.feed, others=reading.others, case=case, now=now()
                )
                told = [docket for item in reading.feed for docket in item.dockets]
                self._ask(_unsure(told, case))
                self._tell(fed.imported, _of_feed(fed), **options)
                return
            if not reading.dockets:
                self._tell([], [_NOTHING], **options)
                return
            imported = import_dockets(
                reading.dockets, case=case, company=company, owner=owner, now=now()
            )
        except SourceRefused as refused:
            raise CommandError(_line(f"{file}: {refused}"), returncode=2) from refused
        except ImportRefused as refused:
            raise CommandError(_line(str(refused)), returncode=2) from refused
        unsure = _unsure(reading.dockets, case)
        if unsure and not imported:
            raise CommandError(" ".join(unsure), returncode=2)
        self._ask(unsure)
        skipped = (
            len(reading.dockets) - len(imported)
            if case
            else sum(map(is_not_followed, reading.dockets))
        )
        left_out = f"{skipped} of cases that are not followed here."
        self._tell(imported, [left_out] if skipped else [], **options)

    def _ask(self, unsure: Sequence[str]) -> None:
        for line in unsure:
            self.stderr.write(line)

    def _tell(
        self, imported: Sequence[Imported], more: Sequence[str], **options: Any
    ) -> None:
        said = _as_json if options["json"] else _said
        for one in imported:
            self.stdout.write(said(one))
        if not options["json"]:
            for line in more:
                self.stdout.write(_line(line))


def _case(ref: str, *, court_id: str) -> Case | None:
    if not ref:
        return None
    named = list(Case.objects.filter(Q(code=ref) | Q(public_id=ref)).order_by("pk"))
    if not named:
        here = Case.objects.filter(court_id=court_id).order_by("pk")
        alike = [(case, compare(ref, case.docket_number)) for case in here]
        named = [case for case, likeness in alike if likeness is Likeness.SAME]
        near = [case for case, likeness in alike if likeness is Likeness.NEARLY]
        if near and not named:
            codes = " or ".join(case.code for case in near)
            raise ImportRefused(f'--case: "{ref}" may be {codes}; name it by its code')
    if not named:
        raise ImportRefused(f'--case: there is no case "{ref}"')
    return named[0]


def _unsure(dockets: Iterable[Docket], case: Case | None) -> list[str]:
    """Return a question for each docket that nearly matches cases here."""
    found = () if case else nearly_matched(dockets)
    return list(dict.fromkeys(_line(unsure_of(*one)) for one in found))


def _followed(case: Case | None, *, court_id: str) -> list[str]:
    """Return the docket numbers to search for in a feed."""
    return [case.docket_number] if case else docket_numbers(court_id)


def _company(code: str) -> Company | None:
    if not code:
        return None
    company = Company.objects.filter(code=code).first()
    if company is None:
        raise ImportRefused(f'--company: there is no company "{code}"')
    return company


def _owner(username: str) -> Person | None:
    if not username:
        return None
    people = Person.objects.filter(username=username, is_active=True)
    owner: Person | None = people.first()
    if owner is None:
        raise ImportRefused(f'--owner: there is no active person "{username}"')
    return owner


def _of_feed(fed: FeedImport) -> list[str]:
    """Return what became of the items of a feed, in lines whose numbers add up."""
    unread = len(fed.unread)
    items = fed.filed + fed.known + fed.asked + unread + fed.others
    asked = f"{fed.asked} nearly of a case here, " if fed.asked else ""
    numbers = (
        f"{items} items: {fed.filed} filed, {fed.known} known, {unread} not read, "
        f"{asked}{fed.others} of cases that are not followed here."
    )
    return [*(f"Not read: {line}" for line in fed.unread), numbers]


def _as_json(imported: Imported) -> str:
    return json.dumps(
        {
            "case": imported.case.code,
            "created": imported.created,
            "updated": imported.updated,
            "unchanged": imported.unchanged,
            "deadlines": imported.deadlines,
        }
    )


def _said(imported: Imported) -> str:
    if not imported.created + imported.updated + imported.unchanged:
        return f"{imported.case}: the docket has no entries; nothing was added."
    return (
        f"{imported.case}: {imported.created} docket entries created, "
        f"{imported.updated} updated, {imported.unchanged} unchanged; "
        f"{imported.deadlines} deadlines."
    )


def _line(text: str) -> str:
    """Return one line for a terminal, whatever the file or its name contains."""
    text = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "�" for letter in text)
