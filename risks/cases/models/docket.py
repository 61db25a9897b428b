"""Models of docket entries and of the events that they mean."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from risks.access.models import public_id
from risks.cases.models.case import Case
from risks.cases.models.keeping import Kept, KeptQuerySet
from risks.register.models import Tier
from risks.register.models.acts import (
    not_recorded,
    person_of,
    recorded,
    time_of,
)


class DocketEntry(Kept):
    """One entry of a docket, or a press report, with its source."""

    class Question(models.TextChoices):
        DECISION = "decision", _("may be a decision")
        SERVICE = "service", _("may be service of process")
        SETTING = "setting", _("may set or move a date")
        ERROR = "error", _("entered in error")

    public_id = models.CharField(
        _("public identifier"),
        max_length=12,
        unique=True,
        default=public_id,
        editable=False,
    )
    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="entries"
    )
    filed_date = models.DateField(_("filed date"))
    entered_date = models.DateField(_("entered date"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=20, blank=True)
    pacer_doc_id = models.CharField(
        _("PACER document number"), max_length=40, blank=True
    )
    pacer_seq_no = models.CharField(
        _("PACER sequence number"), max_length=40, blank=True
    )
    text = models.TextField(_("text"))
    # Older, shorter texts that a fuller one replaced, oldest first.
    earlier_texts = models.JSONField(_("earlier texts"), default=list, blank=True)
    # Filing dates that a surer source or the court corrected, and who told them.
    earlier_dates = models.JSONField(
        _("earlier dates"), default=list, blank=True, editable=False
    )
    source = models.CharField(_("source"), max_length=40)
    # Tier and source of each field that is of another source than the text.
    field_sources = models.JSONField(
        _("sources of fields"), default=dict, blank=True, editable=False
    )
    source_detail = models.CharField(_("source detail"), max_length=300, blank=True)
    tier = models.CharField(_("source type"), max_length=12, choices=Tier.choices)
    illustrative = models.BooleanField(_("illustrative"), default=False)
    # Entries of one source on one day keep the source's order.
    position = models.PositiveIntegerField(_("position"), default=0)
    created_at = models.DateTimeField(_("created at"))
    # What the entry looks like, where no such event was read in its text.
    question = models.CharField(
        _("what it looks like"),
        max_length=10,
        choices=Question.choices,
        blank=True,
        editable=False,
    )
    # A person added its event, or found that there is nothing to record.
    answered_by = person_of(_("checked by"))
    answered_at = time_of(_("checked at"))
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("docket entry")
        verbose_name_plural = _("docket entries")
        ordering = ("case", "filed_date", "position", "pk")
        indexes: ClassVar = [
            models.Index(
                name="docket_entry_to_check",
                fields=["case", "filed_date"],
                condition=~Q(question="") & Q(answered_at=None),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="docket_entry_has_a_text", condition=~Q(text="")
            ),
            models.CheckConstraint(
                name="docket_entry_is_checked_by_a_person_at_a_time",
                condition=recorded("answered") | not_recorded("answered"),
            ),
            models.UniqueConstraint(
                name="docket_entry_is_one_for_each_pacer_sequence_number",
                fields=["case", "pacer_seq_no"],
                condition=~Q(pacer_seq_no=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filed_date} #{self.number or '–'} {self.text[:60]}"


class Event(Kept):
    """What a docket entry means: a trigger of the rule book and its evidence."""

    class Kind(models.TextChoices):
        COMPLAINT_FILED = "complaint_filed", _("Complaint filed")
        SERVED = "served", _("Served")
        SERVED_ABROAD = "served_abroad", _("Served abroad")
        WAIVER_SENT = "waiver_sent", _("Waiver request sent")
        WAIVER_SENT_ABROAD = "waiver_sent_abroad", _("Waiver request sent abroad")
        ANSWER_FILED = "answer_filed", _("Answer filed")
        REMOVED = "removed", _("Removed to this court")
        WAIVER_RETURNED = "waiver_returned", _("Waiver of service returned")
        AMENDED_PLEADING = "amended_pleading_served", _("Amended pleading served")
        MOTION_FILED = "motion_filed", _("Motion filed")
        OPPOSITION_FILED = "opposition_filed", _("Opposition filed")
        REPLY_FILED = "reply_filed", _("Reply filed")
        RESPONSE_FILED = "response_filed", _("Response filed")
        STIPULATION_EXTENDING = "stipulation_extending", _("Stipulation extending time")
        HEARING_SET = "hearing_set", _("Hearing set")
        MOTION_GRANTED = "motion_granted", _("Motion granted")
        MOTION_DENIED = "motion_denied", _("Motion denied")
        GRANTED_IN_PART = "motion_granted_in_part", _("Motion granted in part")
        MOTION_WITHDRAWN = "motion_withdrawn", _("Motion withdrawn")
        ORDER_ENTERED = "order_entered", _("Order entered")
        SCHEDULING_ORDER = "scheduling_order", _("Scheduling order entered")
        TIME_EXTENDED = "time_extended", _("Time extended")
        SETTLEMENT = "settlement_reported", _("Settlement reported or approved")
        DISMISSED = "dismissed", _("Case or claims dismissed")
        REMANDED = "remanded", _("Remanded")
        STAYED = "stayed", _("Case or discovery stayed")
        STAY_LIFTED = "stay_lifted", _("Stay lifted")
        TRANSFERRED = "transferred", _("Transferred to another court")
        COURT_SET_DATE = "court_set_date", _("Date set by the court")
        DATE_VACATED = "date_vacated", _("Date vacated")
        PERIOD_SET = "period_set", _("Period set by the court")
        INJUNCTION_ENTERED = "injunction_entered", _("Injunction entered")
        JUDGMENT_ENTERED = "judgment_entered", _("Judgment entered")
        NOTICE_OF_APPEAL = "notice_of_appeal", _("Notice of appeal")
        PRECEDENT = "precedent", _("Precedent")
        LISTED = "listed", _("Shares listed")
        APPEARED = "appeared", _("Appeared")
        COUNTERCLAIM = "counterclaim_served", _("Counterclaim served")
        LAST_PLEADING = "last_pleading_served", _("Last pleading served")
        RESPONSE_DUE = "response_due", _("Response first due")
        MOTION_PLANNED = "motion_planned", _("Motion planned")
        NEW_TRIAL_MOTION = "new_trial_motion_served", _("New-trial motion served")
        SCHEDULING_CONFERENCE = (
            "scheduling_conference_set",
            _("Scheduling conference set"),
        )
        DISCOVERY_CONFERENCE = (
            "discovery_conference_held",
            _("Discovery conference held"),
        )
        INTERROGATORIES = "interrogatories_served", _("Interrogatories served")
        DOCUMENT_REQUEST = "document_request_served", _("Request for documents served")
        ADMISSION_REQUEST = (
            "admission_request_served",
            _("Request for admission served"),
        )
        SUBPOENA = "subpoena_served", _("Subpoena served")
        TRIAL_SET = "trial_set", _("Trial set")
        PRETRIAL_DISCLOSURES = (
            "pretrial_disclosures_made",
            _("Pretrial disclosures made"),
        )
        OFFER_OF_JUDGMENT = "offer_of_judgment_served", _("Offer of judgment served")
        RESTRAINING_ORDER = "restraining_order_entered", _("Restraining order entered")
        MAGISTRATE_RULING = "magistrate_ruling_served", _("Magistrate's ruling served")
        TOLLING_MOTION = "tolling_motion_decided", _("Tolling motion decided")
        ORDER_CERTIFIED = "order_certified", _("Order certified for appeal")
        CLAIM_ACCRUED = "claim_accrued", _("Claim accrued")
        COMPLAINT_RECEIVED = "complaint_received", _("Complaint received")
        DEFINITE_STATEMENT = (
            "definite_statement_served",
            _("More definite statement served"),
        )
        PARTY_JOINED = "party_joined", _("Party joined later")
        JURY_DEMAND = "jury_demand_served", _("Jury demand served")
        DEATH_NOTED = "death_noted", _("Death of a party noted")
        EXPERTS_DISCLOSED = "experts_disclosed", _("Experts disclosed")
        TRANSCRIPT_AVAILABLE = (
            "transcript_available",
            _("Deposition transcript available"),
        )
        DISCOVERY_CLOSED = "discovery_closed", _("Close of discovery")
        STIPULATION_PORTION = (
            "stipulation_portion_received",
            _("Portion of a joint stipulation received"),
        )
        PRETRIAL_CONFERENCE = (
            "pretrial_conference_set",
            _("Final pretrial conference set"),
        )
        OBJECTIONS_FILED = "objections_filed", _("Objections filed")
        MASTER_RULING = "master_ruling_served", _("Master's ruling served")
        COSTS_TAXED = "costs_taxed", _("Costs taxed")
        APPEAL_TIME_EXPIRED = "appeal_time_expired", _("Time to appeal expired")
        JUDGMENT_NOTICE = (
            "judgment_notice_received",
            _("Late notice of the judgment received"),
        )
        RECORD_FILED = "record_filed", _("Record on appeal filed")
        APPELLANT_BRIEF = "appellant_brief_served", _("Appellant's brief served")
        APPELLEE_BRIEF = "appellee_brief_served", _("Appellee's brief served")
        DECISION_AMENDED = "decision_amended", _("Decision on appeal amended")
        REHEARING_DENIED = "rehearing_denied", _("Rehearing denied")
        COUNTER_NOTICE = "counter_notice_received", _("Counter notice received")
        WORK_PUBLISHED = "work_published", _("Work published")
        CLAIM_SERVED = "statement_of_claim_served", _("Statement of claim served")
        JUDGMENT_SERVED = "judgment_served", _("Judgment served")
        RULING_SERVED = "ruling_served", _("Ruling served")
        LEAVE = "leave_considered", _("Application for leave to appeal considered")
        # A party's choice: a person states it, with the day from which the time runs.
        RECONSIDERATION = (
            "reconsideration_considered",
            _("Motion for reconsideration considered"),
        )
        RELIEF = (
            "relief_considered",
            _("Motion for relief from a judgment considered"),
        )
        THIRD_PARTY = (
            "third_party_considered",
            _("Third-party complaint considered"),
        )
        STRIKE = "strike_considered", _("Motion to strike a defense considered")

    # Events at which someone must appear; some others are COURT_SET_DATE.
    DAYS_IN_COURT: ClassVar = (
        Kind.HEARING_SET.value,
        Kind.TRIAL_SET.value,
        Kind.SCHEDULING_CONFERENCE.value,
    )

    case = models.ForeignKey(
        Case, verbose_name=_("case"), on_delete=models.CASCADE, related_name="events"
    )
    entry = models.ForeignKey(
        DocketEntry,
        verbose_name=_("entry"),
        on_delete=models.CASCADE,
        related_name="events",
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices)
    # The day that counts: of service, of the hearing, of notice; not of the entry.
    date = models.DateField(_("date"))
    # Later days that its source stated before, as ISO 8601.
    earlier_dates = models.JSONField(
        _("earlier dates"), default=list, blank=True, editable=False
    )
    # The court's local time, where it is stated with the date.
    clock = models.TimeField(_("time"), null=True, blank=True)
    # Which motion or claims: a proposal needs it to name a stage of a suit.
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    # Of a PERIOD_SET: how long it runs from `date`, such as "14 days".
    period = models.CharField(_("period"), max_length=20, blank=True)
    # The words of the entry that say so; empty when the source states the kind.
    words = models.TextField(_("words of the entry"), blank=True)
    # How often such words mean this, 0 to 1; empty when the source states the kind.
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    # A person found that the entry does not say this, or says something else.
    is_rejected = models.BooleanField(_("reading rejected"), default=False)
    # The rejected event that it replaces.
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    corrected_by = person_of(_("corrected by"))
    corrected_at = time_of(_("corrected at"))
    correction_reason = models.TextField(_("correction reason"), blank=True)
    # When it was first recorded; empty in rows older than this column.
    recorded_at = models.DateTimeField(
        _("recorded at"), null=True, blank=True, editable=False
    )
    history = HistoricalRecords()

    restricted_matter_path: ClassVar[str | None] = "case__restricted_matter"
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("case", "date", "pk")
        indexes: ClassVar = [
            models.Index(name="event_by_recorded_at", fields=["recorded_at", "id"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="event_is_one_for_each_entry_kind_date_and_subject",
                fields=["entry", "kind", "date", "subject"],
                condition=Q(is_rejected=False),
            ),
            models.CheckConstraint(
                name="event_rejected_has_a_person_a_time_and_a_reason",
                condition=Q(is_rejected=False)
                | recorded("corrected", reason="correction_reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date}"
