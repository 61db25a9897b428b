"""The form of a change on notice: what changes, and the paper that allows it."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from risks.access.models import Person
from risks.cases.models import Deadline, DeadlineChange, DocketEntry
from risks.register.models import Tier
from risks.web.forms import NO_DATE, NOT_LISTED, ReasonForm

Kind = DeadlineChange.Kind


class NoticeForm(ReasonForm):
    """Postpone to a day, or withdraw as moot, with an entry of the docket."""

    kind = forms.ChoiceField(
        label=_("Change"),
        choices=[
            (Kind.POSTPONED.value, _("Move to a later day")),
            (Kind.WITHDRAWN.value, _("Withdraw as moot")),
        ],
        error_messages={
            "required": _("Choose the change."),
            "invalid_choice": NOT_LISTED,
        },
    )
    due_date = forms.DateField(
        label=_("New date, if it moves"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": NO_DATE},
    )
    document = forms.ModelChoiceField(
        queryset=DocketEntry.objects.none(),
        label=_("Order, stipulation or other entry on file"),
        empty_label=_("Choose a docket entry"),
        error_messages={
            "required": _("Choose the docket entry that allows the change."),
            "invalid_choice": NOT_LISTED,
        },
    )

    def __init__(
        self, data: QueryDict | None, *, deadline: Deadline, reader: Person
    ) -> None:
        super().__init__(data)
        entries = cast("forms.ModelChoiceField[DocketEntry]", self.fields["document"])
        rows = DocketEntry.objects.visible_to(reader).filter(case=deadline.case_id)
        on_file = rows.filter(tier=Tier.DOCKET)
        entries.queryset = on_file.order_by("-filed_date", "-position", "-pk")

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("kind") == Kind.POSTPONED and not said.get("due_date"):
            self.add_error("due_date", _("Enter the new date."))
        if said.get("kind") == Kind.WITHDRAWN:
            said["due_date"] = None
