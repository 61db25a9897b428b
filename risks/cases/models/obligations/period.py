"""The model of one period of an obligation, with the evidence that closed it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import VisibleQuerySet
from risks.cases.models.deadline import Deadline
from risks.cases.models.obligations.obligation import LIVE, ComplianceObligation
from risks.engine.time.renewals import Term
from risks.register.models.acts import not_recorded, person_of, recorded, time_of

_NOTHING = Q(outcome="", done_on=None, note="", reference="", document="")
_SOMETHING = ~Q(outcome="") & Q(done_on__isnull=False)


class ObligationPeriod(models.Model):
    """One period: its deadline, and what was recorded to close it.

    A record that was a mistake stays as a reversed row; the period is then opened anew.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        WAITING = "waiting", _("Waiting for a second person")
        CLOSED = "closed", _("Closed")
        REVERSED = "reversed", _("Reversed")

    class Outcome(models.TextChoices):
        RENEWED = "renewed", _("Renewed or filed")
        LAPSED = "lapsed", _("Lapsed")
        ENDED = "ended", _("Ended, does not renew")

    obligation = models.ForeignKey(
        ComplianceObligation,
        verbose_name=_("obligation"),
        on_delete=models.PROTECT,
        related_name="periods",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    ends_on = models.DateField(_("end of the period"))
    # The day of the month from which later ends are counted.
    anchor_day = models.PositiveSmallIntegerField(_("day of the month"))
    deadline = models.OneToOneField(
        Deadline,
        verbose_name=_("deadline"),
        on_delete=models.PROTECT,
        related_name="obligation_period",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN
    )
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, blank=True
    )
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("what was done, or why not"), blank=True)
    reference = models.CharField(
        _("reference of the evidence"), max_length=120, blank=True
    )
    document = models.CharField(
        _("document: a link, or where it is kept"), max_length=500, blank=True
    )
    # What the authority granted, or the interval gives; empty: it does not renew.
    next_ends_on = models.DateField(_("end of the next period"), null=True, blank=True)
    recorded_by = person_of(_("recorded by"))
    recorded_at = time_of(_("recorded at"))
    reversed_by = person_of(_("reversed by"))
    reversed_at = time_of(_("reversed at"))
    reversal_reason = models.TextField(_("why it was reversed"), blank=True)
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = None
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of an obligation")
        verbose_name_plural = _("periods of obligations")
        ordering = ("obligation", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="obligation_period_is_numbered_within_its_obligation",
                fields=["obligation", "number"],
            ),
            models.UniqueConstraint(
                name="obligation_has_one_period_that_is_not_closed",
                fields=["obligation"],
                condition=Q(state__in=LIVE),
            ),
            models.CheckConstraint(
                name="obligation_period_has_a_day_of_the_month",
                condition=Q(anchor_day__range=(1, 31)),
            ),
            models.CheckConstraint(
                name="obligation_period_closed_has_a_record",
                condition=(Q(state="open") & _NOTHING & not_recorded("recorded"))
                | Q(state="reversed")
                | (
                    Q(state__in=("waiting", "closed"))
                    & _SOMETHING
                    & recorded("recorded", reason="note")
                ),
            ),
            models.CheckConstraint(
                name="obligation_period_renewed_has_evidence",
                condition=~Q(outcome="renewed") | ~Q(reference="") | ~Q(document=""),
            ),
            models.CheckConstraint(
                name="obligation_period_is_followed_by_a_later_one",
                condition=Q(next_ends_on__isnull=True)
                | Q(next_ends_on__gt=F("ends_on"), outcome="renewed"),
            ),
            models.CheckConstraint(
                name="obligation_period_reversed_has_a_person_and_a_reason",
                condition=(~Q(state="reversed") & not_recorded("reversed"))
                | (
                    Q(state="reversed") & recorded("reversed", reason="reversal_reason")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation}: {self.ends_on}"

    @property
    def is_live(self) -> bool:
        """Say whether it is not closed."""
        return self.state in LIVE

    @property
    def term(self) -> Term:
        """Return its dates, and how the next ones follow."""
        return Term(
            ends_on=self.ends_on,
            anchor_day=self.anchor_day,
            lead_days=self.obligation.lead_days,
            interval_months=self.obligation.interval_months,
        )
