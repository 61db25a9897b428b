"""A kind of risk is declared once; all that is made from it is up to date."""

import json
from pathlib import Path

import pytest

from risks.engine.exposure.documents.declared import declared
from risks.engine.exposure.kinds import glossary
from risks.engine.exposure.kinds.parsing import KINDS, parse_risk
from risks.management.commands.publish_inputs import PAGE, SCHEMA
from risks.management.simulation.page import made_anew, sections_of
from risks.register.models import Risk
from risks.web.assumptions.fields import fields_of

MODULES = Path(glossary.__file__).parent
TEXT = PAGE.read_text("utf-8")


def test_the_register_offers_the_kinds_that_the_engine_prices() -> None:
    assert set(Risk.Kind.values) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_one_module(kind: str) -> None:
    assert (MODULES / f"{kind}.py").exists()
    assert KINDS[kind].__module__.endswith(f".{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_the_worked_example_of_each_kind_is_read(kind: str) -> None:
    assert parse_risk(glossary.example_of(kind)).kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_form_of_its_inputs(kind: str) -> None:
    example = glossary.example_of(kind)
    stated = {key: example[key] for key in example if key not in ("id", "kind")}

    labels = {field.path: field.label for field in fields_of(kind, stated)}

    assert labels
    assert "" not in labels.values()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_schema_and_a_section_on_the_page(kind: str) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))

    assert kind in schema["$defs"]
    assert kind in sections_of(TEXT)


def test_the_page_says_what_the_models_declare() -> None:
    assert made_anew(TEXT) == TEXT, "run manage.py publish_inputs"


def test_a_key_means_the_same_in_every_kind() -> None:
    words = {
        (each.key, each.label, each.unit)
        for _, document in glossary.documents()
        for each in declared(document)
    }

    assert len(words) == len({key for key, _, _ in words})


def test_every_input_has_its_words() -> None:
    mute = [
        each.key
        for each in glossary.INPUTS.values()
        if not (each.label and each.meaning and each.allowed)
    ]

    assert mute == []
