"""The language of tests itself, and what it finds."""

import pytest
from django.template import engines
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, npgettext, pgettext

from tests.words.bare import bare_in_html, bare_in_text

TEMPLATE = (
    "{% load i18n %}<p>{% translate 'Open' %} {% blocktranslate count n=2 %}one case"
    "{% plural %}{{ n }} cases{% endblocktranslate %}</p>"
)


pytestmark = pytest.mark.usefixtures("pseudo")
LAZY = lazy("Due date")


def test_every_form_of_a_message_stands_in_brackets() -> None:
    assert str(LAZY) == "⟦Due date⟧"
    assert pgettext("a clock", "due %(day)s, late") == "⟦due ⟧%(day)s⟦, late⟧"
    assert ngettext("%(n)d day", "%(n)d days", 2) % {"n": 2} == "⟦⟧2⟦ days⟧"
    assert npgettext("a clock", "one", "many", 1) == "⟦one⟧"


def test_a_template_that_is_wrapped_has_nothing_bare() -> None:
    page = engines["django"].from_string(TEMPLATE).render({})

    assert page == "<p>⟦Open⟧ ⟦⟧2⟦ cases⟧</p>"
    assert bare_in_html(page) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>⟦Owner⟧: nobody</p>", "p: : nobody"),
        ("<p>⟦Due in <b>two</b> days⟧</p><p>late</p>", "p: late"),
        ('<a title="Open it">⟦Open⟧</a>', "a[title]: Open it"),
        ('<input type="submit" value="Save">', "input[value]: Save"),
        ("<li>⟦Cut here</li><li>rest</li>", "li: cut inside brackets"),
        ("<p>⟦Seen by ⟧everyone⟦.⟧</p>", "p: everyone"),
    ],
)
def test_a_bare_word_is_found_and_its_place_is_named(html: str, found: str) -> None:
    assert found in [str(bare) for bare in bare_in_html(html)]


def test_numbers_codes_and_what_is_not_shown_are_no_words() -> None:
    page = (
        "<script>let x</script><p>C-OPEN · 12 % · US$4.0 · Ａｃｍｅ · 艾克美</p>"
        '<input type="hidden" value="chosen"><span class="material-symbols">x</span>'
    )

    assert bare_in_html(page) == []


def test_a_cell_and_a_line_of_plain_text_are_checked_alike() -> None:
    (bare,) = bare_in_text("⟦Owner⟧\nNobody yet\n42", where="Risks!A1")

    assert str(bare) == "Risks!A1: Nobody yet"
