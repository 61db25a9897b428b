"""People, roles and walls; the ledger of what left the house."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractUser, AnonymousUser, Group, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.clock import known_zone, today


class Role(models.TextChoices):
    """The names of the groups; what each may do is `queries.PERMISSIONS`."""

    VIEWER = "viewer", _("Viewer")
    CONTRIBUTOR = "contributor", _("Contributor")
    RISK_OWNER = "risk_owner", _("Risk owner")
    IN_HOUSE_LAWYER = "in_house_lawyer", _("In-house lawyer")
    COMPLIANCE_ADMINISTRATOR = "compliance_administrator", _("Compliance administrator")
    FINANCE_CONTROLLER = "finance_controller", _("Finance controller")
    AUDITOR = "auditor", _("Auditor")
    EXTERNAL_LAWYER = "external_lawyer", _("External lawyer")


def known_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Enter one such as Asia/Hong_Kong."),
            params={"name": name},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one person may see, as values: equal scopes see equal sums.

    `compartments` are the walls the person is inside of; `open_matters` whether what
    has no wall is seen too (not by outside counsel); `privileged` whether counsel's
    assessments are.
    """

    restricted_matters: tuple[int, ...]
    open_matters: bool
    privileged: bool

    @property
    def key(self) -> str:
        text = json.dumps([self.restricted_matters, self.open_matters, self.privileged])
        return hashlib.sha256(text.encode()).hexdigest()

    def admits(self, restricted_matter: int | None) -> bool:
        """What stands behind this wall; None: behind none."""
        if restricted_matter is None:
            return self.open_matters
        return restricted_matter in self.restricted_matters

    @classmethod
    def of(cls, person: "Person | AnonymousUser") -> "Scope":
        nothing = cls(restricted_matters=(), open_matters=False, privileged=False)
        if not isinstance(person, Person):
            return nothing
        return cls.of_each([person]).get(person.pk, nothing)

    @classmethod
    def of_each(cls, people: "Iterable[Person]") -> "dict[int, Scope]":
        """By their keys, those of the active ones: five queries for one or for all."""
        keys = {person.pk for person in people if person.is_active}
        if not keys:
            return {}
        roles: dict[int, dict[int, str]] = {key: {} for key in keys}
        held = Person.groups.through._default_manager.filter(person__in=keys)
        for key, group, name in held.values_list("person", "group", "group__name"):
            roles[key][group] = name
        let_in = _named(RestrictedMatter.members, RestrictedMatter.member_groups, roles)
        denied = _named(RestrictedMatter.denied, RestrictedMatter.denied_groups, roles)
        return {
            key: cls._with(let_in[key] - denied[key], held)
            for key, held in roles.items()
        }

    @classmethod
    def _with(cls, restricted_matters: set[int], roles: Mapping[int, str]) -> "Scope":
        names = set(roles.values())
        return cls(
            restricted_matters=tuple(sorted(restricted_matters)),
            open_matters=bool(names - {Role.EXTERNAL_LAWYER.value}),
            privileged=Role.IN_HOUSE_LAWYER.value in names,
        )


def _named(
    people: Any, groups: Any, roles: Mapping[int, Iterable[int]]
) -> dict[int, set[int]]:
    """By person, the walls that name them on one side, themselves or by a group.

    Each list as it is: joined, the four took twice as long, and that for each mail.
    """
    every = {group for held in roles.values() for group in held}
    listed = groups.through._default_manager.filter(group__in=every)
    by_group = defaultdict(set)
    for group, wall in listed.values_list("group", "restrictedmatter"):
        by_group[group].add(wall)
    found = {
        key: {wall for group in held for wall in by_group[group]}
        for key, held in roles.items()
    }
    listed = people.through._default_manager.filter(person__in=found)
    for key, wall in listed.values_list("person", "restrictedmatter"):
        found[key].add(wall)
    return found


RowT_co = TypeVar("RowT_co", bound=models.Model, covariant=True)


