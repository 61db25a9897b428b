"""Write what people typed in full-width letters, so that it is told from our words."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from risks.alerts.models import Notification
from risks.register.models import Assumptions

WIDE = {code: code + 0xFEE0 for code in (*range(65, 91), *range(97, 123))}
TYPED = {
    "author", "caption", "cause", "citation", "contact", "correction_reason",
    "counterparty", "decision_reason", "description", "document", "evidence", "extra",
    "first_name", "insurer", "invoice", "jurisdiction", "judge", "last_name", "name",
    "nature", "nature_of_suit", "note", "outcome", "policy", "rationale", "reason",
    "recipients", "release_reason", "roles", "segment", "source", "source_detail",
    "subject", "terms", "text", "title", "username", "value", "why",
    "withdrawal_reason", "words",
}  # fmt: skip
# Of the same names, and written by the product itself.
COMPOSED = {("Deadline", "reason"), ("Alarm", "text"), ("Heartbeat", "name")}
# Sentences of the product that quote what people typed.
QUOTING = (("Snapshot", "change"),)
# Not words: shown as they are in every language.
CODES = {
    "code", "court_id", "docket_number", "input_hash", "loss_hash", "origin",
    "public_id",
}  # fmt: skip


def wide(text: str) -> str:
    """Return the text with each Latin letter in its full-width form."""
    return text.translate(WIDE)


def _models() -> Iterator[type[Model]]:
    for model in apps.get_app_config("risks").get_models():
        if not model.__name__.startswith("Historical"):
            yield model


def mark_what_people_typed() -> frozenset[str]:
    """Rewrite each row of the test's database, and return the codes that it holds."""
    codes: set[str] = set()
    quoted: set[str] = set()
    for model in _models():
        names = {field.name for field in model._meta.concrete_fields}
        typed = {
            name for name in names & TYPED if (model.__name__, name) not in COMPOSED
        }
        kept = names & CODES
        for row in model._default_manager.all():
            codes |= {str(getattr(row, name)) for name in kept}
            values = {name: getattr(row, name) for name in typed}
            new = {k: wide(v) for k, v in values.items() if isinstance(v, str)}
            quoted |= {v.rstrip(" .") for v in values.values() if isinstance(v, str)}
            if new:
                model._default_manager.filter(pk=row.pk).update(**new)
    for row in Notification.objects.all():
        about = {**row.about}
        if "title" in about:
            about["title"] = wide(about["title"])
            Notification.objects.filter(pk=row.pk).update(about=about)
    _mark_quotes({text for text in quoted if len(text) > 5})
    codes |= set(_names_in_assumptions())
    return frozenset(code for code in codes if len(code) > 2)


def _mark_quotes(quoted: set[str]) -> None:
    longest_first = sorted(quoted, key=len, reverse=True)
    for model, field in QUOTING:
        for row in apps.get_model("risks", model)._default_manager.all():
            text = getattr(row, field)
            for words in longest_first:
                text = text.replace(words, wide(words))
            type(row)._default_manager.filter(pk=row.pk).update(**{field: text})


def _names_in_assumptions() -> Iterator[str]:
    """The stages and claims of a suit, as counsel named them."""
    for row in Assumptions.objects.all():
        for value in row.parameters.values():
            for item in value if isinstance(value, list) else ():
                yield item["name"].replace("_", " ")
