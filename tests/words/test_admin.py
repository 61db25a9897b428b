"""Every list and form of the admin shows no word that is not translated."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.urls import reverse

from tests.web.world import client_of
from tests.words.bare import bare_in_html
from tests.words.world import Words, make_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "pseudo")]


def pages(words: Words) -> Iterator[tuple[str, str]]:
    client = client_of(words.reader)
    for model in sorted(admin.site._registry, key=lambda model: model.__name__):
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        addresses = {
            kind: reverse(f"admin:{name}_{kind}") for kind in ("changelist", "add")
        }
        row = model._default_manager.first()
        if row:
            addresses["change"] = reverse(f"admin:{name}_change", args=[row.pk])
        for kind, address in addresses.items():
            for verb in ("get", "post") if kind == "add" else ("get",):
                answer = getattr(client, verb)(address)
                if answer.status_code == 200 and isinstance(answer, HttpResponse):
                    # The frame around it is the pages' own.
                    body = answer.content.decode().partition("<main")[2]
                    yield f"{name} {kind} {verb}", f"<main{body}"


def test_every_word_of_the_admin_is_translated() -> None:
    words = make_words()

    bare = {
        name: [str(one) for one in bare_in_html(page, data=words.codes)]
        for name, page in pages(words)
    }

    assert len(bare) > 90
    assert {name: found for name, found in bare.items() if found} == {}
