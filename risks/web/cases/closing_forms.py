"""Forms of a closing list: what ends, and which deadlines it closes."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from risks.cases.models import Case, Closure, Event, Party
from risks.cases.operations.closing.moot import Ending
from risks.web.forms import NOT_LISTED, ReasonForm

Kind = Closure.Kind
# The docket alone says the last one.
_SAID = [(kind.value, kind.label) for kind in Kind if kind not in (Kind.ANSWERED,)]


class EndingForm(forms.Form):
    """What ended; a party or a motion where the kind needs one."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=_SAID,
        error_messages={
            "required": _("Choose what happened."),
            "invalid_choice": NOT_LISTED,
        },
    )
    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        label=_("Party, if one is out of the case"),
        required=False,
        empty_label=_("No party"),
        error_messages={"invalid_choice": NOT_LISTED},
    )
    motion = forms.ChoiceField(
        label=_("Motion, if one was withdrawn"),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )

    def __init__(self, data: QueryDict | None, *, case: Case) -> None:
        super().__init__(data)
        parties = cast("forms.ModelChoiceField[Party]", self.fields["party"])
        parties.queryset = case.parties.order_by("pk")
        motions = cast(forms.ChoiceField, self.fields["motion"])
        motions.choices = [("", _("No motion")), *_motions(case)]

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("kind") == Kind.PARTY_OUT and not said.get("party"):
            self.add_error("party", _("Choose the party that is out of the case."))
        if said.get("kind") == Kind.MOTION_WITHDRAWN and not said.get("motion"):
            self.add_error("motion", _("Choose the motion that was withdrawn."))

    @property
    def ending(self) -> Ending:
        said = self.cleaned_data
        party = said["party"] if said["kind"] == Kind.PARTY_OUT else None
        motion = said["motion"] if said["kind"] == Kind.MOTION_WITHDRAWN else ""
        return Ending(kind=said["kind"], party=party, motion=motion)


class ClosureForm(ReasonForm):
    """Confirm, refuse or reverse a list."""

    decision = forms.ChoiceField(
        choices=[
            ("confirm", _("Confirm")),
            ("refuse", _("Refuse")),
            ("reopen", _("Reopen")),
        ],
        error_messages={
            "required": _("Choose confirm or refuse."),
            "invalid_choice": _("Choose confirm or refuse."),
        },
    )


def _motions(case: Case) -> list[tuple[str, Any]]:
    """Return the subjects of the motions of the case, as the docket names them."""
    named = case.events.filter(
        kind__in=(Event.Kind.MOTION_FILED, Event.Kind.HEARING_SET), is_rejected=False
    )
    subjects = named.exclude(subject="").order_by("subject").values_list("subject")
    return [(name, name.replace("_", " ")) for (name,) in subjects.distinct()]
