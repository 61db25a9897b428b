"""Who asked whom for evidence, what may leave China, and what is kept back."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.deadline import Deadline
from risks.cases.models.docket import DocketEntry
from risks.cases.models.fact import refuse_other_case
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.engine.time.deadlines import Service


class DiscoveryRequest(Kept):
    """One request served by one side on the other; its answer is a deadline."""

    class Kind(models.TextChoices):
        INTERROGATORIES = "interrogatories", "Interrogatories"
        PRODUCTION = "production", "Request for production"
        ADMISSION = "admission", "Request for admission"
        SUBPOENA = "subpoena", "Subpoena"

    class Direction(models.TextChoices):
        OURS = "ours", "We ask"
        THEIRS = "theirs", "We are asked"

    public_id = models.CharField(
        max_length=12, unique=True, default=public_id, editable=False
    )
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="discovery_requests"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices)
    direction = models.CharField(max_length=6, choices=Direction.choices)
    title = models.CharField(max_length=200)
    served_on = models.DateField()
    service = models.CharField(
        "served by",
        max_length=10,
        choices=[(each.value, each.value.capitalize()) for each in Service],
    )
    answered_on = models.DateField(null=True, blank=True)
    deadline = models.OneToOneField(
        Deadline,
        on_delete=models.PROTECT,
        related_name="discovery_request",
        editable=False,
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
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
    """A rule of the PRC that our answer to a US request must pass before it leaves.

    It stands before the deadline of the answer, whether the request is in the register
    or on the docket.
    """

    class Rule(models.TextChoices):
        CPL_294 = "cpl_294", "Civil Procedure Law 294"
        DSL_36 = "dsl_36", "Data Security Law 36"
        PIPL_41 = "pipl_41", "Personal Information Protection Law 41"

    class State(models.TextChoices):
        NEEDED = "needed", "Needed"
        ASKED = "asked", "Asked"
        CLEARED = "cleared", "Cleared"
        NOT_NEEDED = "not_needed", "Not needed"

    deadline = models.ForeignKey(
        Deadline, on_delete=models.CASCADE, related_name="cross_border_reviews"
    )
    rule = models.CharField(max_length=7, choices=Rule.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEEDED)
    authority = models.CharField(
        max_length=200, blank=True, help_text="Who clears it, or said that it need not."
    )
    asked_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "deadline__case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
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
            raise ValidationError("state: name the authority and the day it decided.")


class PrivilegeLogEntry(Kept):
    """A document kept back from discovery, and why it may be."""

    class Basis(models.TextChoices):
        ATTORNEY_CLIENT = "attorney_client", "Attorney and client"
        WORK_PRODUCT = "work_product", "Work product"
        OTHER = "other", "Other"

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="privilege_log"
    )
    document = models.CharField(max_length=300, help_text="Its Bates number or title.")
    dated = models.DateField()
    author = models.CharField(max_length=200)
    recipients = models.TextField(blank=True)
    basis = models.CharField(max_length=15, choices=Basis.choices)
    description = models.TextField(
        help_text="Enough to assess the claim without revealing it: Rule 26(b)(5)(A)."
    )
    privileged = models.BooleanField(default=True, help_text="Only counsel sees it.")
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    privileged_path: ClassVar[str | None] = "privileged"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "privilege log entries"
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
    class Kind(models.TextChoices):
        PROTECTIVE = "protective", "Protective order, Rule 26(c)"
        CLAWBACK = "502d", "No waiver by disclosure, FRE 502(d)"

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="protective_orders"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    entered_on = models.DateField()
    entry = models.ForeignKey(
        DocketEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="protective_orders",
    )
    terms = models.TextField(blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "entered_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.entered_on}"

    def clean(self) -> None:
        refuse_other_case(self.case_id, self.entry)


class InsurerNotice(Kept):
    """Notice of a claim that a policy asks for by a day; late notice may lose cover."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="insurer_notices"
    )
    insurer = models.CharField(max_length=200)
    policy = models.CharField(max_length=120)
    notice_due_on = models.DateField()
    given_on = models.DateField(null=True, blank=True)
    deadline = models.OneToOneField(
        Deadline,
        on_delete=models.PROTECT,
        related_name="insurer_notice",
        editable=False,
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ("case", "notice_due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="insurer_notice_is_one_for_each_case_and_policy",
                fields=["case", "insurer", "policy"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.insurer}, {self.policy}"
