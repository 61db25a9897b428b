"""Show a stored sentence in the reader's language.

A sentence that no template composed is shown as it is: it is somebody's own words.
"""

import re
from calendar import month_name
from datetime import date
from functools import cache

from django.conf import settings
from django.utils import dateformat, formats
from django.utils.translation import get_language, gettext, pgettext

from risks.engine.formats import LANGUAGES, Language
from risks.engine.formats import translated as translated_figure
from risks.engine.sentences import (
    accounting,
    change,
    closing,
    confidence,
    counting,
    dates,
    docket,
    former,
    inputs,
    listing,
    obligations,
    operating,
    other_files,
    sources,
)
from risks.engine.wording import Slot, Template, found, known_templates, phrases

# Importing them declares their templates.
TABLES = (
    accounting,
    change,
    closing,
    confidence,
    counting,
    dates,
    docket,
    former,
    inputs,
    listing,
    obligations,
    operating,
    other_files,
    sources,
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPOKEN_DATE = re.compile(r"[A-Z][a-z]+day (\d{1,2}) ([A-Z][a-z]+) (\d{4})")


def translated(text: str) -> str:
    """Return a composed sentence, or a list of them, in the active language."""
    return _list(text, _templates())


@cache
def _templates() -> tuple[Template, ...]:
    return known_templates()


def _list(text: str, among: tuple[Template, ...]) -> str:
    if found(text, among):
        return _sentence(text, among)
    return _several(text, among)


def _several(text: str, among: tuple[Template, ...]) -> str:
    first, *others = (_sentence(each, among) for each in phrases(text, among))
    for other in others:
        both = {"first": first, "second": other}
        first = pgettext("two phrases of a list", "%(first)s; %(second)s") % both
    return first


def _sentence(text: str, among: tuple[Template, ...]) -> str:
    read = found(text, among)
    if read is None:
        return _value(text)
    template, given = read
    shown = {name: _slot(template, name, value) for name, value in given.items()}
    said = gettext(template.text) % shown
    begins = text[:1].isupper() and template.text[:1].islower()
    return said[:1].upper() + said[1:] if begins else said


def _slot(template: Template, name: str, value: str) -> str:
    slot = template.slots.get(name, Slot.FIGURE)
    if slot is Slot.QUOTE:
        return value
    if slot is Slot.LABEL:
        return _label(value)
    if slot is Slot.EITHER:
        return _sentence(value, _templates())
    if slot is Slot.FIGURE:
        return _value(value)
    among = tuple(each for each in slot if isinstance(each, Template))
    # Not as a whole first: a phrase with a slot for any words could hold the others.
    return (_several if name in template.several else _sentence)(value, among)


def _label(name: str) -> str:
    """Return a choice's name; within a sentence its first letter may be small."""
    said = gettext(name)
    if said != name:
        return said
    said = gettext(name[:1].upper() + name[1:])
    return said[:1].lower() + said[1:] if name[:1].islower() else said


def _value(text: str) -> str:
    """Return a figure or a date as the language writes it; other words as they are."""
    if _ISO_DATE.fullmatch(text):
        return formats.date_format(date.fromisoformat(text))
    if spoken := _SPOKEN_DATE.fullmatch(text):
        number, month, year = spoken.groups()
        day = date(int(year), list(month_name).index(month), int(number))
        return dateformat.format(day, pgettext("a day in full", "l j F Y"))
    return translated_figure(text, language=language())


def language() -> Language:
    """Return the active language where the formatter knows it, else English."""
    active = get_language()
    return next((each for each in LANGUAGES if each == active), "en")


def known_language(language: str) -> str:
    """Return it, or English for a language that nobody knows here."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
