"""No value of any field or parameter of any page makes a fault of the server."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html  # type: ignore[import-untyped]

from tests.fuzz import TIMES
from tests.web.test_matrix import ANSWERS
from tests.web.world import client_of
from tests.words.test_pages import html_of
from tests.words.world import Words, make_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HOSTILE = (
    "0001-01-01",
    "9999-12-31",
    "1" + "0" * 23,
    "-1",
    "1e30",
    "1e-400",
    "NaN",
    "１２３",
    "1_0",
    "\x00",
    "’\u202e\ud7ff",
    "{}",
    "[" * 2_000,
    "x" * 60_000,
    "",
)
# One value each in bin/test, another for each field; all of them in bin/proof.
EACH = len(HOSTILE) if TIMES > 1 else int(os.environ.get("HOSTILE", "1"))
# They end the session, or send what is not ours to try.
LEFT_OUT = {"account_logout", "feed", "courtlistener_webhook"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What one form or one query sends."""

    verb: str
    address: str
    fields: dict[str, list[str]]

    def spoilt(self, name: str, value: str) -> dict[str, list[str]]:
        return {**self.fields, name: [value]}


def of_pages(client: Client, addresses: Iterable[str]) -> Iterator[Sent]:
    for address in addresses:
        answer = client.get(address)
        if page := html_of(answer):
            yield from forms(address, page)


def forms(address: str, page: str) -> Iterator[Sent]:
    for form in html.fromstring(page).forms:
        fields: dict[str, list[str]] = {}
        for name, value in form.form_values():
            fields.setdefault(name, []).append(value)
        for name in form.fields:
            fields.setdefault(name, [])
        fields.pop("csrfmiddlewaretoken", None)
        action = form.action or ""
        where = action if action.startswith("/") else address
        yield Sent(form.method.lower(), where, fields)


def admin_pages() -> Iterator[str]:
    for model in sorted(admin.site._registry, key=lambda one: one.__name__):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        if row := model._default_manager.first():
            yield reverse(f"{name}_change", args=[row.pk])


def pages(words: Words) -> list[str]:
    return [words.address(name) for name in sorted(set(ANSWERS) - LEFT_OUT)]


def faults(client: Client, sent: Iterable[Sent]) -> Iterator[str]:
    client.raise_request_exception = False
    seen, values = set(), cycle(HOSTILE)
    for one in sent:
        for name in one.fields:
            # One form adds and changes the rows of a model in the admin.
            where = re.sub(r"(add|\d+/change)/$", "", one.address)
            if (one.verb, where, name) in seen:
                continue
            seen.add((one.verb, where, name))
            for value in islice(values, EACH):
                if status := _status(client, one, name, value):
                    yield f"{status} {one.verb} {one.address} {name}={value[:30]!r}"


def _status(client: Client, one: Sent, name: str, value: str) -> int:
    with transaction.atomic():
        ask = client.get if one.verb == "get" else client.post
        answer = ask(one.address, one.spoilt(name, value))
        answer.close()
        transaction.set_rollback(True)
    return answer.status_code if answer.status_code >= 500 else 0


def test_no_value_of_a_field_of_a_page_is_a_fault() -> None:
    words = make_words()
    client = client_of(words.reader)

    found = list(faults(client, of_pages(client, pages(words))))

    assert found == []


def test_no_value_of_a_field_of_the_admin_is_a_fault() -> None:
    words = make_words()
    client = client_of(words.reader)

    found = list(faults(client, of_pages(client, admin_pages())))

    assert found == []


@pytest.mark.parametrize(
    "name", ["register", "reminder_list", "admin:risks_risk_changelist"]
)
def test_a_search_that_is_too_long_says_so(name: str) -> None:
    words = make_words()
    client = client_of(words.reader)

    page = client.get(reverse(name), {"q": "x" * 201}).content.decode()

    assert "at most 200" in page
