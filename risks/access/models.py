"""Models of people, roles, restricted matters and the record of disclosures."""

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
    """The names of the groups of people; `queries.PERMISSIONS` lists their rights."""

    VIEWER = "viewer", _("Viewer")
    CONTRIBUTOR = "contributor", _("Contributor")
    RISK_OWNER = "risk_owner", _("Risk owner")
    IN_HOUSE_LAWYER = "in_house_lawyer", _("In-house lawyer")
    COMPLIANCE_ADMINISTRATOR = "compliance_administrator", _("Compliance administrator")
    FINANCE_CONTROLLER = "finance_controller", _("Finance controller")
    AUDITOR = "auditor", _("Auditor")
    EXTERNAL_LAWYER = "external_lawyer", _("External lawyer")


def known_time_zone(name: str) -> None:
    """Raise ValidationError unless this is the name of a time zone."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Enter one such as Asia/Hong_Kong."),
            params={"name": name},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one person may see, as values; equal scopes see equal sums.

    `restricted_matters` are those whose access list has the person. `open_matters` says
    whether unrestricted rows are visible too, which they are not for external lawyers.
    `privileged` says whether privileged work product is visible.
    """

    restricted_matters: tuple[int, ...]
    open_matters: bool
    privileged: bool

    @property
    def key(self) -> str:
        """Return a hash by which stored sums refer to this scope."""
        text = json.dumps([self.restricted_matters, self.open_matters, self.privileged])
        return hashlib.sha256(text.encode()).hexdigest()

    def admits(self, restricted_matter: int | None) -> bool:
        """Say whether rows of this restricted matter are visible; None: no matter."""
        if restricted_matter is None:
            return self.open_matters
        return restricted_matter in self.restricted_matters

    @classmethod
    def of(cls, person: "Person | AnonymousUser") -> "Scope":
        """Return the scope of one person; an anonymous or inactive one sees nothing."""
        nothing = cls(restricted_matters=(), open_matters=False, privileged=False)
        if not isinstance(person, Person):
            return nothing
        return cls.of_each([person]).get(person.pk, nothing)

    @classmethod
    def of_each(cls, people: "Iterable[Person]") -> "dict[int, Scope]":
        """Return the scopes of active people by primary key, in five queries."""
        keys = {person.pk for person in people if person.is_active}
        if not keys:
            return {}
        roles: dict[int, dict[int, str]] = {key: {} for key in keys}
        held = Person.groups.through._default_manager.filter(person__in=keys)
        for key, group, name in held.values_list("person", "group", "group__name"):
            roles[key][group] = name
        members = _named(
            RestrictedMatter.members, RestrictedMatter.member_groups, roles
        )
        denied = _named(RestrictedMatter.denied, RestrictedMatter.denied_groups, roles)
        return {
            key: cls._with(members[key] - denied[key], held)
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
    """Return, for each person, the restricted matters that list them or their groups.

    The lists are read one by one: a joined query took twice as long, for every mail.
    """
    every = {group for held in roles.values() for group in held}
    listed = groups.through._default_manager.filter(group__in=every)
    by_group = defaultdict(set)
    for group, matter in listed.values_list("group", "restrictedmatter"):
        by_group[group].add(matter)
    found = {
        key: {matter for group in held for matter in by_group[group]}
        for key, held in roles.items()
    }
    listed = people.through._default_manager.filter(person__in=found)
    for key, matter in listed.values_list("person", "restrictedmatter"):
        found[key].add(matter)
    return found


RowT_co = TypeVar("RowT_co", bound=models.Model, covariant=True)


class VisibleQuerySet(models.QuerySet[RowT_co]):
    """Rows filtered by who may see them; every read for a person starts here.

    A model names the path to its restricted matter in `restricted_matter_path` (None:
    it has none) and, in `privileged_path`, the field that marks privileged work
    product. A sum over what one scope sees has that scope's key in `scope_path`
    instead.
    """

    def visible_to(self, person: "Person | AnonymousUser") -> Self:
        """Return the rows that this person may see."""
        return self.within(Scope.of(person))

    def within(self, scope: Scope) -> Self:
        """Return the rows that this scope may see."""
        scope_path = getattr(self.model, "scope_path", None)
        if scope_path:
            return self.filter(**{scope_path: scope.key})
        restricted_matter_path = getattr(self.model, "restricted_matter_path", None)
        privileged_path = getattr(self.model, "privileged_path", None)
        seen = Q(pk__in=[]) if not scope.open_matters else Q()
        if restricted_matter_path:
            listed = Q(**{f"{restricted_matter_path}__in": scope.restricted_matters})
            unrestricted = Q(**{f"{restricted_matter_path}__isnull": True})
            seen = listed | unrestricted if scope.open_matters else listed
        rows = self.filter(seen)
        if privileged_path and not scope.privileged:
            rows = rows.exclude(**{privileged_path: True})
        return rows


# Django makes the base class in a call, which mypy refuses to follow (misc).
class PersonManager(
    UserManager["Person"].from_queryset(VisibleQuerySet["Person"])  # type: ignore[misc]
):
    """Django's manager of users, with the filters of `VisibleQuerySet`."""


class Person(AbstractUser):
    """A user, with time zone, language, supervisor and quiet hours."""

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
    # In the person's local time; 22:00 to 07:00 spans midnight.
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
        """Return the present day in this person's time zone."""
        return today(self.zone, now)


class RestrictedMatter(models.Model):
    """A matter that only its access list may see; exclusion overrides membership."""

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

    # Its own row is restricted too, because the name may reveal the matter.
    restricted_matter_path: ClassVar[str | None] = "pk"
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("restricted matter")
        verbose_name_plural = _("restricted matters")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Disclosure(models.Model):
    """A record that a mail, report, export or calendar feed left the system."""

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
        # The index by person and time serves this column too.
        db_index=False,
        on_delete=models.PROTECT,
        related_name="disclosures",
    )
    address = models.CharField(_("address"), max_length=254, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    # References of what it showed, such as ["deadline D-7KQ3"], for a claw-back.
    objects_shown = models.JSONField(_("objects shown"), default=list)

    class Meta:
        verbose_name = _("disclosure")
        verbose_name_plural = _("disclosures")
        ordering = ("-at", "-pk")
        indexes: ClassVar = [models.Index(fields=["person", "at"])]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} to {self.address} at {self.at:%F %T}Z"


def public_id() -> str:
    """Return a random identifier for addresses, which reveals no count."""
    return uuid4().hex[:12]
