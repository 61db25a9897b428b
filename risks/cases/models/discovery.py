"""Models of discovery, cross-border reviews, privilege and notices to insurers."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.deadline import Deadline
from risks.cases.models.docket import DocketEntry
from risks.cases.models.fact import refuse_other_case
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.engine.time.deadlines import Service

# How a paper is served, which decides how the engine counts days.
SERVICE_NAMES = {
    Service.CLERK: _("Left with the clerk"),
    Service.CONSENT: _("Other means, by written consent"),
    Service.ELECTRONIC: _("Electronic"),
    Service.MAIL: _("Mail"),
    Service.PERSONAL: _("Personal"),
}


class DiscoveryRequest(Kept):
    """A discovery request by one side to the other, with its answer's deadline."""

    class Kind(models.TextChoices):
        INTERROGATORIES = "interrogatories", _("Interrogatories")
        PRODUCTION = "production", _("Request for production")
        ADMISSION = "admission", _("Request for admission")
        SUBPOENA = "subpoena", _("Subpoena")

    class Direction(models.TextChoices):
        OURS = "ours", _("Served by us")
        THEIRS = "theirs", _("Served on us")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="discovery_requests",
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    direction = models.CharField(
        _("direction"), max_length=6, choices=Direction.choices
    )
    title = models.CharField(_("title"), max_length=200)
    served_on = models.DateField(_("served on"))
    service = models.CharField(
        _("served by"),
        max_length=10,
        choices=[(each.value, SERVICE_NAMES[each]) for each in Service],
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    deadline = models.OneToOneField(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.PROTECT,
        related_name="discovery_request",
        editable=False,
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("discovery request")
        verbose_name_plural = _("discovery requests")
        ordering = ("case", "served_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                name="discovery_request_is_answered_after_it_is_served",
                condition=Q(answered_on__isnull=True)
                | Q(answered_on__gte=F("served_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CrossBorderReview(Kept):
    """A PRC law that our answer to a US request must satisfy before it leaves.

    It belongs to the deadline of the answer, whether the request is among the case
    records or on the docket.
    """

    class Rule(models.TextChoices):
        CPL_294 = "cpl_294", _("Civil Procedure Law 294")
        DSL_36 = "dsl_36", _("Data Security Law 36")
        # Articles 38 to 40 of every transfer abroad, 41 of one to a foreign court.
        PIPL_41 = "pipl_41", _("Personal Information Protection Law 38 to 41")
        SECRETS = "secrets", _("State Secrets Law")
        # In force from 1 May 2025, for disputes on intellectual property alone.
        ORDER_801 = "ord_801", _("State Council Order 801, foreign-related IP disputes")
        # Of companies that issue or list abroad: working papers stay in the mainland.
        ARCHIVES = "arch_44", _("Archives rules for listings abroad [2023] 44")

    class State(models.TextChoices):
        NEEDED = "needed", _("Needed")
        ASKED = "asked", _("Asked")
        CLEARED = "cleared", _("Cleared")
        NOT_NEEDED = "not_needed", _("Not needed")

    deadline = models.ForeignKey(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.CASCADE,
        related_name="cross_border_reviews",
    )
    rule = models.CharField(_("rule"), max_length=7, choices=Rule.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.NEEDED
    )
    authority = models.CharField(
        _("authority"),
        max_length=200,
        blank=True,
        help_text=_(
            "The authority that cleared it, or said that no clearance is needed."
        ),
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "deadline__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("cross-border data review")
        verbose_name_plural = _("cross-border data reviews")
        ordering = ("deadline", "rule")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="cross_border_review_is_one_for_each_deadline_and_rule",
                fields=["deadline", "rule"],
            ),
            models.CheckConstraint(
                name="cross_border_review_opens_by_an_authority_on_a_day",
                condition=~Q(state__in=["cleared", "not_needed"])
                | (~Q(authority="") & Q(decided_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.get_state_display().lower()}"

    def clean(self) -> None:
        opens = {self.State.CLEARED.value, self.State.NOT_NEEDED.value}
        if self.state in opens and not (self.authority and self.decided_on):
            raise ValidationError(
                _("Enter the authority and the date of its decision.")
            )


class PrivilegeLogEntry(Kept):
    """A document withheld from discovery and the privilege claimed for it."""

    class Basis(models.TextChoices):
        ATTORNEY_CLIENT = "attorney_client", _("Attorney and client")
        WORK_PRODUCT = "work_product", _("Work product")
        OTHER = "other", _("Other")

    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="privilege_log",
    )
    document = models.CharField(
        _("document"), max_length=300, help_text=_("Bates number or title.")
    )
    dated = models.DateField(_("date of the document"))
    author = models.CharField(_("author"), max_length=200)
    recipients = models.TextField(_("recipients"), blank=True)
    basis = models.CharField(_("basis"), max_length=15, choices=Basis.choices)
    description = models.TextField(
        _("description"),
        help_text=_(
            "Enough to assess the claim without revealing it: Rule 26(b)(5)(A)."
        ),
    )
    privileged = models.BooleanField(
        _("privileged"), default=True, help_text=_("Only lawyers see it.")
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("privilege log entry")
        verbose_name_plural = _("privilege log entries")
        ordering = ("case", "dated", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="privilege_log_entry_is_one_for_each_case_and_document",
                fields=["case", "document"],
            ),
        ]

    def __str__(self) -> str:
        return self.document


class ProtectiveOrder(Kept):
    """An order that protects documents disclosed in a case."""

    class Kind(models.TextChoices):
        PROTECTIVE = "protective", _("Protective order, Rule 26(c)")
        CLAWBACK = "502d", _("No waiver by disclosure, FRE 502(d)")

    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="protective_orders",
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    entered_on = models.DateField(_("entered on"))
    entry = models.ForeignKey(
        DocketEntry,
        verbose_name=_("entry"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="protective_orders",
    )
    terms = models.TextField(_("terms"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("protective order")
        verbose_name_plural = _("protective orders")
        ordering = ("case", "entered_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.entered_on}"

    def clean(self) -> None:
        refuse_other_case(self.case_id, self.entry)


class InsurerNotice(Kept):
    """A notice of claim that a policy requires by a day, or cover may be lost."""

    case = models.ForeignKey(
        Case,
        verbose_name=_("case"),
        on_delete=models.CASCADE,
        related_name="insurer_notices",
    )
    insurer = models.CharField(_("insurer"), max_length=200)
    policy = models.CharField(_("policy"), max_length=120)
    notice_due_on = models.DateField(_("notice due on"))
    given_on = models.DateField(_("notice given on"), null=True, blank=True)
    deadline = models.OneToOneField(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.PROTECT,
        related_name="insurer_notice",
        editable=False,
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("insurer notice")
        verbose_name_plural = _("insurer notices")
        ordering = ("case", "notice_due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="insurer_notice_is_one_for_each_case_and_policy",
                fields=["case", "insurer", "policy"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insurer}, {self.policy}"
