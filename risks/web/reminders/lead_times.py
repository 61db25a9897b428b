"""Lead times of a policy as people write them: 7 days, 4 hours, 1 day after."""

import re
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from risks.alerts.emails.wording import lead_time
from risks.engine.time.reminders import Offset

SEPARATORS = re.compile(r"[,;，；、\n]+")


def in_words(offsets: Iterable[Offset]) -> str:
    """14 days before, 4 hours before, on the day."""
    return ", ".join(lead_time(str(each)) for each in offsets)


def read_lead_times(text: str) -> str:
    """Return the stored form, P14D PT4H, of words apart by commas, or of itself.

    Raises ValidationError.
    """
    parts = [part for given in SEPARATORS.split(text) for part in _parts(given)]
    return " ".join(str(_read(part)) for part in parts)


def _parts(given: str) -> list[str]:
    """The stored form is apart by spaces, which words hold."""
    words = given.split()
    if all(each.isascii() and each.lstrip("+")[:1] in "Pp" for each in words):
        return words
    return [" ".join(words)]


def _read(part: str) -> Offset:
    try:
        return Offset.parse(part.upper())
    except ValueError:
        written = part.casefold()
    number = int(digits[0]) if (digits := re.findall(r"\d{1,4}", part)) else 0
    for offset, words in _known(number):
        if written == words.casefold():
            return offset
    raise ValidationError(
        _(
            "“%(part)s” is not a lead time. Enter, for example, 7 days, 4 hours, "
            "on the day or 1 day after."
        ),
        params={"part": part},
    )


def _known(number: int) -> Iterator[tuple[Offset, str]]:
    """Each lead time of this number, with what it is called."""
    day, hour = Offset(days=number), Offset(hours=number)
    counted = {"count": number}
    yield day, ngettext("%(count)d day", "%(count)d days", number) % counted
    yield hour, ngettext("%(count)d hour", "%(count)d hours", number) % counted
    for offset in (day, hour, Offset(days=-number)):
        yield offset, lead_time(str(offset))
