"""The model of a rule that a person entered: a judge's, or a court's local rule."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet, public_id
from risks.cases.models.docket import Event
from risks.engine.time.courts import UnknownCourt, court
from risks.engine.time.entered_rules import Entry
from risks.register.models.acts import Decided, recorded


class EnteredRule(Decided):
    """One text of a rule; it counts nothing until a second reader confirms it.

    A correction is another row of the same `rule_id` with the next number. The texts
    before it end the day before it begins, and stay with what they counted.
    """

    class Actor(models.TextChoices):
        DEFENDANT = "defendant", _("Defendant")
        PLAINTIFF = "plaintiff", _("Plaintiff")
        MOVANT = "movant", _("Party that filed the motion")
        OPPOSING = "opposing", _("Party that opposes the motion")
        ANY_PARTY = "any_party", _("Any party")
        COURT = "court", _("The court")

    class Direction(models.TextChoices):
        AFTER = "after", _("after the event")
        BEFORE = "before", _("before the event")

    class Counting(models.TextChoices):
        PLAIN = "plain", _("A last day on which the court is closed moves")
        FROM_SERVICE = (
            "from_service",
            _("From service: service by mail adds three days"),
        )
        UNMOVED = "unmoved", _("It may end on a day on which the court is closed")
        FEDERAL = "federal", _("By Federal Rule 6, in a state court too")

    class Grade(models.TextChoices):
        OFFICIAL = "official text", _("The court's own publication")
        REPUBLISHED = "republished copy", _("A copy that somebody else publishes")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second reader")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Refused")
        # A correction from its own first day on has taken its place.
        REPLACED = "replaced", _("Replaced by a correction")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    # What deadlines keep; every correction of the rule has it too.
    rule_id = models.CharField(_("rule"), max_length=60)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    # An id in risks/engine/rules/courts.toml.
    court_id = models.CharField(_("court"), max_length=20)
    # Empty: a local rule, for every judge.
    judge = models.CharField(_("judge"), max_length=200, blank=True)
    replaces = models.CharField(_("replaces"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=200)
    citation = models.CharField(_("citation"), max_length=120)
    trigger = models.CharField(
        _("event that starts it"), max_length=30, choices=Event.Kind.choices
    )
    actor = models.CharField(_("whose act"), max_length=10, choices=Actor.choices)
    # As a pack writes it: "14 days".
    period = models.CharField(_("period"), max_length=40)
    direction = models.CharField(
        _("before or after"), max_length=6, choices=Direction.choices
    )
    counting = models.CharField(
        _("how it is counted"), max_length=12, choices=Counting.choices
    )
    condition = models.CharField(_("condition"), max_length=2000)
    is_critical = models.BooleanField(_("critical"), default=True)
    effective_from = models.DateField(_("effective from"))
    effective_to = models.DateField(_("effective to"), null=True, blank=True)
    quote = models.CharField(_("sentence of the rule"), max_length=2000)
    read_on = models.DateField(_("read on"))
    grade = models.CharField(_("evidence"), max_length=16, choices=Grade.choices)
    source = models.CharField(_("where it stands"), max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("entered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("entered at"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    history = HistoricalRecords()

    # It is about a court, and about no matter.
    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet["EnteredRule"].as_manager()

    class Meta:
        verbose_name = _("entered rule")
        verbose_name_plural = _("entered rules")
        ordering = ("court_id", "judge", "rule_id", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="entered_rule_has_each_version_once", fields=["rule_id", "number"]
            ),
            models.UniqueConstraint(
                name="entered_rule_waits_once_for_a_second_reader",
                fields=["rule_id"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(
                name="entered_rule_decided_has_a_person_and_a_reason",
                condition=Q(state="proposed", decided_by__isnull=True)
                | (
                    ~Q(state="proposed") & recorded("decided", reason="decision_reason")
                ),
            ),
            models.CheckConstraint(
                name="entered_rule_is_confirmed_by_a_second_reader",
                condition=Q(state__in=("proposed", "refused"))
                | ~Q(entered_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="entered_rule_has_a_citation_and_a_sentence",
                condition=~Q(citation="") & ~Q(quote="") & ~Q(source=""),
            ),
            models.CheckConstraint(
                name="entered_rule_ends_after_it_begins",
                condition=Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citation}: {self.title}"

    @property
    def court(self) -> str:
        """Return the court as the Bluebook cites it, or its id if it is unknown."""
        try:
            return court(self.court_id).short
        except UnknownCourt:
            return self.court_id

    @property
    def entry(self) -> Entry:
        """Return what the engine reads; it need not be a valid rule."""
        return Entry(
            id=self.rule_id,
            number=self.number,
            court_id=self.court_id,
            judge=self.judge,
            replaces=self.replaces,
            title=self.title,
            citation=self.citation,
            trigger=self.trigger,
            actor=self.actor,
            period=self.period,
            direction=self.direction,
            counting=self.counting,
            condition=self.condition,
            critical=self.is_critical,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            grade=self.grade,
            quote=self.quote,
            checked=self.read_on,
            source=self.source,
        )
