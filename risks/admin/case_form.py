"""The form of a case: its docket number as the court writes it, and given once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.forms import BooleanField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from risks.access.models import Person
from risks.admin.scoped import RowForm
from risks.cases.models import Case
from risks.cases.operations.intake.known_cases import cases_with_like_number
from risks.cases.sources.docket_number import NumberRefused, written_at
from risks.engine.time.courts import UnknownCourt, court

_IDENTITY = {"court_id", "docket_number", "company"}


class CaseForm(RowForm):
    # Who fills it in: a question names no case that this person does not see.
    reader: ClassVar[Person]

    is_another_case = BooleanField(
        label=gettext_lazy("Another case with this docket number"),
        required=False,
        help_text=gettext_lazy(
            "Tick this only when the form asks whether two cases are the same."
        ),
    )

    def clean_court_id(self) -> str:
        court_id: str = self.cleaned_data["court_id"]
        try:
            return court(court_id).id
        except UnknownCourt as error:
            raise ValidationError(str(error)) from None

    def clean_courtlistener_id(self) -> int | None:
        docket: int | None = self.cleaned_data["courtlistener_id"]
        if docket is None or "courtlistener_id" not in self.changed_data:
            return docket
        seen = Case.objects.visible_to(self.reader).exclude(pk=self.instance.pk)
        other = seen.filter(courtlistener_id=docket).order_by("pk").first()
        if other is not None:
            refusal = _("%(case)s already names this docket.")
            raise ValidationError(refusal % {"case": other})
        return docket

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        named = cleaned.get("court_id") and cleaned.get("docket_number")
        if named and _IDENTITY & set(self.changed_data):
            self._write_number(cleaned)
        return cleaned

    def _write_number(self, cleaned: dict[str, Any]) -> None:
        try:
            number = written_at(
                cleaned["docket_number"], kind=court(cleaned["court_id"]).kind
            )
        except NumberRefused as refused:
            self.add_error("docket_number", _refusal(refused.example))
            return
        cleaned["docket_number"] = number
        if cleaned.get("company") and not cleaned.get("is_another_case"):
            self._ask_about_others(cleaned)

    def _ask_about_others(self, cleaned: dict[str, Any]) -> None:
        others = cases_with_like_number(
            cleaned["docket_number"],
            court_id=cleaned["court_id"],
            company=cleaned["company"],
            person=self.reader,
        )
        other = next((one for one in others if one.pk != self.instance.pk), None)
        if other is not None:
            question = _(
                "%(case)s has the docket number %(number)s in this court. If this is "
                "another case, tick “Another case with this docket number”."
            )
            self.add_error(
                "docket_number",
                question % {"case": other, "number": other.docket_number},
            )


def _refusal(example: str) -> str:
    return _(
        "Enter the docket number as the court writes it, for example %(example)s."
    ) % {"example": example}
