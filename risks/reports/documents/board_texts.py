"""The words of the board report's pages, by which its template asks for them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from risks.engine.formats import Language
from risks.sentences import language

TEXTS = (
    gettext_noop("%(start)s to %(end)s"),
    gettext_noop(
        "%(company)s: board report on litigation and compliance risk, %(period)s"
    ),
    gettext_noop("%(company)s · Board report · %(period)s"),
    gettext_noop("Confidential"),
    gettext_noop("Figures frozen %(day)s, SHA-256 %(hash)s"),
    gettext_noop("Page %(page)s of %(pages)s"),
    gettext_noop("Litigation and compliance risk · %(period)s · valued on %(day)s"),
    gettext_noop(
        "Expected loss of all risks with figures (%(count)s) over %(months)s "
        "months: %(expected)s. The 1-in-20 loss (P95) is %(p95)s or more. The "
        "average of the worst 5 % (TVaR95) is %(tvar95)s, or %(share)s of the "
        "risk capacity of %(capacity)s."
    ),
    gettext_noop("no earlier figure"),
    gettext_noop("%(figure)s on %(day)s"),
    gettext_noop("Expected loss"),
    gettext_noop("1-in-20 loss (P95)"),
    gettext_noop("Average of the worst 5 % (TVaR95)"),
    gettext_noop("Score (100: loss beyond capacity)"),
    gettext_noop("Measured against the company"),
    gettext_noop("Figure"),
    gettext_noop("Period"),
    gettext_noop("Amount"),
    gettext_noop("as of %(day)s"),
    gettext_noop("Contradicts %(figure)s, %(period)s: %(amount)s. No figure uses it."),
    gettext_noop("%(period)s, sum of %(parts)s periods"),
    gettext_noop("%(months)s months to %(day)s, annualised"),
    gettext_noop("%(days)s days to %(day)s, annualised"),
    gettext_noop("By nature of the loss"),
    gettext_noop("Nature of the loss"),
    gettext_noop(
        "Liability and lost profit add up to the total. An effect on shareholders' "
        "value is in no total and in no score, which are measured against the "
        "company's cash."
    ),
    gettext_noop("Shares of each amount. Sources are listed at the end."),
    gettext_noop(
        "Bar chart: expected loss and P95 of each risk. The table of risks "
        "holds the figures."
    ),
    gettext_noop("Changes and reasons"),
    gettext_noop("No figures changed in this period."),
    gettext_noop("Date"),
    gettext_noop("Risk"),
    gettext_noop("Change and reason"),
    gettext_noop("Risks"),
    gettext_noop("Score"),
    gettext_noop("Probability of a loss"),
    gettext_noop("Share of TVaR95"),
    gettext_noop(
        "No figures shown: the risk has no figures yet, or they are a "
        "privileged assessment that this report may not show."
    ),
    gettext_noop("All risks with figures"),
    gettext_noop(
        "Below a score and a TVaR95: its 95 % confidence interval, or “exact” "
        "where a formula gives it. A sum of several risks is simulated, so shares may "
        "differ from exact figures. Expected losses and shares of TVaR95 add up "
        "before rounding. The P95 of a sum is not the sum of the P95s."
    ),
    gettext_noop("95 % confidence: %(range)s"),
    gettext_noop(
        "Exceedance curve: probability that all risks together cost at least a "
        "given amount, with the risk capacity marked."
    ),
    gettext_noop("Deadlines in the next %(days)s days"),
    gettext_noop("Nothing is due in the next %(days)s days, and nothing is overdue."),
    gettext_noop("Calendared date"),
    gettext_noop("Deadline"),
    gettext_noop("Why this date"),
    gettext_noop("Owner"),
    gettext_noop("overdue"),
    gettext_noop("passed"),
    gettext_noop("today"),
    gettext_noop("in %(days)s days"),
    gettext_noop("Latest arguable date: %(day)s. %(reason)s"),
    gettext_noop("Checked against the official text on %(day)s"),
    gettext_noop("Verify before relying"),
    gettext_noop(
        "Computed dates are not legal advice. Dates are the court's local "
        "dates, as of %(day)s."
    ),
    gettext_noop("Docket entries of the period"),
    gettext_noop(
        "No entry was filed in this period in a case that this report may show."
    ),
    gettext_noop("Filed"),
    gettext_noop("No."),
    gettext_noop("Entry"),
    gettext_noop("Source"),
    gettext_noop("Illustrative"),
    gettext_noop("Sources"),
    gettext_noop("Method"),
    gettext_noop(
        "Each risk is simulated in %(trials)s scenarios: lawsuits and injunctions to "
        "their end, other risks over %(months)s months. Cash flows are discounted to "
        "%(day)s at %(rate)s a year. P95 is exceeded in 5 % of scenarios. TVaR95 is "
        "the average of those scenarios, and each risk's share is its average loss in "
        "them. The score is 100 + 10 × the base-2 logarithm of E / capacity, where E "
        "is half the expected loss plus half the TVaR95: ten points more are twice "
        "the money."
    ),
    gettext_noop("This report"),
    gettext_noop("Value"),
    gettext_noop("Engine"),
    gettext_noop("Standard error of the expected loss"),
    gettext_noop("Hash of the inputs"),
    gettext_noop("Hash of the losses"),
    gettext_noop("Hash of the figures shown"),
    gettext_noop("Frozen"),
    gettext_noop("Critical"),
    gettext_noop("High"),
    gettext_noop("Moderate"),
    gettext_noop("Low"),
    gettext_noop("Minimal"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![-\d])")


def texts() -> dict[str, str]:
    """Return each text of the template in the language that is switched on."""
    return {text: _(text) for text in TEXTS}


def spoken() -> Language:
    """Return the active language if all texts are translated to it, else English."""
    active = language()
    is_complete = all(text != translated for text, translated in texts().items())
    return active if is_complete else "en"


def days(figures: Any) -> dict[str, str]:
    """Return each day that the figures name, as the reader writes it."""
    form = pgettext("a day in a report", "j M Y")
    return {
        day: dateformat.format(date.fromisoformat(day), form)
        for day in sorted(set(_days(figures)))
    }


def _days(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        found = _DAY.match(value)
        if found:
            yield found[0]
    elif isinstance(value, dict):
        for each in value.values():
            yield from _days(each)
    elif isinstance(value, list):
        for each in value:
            yield from _days(each)