class VisibleQuerySet(models.QuerySet[RowT_co]):
    """The one door: every row that a person sees comes through `visible_to`.

    A model says where its wall stands in `restricted_matter_path` (None: it has
    none) and, in `privileged_path`, which boolean marks privileged work product. A sum
    over what one scope sees carries that scope's key instead, in `scope_path`.
    """

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        return self.within(Scope.of(person))

    def within(self, scope: Scope) -> Self:
        scope_path = getattr(self.model, "scope_path", None)
        if scope_path:
            return self.filter(**{scope_path: scope.key})
        restricted_matter_path = getattr(self.model, "restricted_matter_path", None)
        privileged_path = getattr(self.model, "privileged_path", None)
        seen = Q(pk__in=[]) if not scope.open_matters else Q()
        if restricted_matter_path:
            inside = Q(**{f"{restricted_matter_path}__in": scope.restricted_matters})
            no_wall = Q(**{f"{restricted_matter_path}__isnull": True})
            seen = inside | no_wall if scope.open_matters else inside
        rows = self.filter(seen)
        if privileged_path and not scope.privileged:
            rows = rows.exclude(**{privileged_path: True})
        return rows


# mypy knows no base class that a call makes.
class PersonManager(
    UserManager["Person"].from_queryset(VisibleQuerySet["Person"])  # type: ignore[misc]
):
    """Django's maker of users, with the one door."""


class Person(AbstractUser):
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="Asia/Hong_Kong",
        validators=[known_time_zone],
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        default="en",
        choices=[("en", "English"), ("zh-hant", "繁體中文")],
    )
    supervisor = models.ForeignKey(
        "self",
        verbose_name=_("supervisor"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    # On the person's own clock; from 22:00 until 07:00 goes over midnight.
    quiet_from = models.TimeField(
        _("quiet from"),
        null=True,
        blank=True,
        help_text=_(
            "Mails wait until quiet hours end. Critical reminders ignore quiet hours."
        ),
    )
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    digest = models.CharField(
        _("digest"),
        max_length=6,
        default="daily",
        choices=[("daily", _("Every morning")), ("weekly", _("Every Monday"))],
    )
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    restricted_matter_path: ClassVar[str | None] = None
    objects: ClassVar = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="person_quiet_hours_have_a_start_and_an_end",
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                violation_error_message=_(
                    "Enter both the start and the end of quiet hours, or neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def zone(self) -> ZoneInfo:
        return known_zone(self.time_zone)

    def today(self, now: datetime) -> date:
        """Return the day on this person's clock."""
        return today(self.zone, now)


class RestrictedMatter(models.Model):
    """A wall: what belongs to it is seen by its members only. Denial wins."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    reason = models.TextField(_("reason"), blank=True)
    members = models.ManyToManyField(
        Person, verbose_name=_("members"), blank=True, related_name="restricted_matters"
    )
    member_groups = models.ManyToManyField(
        Group,
        verbose_name=_("member groups"),
        blank=True,
        related_name="restricted_matters",
    )
    denied = models.ManyToManyField(
        Person,
        verbose_name=_("excluded people"),
        blank=True,
        related_name="denied_from",
    )
    denied_groups = models.ManyToManyField(
        Group, verbose_name=_("excluded groups"), blank=True, related_name="denied_from"
    )
    history = HistoricalRecords(
        m2m_fields=[members, member_groups, denied, denied_groups]
    )

    # A wall's own row is seen from the inside only: its name may name the matter.
    restricted_matter_path: ClassVar[str | None] = "pk"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted matter")
        verbose_name_plural = _("restricted matters")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Disclosure(models.Model):
    """One thing that left: a mail, a report, an export, a calendar fetch."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        REPORT = "report", _("Report")
        FEED = "feed", _("Calendar feed")
        EXPORT = "export", _("Export")

    at = models.DateTimeField(_("time"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        # The index by person and moment does for both.
        db_index=False,
        on_delete=models.PROTECT,
        related_name="disclosures",
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    # Public ids of what it showed, such as ["deadline D-7KQ3"]: enough for a claw-back.
    objects_shown = models.JSONField(_("objects shown"), default=list)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} to {self.address} at {self.at:%F %T}Z"


def public_id() -> str:
    """A name for addresses that says nothing of how many there are."""
    return uuid4().hex[:12]
