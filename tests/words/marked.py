"""Write what people typed in full-width letters, so that it is told from our words."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from risks.access.models import Person
from risks.alerts.models import Notification
from risks.cases.models import EnteredRule
from risks.engine.time.dependent_deadlines import all_plans
from risks.engine.time.listing.duties import listing_duties
from risks.engine.time.rule_book import all_rules, company_rules
from risks.engine.wording import found, known_templates
from risks.register.models import Assumptions, Driver, Fact

WIDE = {code: code + 0xFEE0 for code in (*range(65, 91), *range(97, 123))}
TYPED = {
    "author", "authority", "caption", "cause", "citation", "contact",
    "correction_reason", "counterparty", "decision_reason", "description", "document",
    "evidence", "extra",
    "first_name", "insurer", "invoice", "jurisdiction", "judge", "last_name", "name",
    "nature", "nature_of_suit", "note", "outcome", "policy", "quote", "rationale",
    "reason", "recipients", "reference", "release_reason", "reversal_reason", "role",
    "roles", "segment", "source",
    "source_detail", "stage",
    "subject", "terms", "text", "title", "username", "value", "why",
    "withdrawal_reason", "words",
}  # fmt: skip
# Of the same names, and written by the product itself.
COMPOSED = {
    ("Alarm", "text"), ("Deadline", "reason"), ("Heartbeat", "name"),
}  # fmt: skip
# Written by a person or by the product, which is told by its templates.
MIXED = {"DeadlineChange": ("reason",), "Proposal": ("why",)}
# Sentences of the product that quote what people typed.
QUOTING = {
    "Snapshot": ("change",),
    "Deadline": (
        "close_reason", "earlier_due", "flag", "reason", "steps",
    ),
    "DeadlineChange": ("reason",),
    "Proposal": ("why",),
}  # fmt: skip
# Not words: shown as they are in every language.
CODES = {
    "code", "court_id", "docket_number", "input_hash", "loss_hash", "origin",
    "public_id", "rule_id",
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
    drivers = set(Driver.objects.values_list("name", flat=True))
    quoted: set[str] = set()
    # Elsewhere a condition is that of a rule of the rule book.
    EnteredRule.objects.update(condition=wide("Any motion."))
    for model in _models():
        names = {f.name for f in model._meta.concrete_fields if not f.choices}
        typed = {
            name for name in names & TYPED if (model.__name__, name) not in COMPOSED
        }
        kept = names & CODES
        for row in model._default_manager.all():
            codes |= {str(getattr(row, name)) for name in kept}
            values = {name: getattr(row, name) for name in typed}
            if isinstance(row, Fact) and row.is_flow:
                # Amounts name it, as they name a driver.
                codes.add(values.pop("segment"))
            for name in MIXED.get(model.__name__, ()):
                if found(values[name], known_templates()):
                    del values[name]
            new = {k: wide(v) for k, v in values.items() if isinstance(v, str)}
            quoted |= {v.rstrip(" .") for v in values.values() if isinstance(v, str)}
            if isinstance(row, Person):
                quoted.add(str(row))
            if new:
                model._default_manager.filter(pk=row.pk).update(**new)
    for row in Notification.objects.all():
        about = {**row.about}
        if "title" in about:
            about["title"] = wide(about["title"])
            Notification.objects.filter(pk=row.pk).update(about=about)
    _mark_quotes({text for text in quoted if len(text) > 5})
    names = {*_names_in_assumptions(), *drivers}
    codes |= names | {name[:1].upper() + name[1:] for name in names}
    return frozenset(code for code in codes if len(code) > 2)


def _mark_quotes(quoted: set[str]) -> None:
    longest_first = sorted(quoted, key=len, reverse=True)
    for model, fields in QUOTING.items():
        for row in apps.get_model("risks", model)._default_manager.all():
            marked = {
                name: _marked(getattr(row, name), longest_first) for name in fields
            }
            type(row)._default_manager.filter(pk=row.pk).update(**marked)


def _marked(value: Any, quoted: list[str]) -> Any:
    if isinstance(value, list):
        return [_marked(each, quoted) for each in value]
    if isinstance(value, dict):
        return {name: _marked(each, quoted) for name, each in value.items()}
    for words in quoted:
        value = value.replace(words, wide(words))
    return value


def _names_in_assumptions() -> Iterator[str]:
    """The stages and claims of a suit, as counsel named them."""
    for row in Assumptions.objects.all():
        for value in row.parameters.values():
            for item in value if isinstance(value, list) else ():
                if isinstance(item, dict) and "name" in item:
                    yield item["name"].replace("_", " ")


def words_of_rules() -> frozenset[str]:
    """The text of the rule packs, which is quoted in its own language."""
    said: set[str] = set()
    for rule in (*all_rules(), *company_rules()):
        said |= {
            rule.id,
            rule.title,
            rule.condition,
            rule.citation,
            *rule.flags,
        }
    for duty in listing_duties():
        said |= {duty.title, duty.citation, duty.when, duty.condition}
    for plan in all_plans():
        said.add(plan.because)
    return frozenset(said - {""})
