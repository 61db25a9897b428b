"""A stored sentence is found by its template and shown in the reader's language."""

import re
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import trans_real

import risks.engine.sentences
from risks.engine.sentences import accounting, change, counting
from risks.engine.wording import Template, found, known_templates
from risks.sentences import TABLES, translated

RISE = (
    "Expected loss up US$1.20 m (US$4.10 m → US$5.30 m), score 71.2 → 73.9: "
    "assumptions v2 (new ruling; see entry 41); risk capacity US$1.00 bn → US$2.00 bn."
)


def example(template: Template, *, value: str = "7") -> str:
    """A sentence of it, with the first phrase that each slot may hold."""
    given: dict[str, str] = {}
    for name in re.findall(r"%\((\w+)\)s", template.text):
        slot = template.slots.get(name)
        given[name] = (
            example(slot[0], value=value) if isinstance(slot, tuple) else value
        )
    return template(**given)


@pytest.mark.parametrize("template", known_templates(), ids=lambda one: one.text[:40])
def test_a_sentence_is_found_by_the_template_that_composed_it(
    template: Template,
) -> None:
    read = found(example(template), known_templates())

    assert read is not None
    assert read[0] is template


@pytest.mark.parametrize("template", known_templates(), ids=lambda one: one.text[:40])
def test_in_english_a_sentence_is_shown_as_it_is_stored(template: Template) -> None:
    assert translated(example(template)) == example(template)


def test_every_table_of_templates_is_loaded_by_who_shows_them() -> None:
    folder = Path(risks.engine.sentences.__path__[0])
    tables = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {table.__name__.rpartition(".")[2] for table in TABLES} == tables


def test_what_somebody_wrote_is_shown_as_it_is() -> None:
    assert translated("We lost: appeal by Friday; see entry 41.") == (
        "We lost: appeal by Friday; see entry 41."
    )


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Translate a few templates, as a catalogue would, and the others not."""
    said = {
        change.BECAUSE.text: "%(moved)s：%(causes)s。",
        change.UP.text: "預期損失增加%(size)s（%(old)s → %(new)s），%(score)s",
        change.SCORES.text: "評分 %(old)s → %(new)s",
        change.ASSUMPTIONS.text: "假設第%(number)s版（%(reason)s）",
        change.CAPACITY.text: "風險承擔能力 %(old)s → %(new)s",
        accounting.DAMAGES.text: "損害賠償（%(found)s）",
        accounting.WILFUL: "故意侵權",
        counting.NO_WORKING_DAY.text: "%(day)s休息（%(why)s）",
        counting.WEEKEND.text: "週末",
        counting.REASON.text: "%(doubts)s。",
        "two phrases of a list\x04%(first)s; %(second)s": "%(first)s；%(second)s",
    }
    catalogue = trans_real.translation("zh-hant")._catalog  # type: ignore[attr-defined]
    monkeypatch.setattr(catalogue, "_catalogs", [said, *catalogue._catalogs])


@pytest.mark.usefixtures("chinese")
def test_phrases_and_figures_of_a_sentence_are_translated_and_quotes_are_not() -> None:
    with translation.override("zh-hant"):
        shown = translated(RISE)

    assert shown == (
        "預期損失增加1.20百萬美元（4.10百萬美元 → 5.30百萬美元），評分 71.2 → 73.9："
        "假設第2版（new ruling; see entry 41）；風險承擔能力 10.0億美元 → 20.0億美元。"
    )


@pytest.mark.usefixtures("chinese")
def test_each_phrase_of_a_list_is_translated_where_one_could_hold_the_others() -> None:
    closed = [
        counting.NO_WORKING_DAY(day=day, why=counting.WEEKEND())
        for day in ("Sunday 2 January 2028", "Saturday 1 January 2028")
    ]
    reason = counting.REASON(doubts="; ".join(closed))

    with translation.override("zh-hant"):
        shown = translated(reason)

    assert (
        shown
        == "2028年1月2日（星期日）休息（週末）；2028年1月1日（星期六）休息（週末）。"
    )


@pytest.mark.usefixtures("chinese")
def test_a_choice_within_a_sentence_is_translated() -> None:
    ending = accounting.DAMAGES(found=accounting.WILFUL)

    with translation.override("zh-hant"):
        assert translated(ending) == "損害賠償（故意侵權）"
