"""Load the founding case's people, company, facts and risks from JSON."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Group

from risks.access.models import Person, RestrictedMatter
from risks.register.models import Company, Driver, Entity, Fact, Risk
from risks.register.operations import record_assumptions
from risks.register.queries import latest_assumptions

FOLDER = Path(__file__).parent
RESTRICTED = "Los Angeles suit"
OPENED = date(2025, 10, 1)


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def load_people() -> dict[str, Person]:
    """Create the people and return them by user name; their passwords are public."""
    rows = read("people")
    people = {row["username"]: _person(row) for row in rows}
    for row in rows:
        if "supervisor" in row:
            people[row["username"]].supervisor = people[row["supervisor"]]
            people[row["username"]].save()
    matter, _ = RestrictedMatter.objects.get_or_create(
        name=RESTRICTED,
        defaults={"reason": "Privileged: the studios' suit and what belongs to it."},
    )
    matter.members.set(
        [people[row["username"]] for row in rows if row["on_access_list"]]
    )
    return people


def load_register(people: dict[str, Person], *, now: datetime) -> Company:
    register = read("register")
    fields = {
        **register["company"],
        "discount_rate": Decimal(register["company"]["discount_rate"]),
    }
    company, created = Company.objects.get_or_create(
        code=fields.pop("code"), defaults=fields
    )
    if created:
        _load_facts(company, register)
    for row in register["entities"]:
        Entity.objects.get_or_create(
            company=company, code=row["code"], defaults=_without(row, "code")
        )
    for row in register["drivers"]:
        Driver.objects.get_or_create(
            company=company, name=row["name"], defaults=_without(row, "name")
        )
    matter = RestrictedMatter.objects.get(name=RESTRICTED)
    for row in register["risks"]:
        _risk(company, row, people=people, matter=matter, now=now)
    return company


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


def _person(row: dict[str, Any]) -> Person:
    fields = {name: row[name] for name in ("first_name", "last_name", "email")}
    person: Person
    person, created = Person.objects.get_or_create(
        username=row["username"],
        defaults={**fields, "time_zone": row["time_zone"], "is_staff": True},
    )
    if created:
        person.set_password(row["password"])
        person.save()
    person.groups.set(Group.objects.filter(name__in=row["roles"]))
    return person


def _load_facts(company: Company, register: dict[str, Any]) -> None:
    """Create the facts; one that contradicts another stands below it."""
    named: dict[str, Fact] = {}
    for row in register["facts"]:
        fields = _without(row, "from")
        name = fields.pop("id", "")
        fact = Fact(
            company=company,
            contradicts=named.get(fields.pop("contradicts", "")),
            amount=Decimal(fields.pop("amount")),
            **{key: _day(key, value) for key, value in fields.items()},
            **register["sources"][row["from"]],
        )
        fact.full_clean()
        fact.save()
        named |= {name: fact} if name else {}


def _day(key: str, value: str) -> str | date:
    return date.fromisoformat(value) if key in ("period_start", "as_of") else value


def risk_uuid(code: str) -> Any:
    """Return a uuid that is equal everywhere, because draws are keyed by it."""
    return uuid5(NAMESPACE_URL, f"watchbrief/founding-case/{code}")


def _risk(
    company: Company,
    row: dict[str, Any],
    *,
    people: dict[str, Person],
    matter: RestrictedMatter,
    now: datetime,
) -> None:
    restricted = row.get("restricted", False)
    risk, _ = Risk.objects.get_or_create(
        code=row["code"],
        defaults={
            **{name: row[name] for name in ("title", "title_zh", "kind")},
            "uuid": risk_uuid(row["code"]),
            "description": row["description"],
            "company": company,
            "entity": Entity.objects.get(company=company, code=row["entity"]),
            "owner": people[row["owner"]],
            "backup": people[row["backup"]],
            "restricted_matter": matter if restricted else None,
            "privileged": restricted,
            "opened_on": OPENED,
        },
    )
    if latest_assumptions(risk) is None:
        record_assumptions(
            risk,
            parameters=_parameters(row),
            reason=row["reason"],
            evidence=row["evidence"],
            author=people[row["owner"]],
            effective_date=OPENED,
            now=now,
        )


def _parameters(row: dict[str, Any]) -> dict[str, Any]:
    parameters = dict(row["parameters"])
    if "linked_suit" in parameters:
        parameters["linked_suit"] = str(risk_uuid(parameters["linked_suit"]))
    return parameters
