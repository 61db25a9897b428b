from functools import partial
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from risks.engine.time.packs import PacksRefused, read_packs
from risks.engine.time.rule_book import add_packs, all_rules


class RisksConfig(AppConfig):
    name = "risks"
    verbose_name = "Watchbrief"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Only say where the packs are: no check could report what is raised here."""
        register(check_rule_packs)
        register(check_bounce_address)
        if settings.RULE_PACKS:
            # Models are there only once every app is loaded.
            from risks.cases.models import Event  # noqa: PLC0415

            folder, kinds = Path(settings.RULE_PACKS), frozenset(Event.Kind.values)
            add_packs(partial(read_packs, folder, triggers=kinds))


def check_rule_packs(**_options: object) -> list[CheckMessage]:
    """What was read at the start stays: a file that breaks later changes nothing."""
    try:
        all_rules()
    except PacksRefused as refused:
        lines = (f"RULE_PACKS: {line}" for line in refused.problems)
        return [Error(line, id="risks.E001") for line in lines]
    return []


def check_bounce_address(**_options: object) -> list[CheckMessage]:
    # Mails know models, which are there only once every app is loaded.
    from risks.alerts.emails.return_path import address_problem  # noqa: PLC0415

    problem = address_problem(settings.BOUNCE_ADDRESS)
    return [Error(problem, id="risks.E002")] if problem else []
