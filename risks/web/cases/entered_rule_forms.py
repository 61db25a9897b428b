"""Forms of a rule that a person enters: its court, its text, and a day to try it on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from risks.cases.models import EnteredRule, Event
from risks.engine.time.courts import Court, Kind, all_courts
from risks.engine.time.entered_rules import Entry, EntryRefused
from risks.engine.time.periods import DeadlineError, Period
from risks.engine.time.rules import Rule
from risks.sentences import translated
from risks.web.forms import NO_DATE, NOT_LISTED

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

_COUNTED = (Kind.DISTRICT, Kind.APPELLATE, Kind.SPECIAL, Kind.FOREIGN)
# The fields of an entry that the form calls otherwise.
_NAMES = {"checked": "read_on", "court_id": "judge"}
_TITLES = {"hon", "honorable", "honourable", "judge", "justice", "magistrate"}


def courts() -> dict[str, Court]:
    """Return the courts in which rules are counted, by the words that a list shows."""
    rows = (one for one in all_courts() if one.kind in _COUNTED)
    return {f"{one.short} · {one.name}": one for one in rows}


def without_title(judge: str) -> str:
    """Return a judge's name as a rule states it: "Hon. Jane Doe" is "Jane Doe"."""
    words = judge.split()
    while words and words[0].casefold().rstrip(".,") in _TITLES:
        del words[0]
    return " ".join(words)


class CourtForm(forms.Form):
    """Which court the rule is of; a list offers those that match what is typed."""

    court = forms.CharField(
        label=_("Court"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "courts", "autocomplete": "off"}),
        error_messages={"required": _("Choose a court from the list.")},
    )

    def clean_court(self) -> Court:
        typed = self.cleaned_data["court"].strip().casefold()
        known = courts()
        for words, one in known.items():
            if typed in (words.casefold(), one.id, one.short.casefold()):
                return one
        found = [one for words, one in known.items() if typed in words.casefold()]
        if len(found) != 1:
            raise forms.ValidationError(_now("Choose a court from the list."))
        return found[0]


def _day(label: "_StrOrPromise", *, required: "_StrOrPromise" = "") -> forms.DateField:
    messages: dict[str, Any] = {"invalid": NO_DATE}
    if required:
        messages["required"] = required
    return forms.DateField(
        label=label,
        required=bool(required),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=messages,
    )


def _line(
    label: "_StrOrPromise", most: int, required: "_StrOrPromise"
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, error_messages={"required": required}
    )


def _choice(
    label: "_StrOrPromise", choices: Any, required: "_StrOrPromise"
) -> forms.ChoiceField:
    messages = {"required": required, "invalid_choice": NOT_LISTED}
    choices = [("", ""), *choices]
    return forms.ChoiceField(label=label, choices=choices, error_messages=messages)


class RuleForm(forms.Form):
    """The text of a rule in one court, in words and without ids."""

    judge = forms.CharField(
        label=_("Judge (leave empty for a local rule)"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "judges", "autocomplete": "off"}),
    )
    citation = _line(_("Citation"), 120, _("Enter the citation of the rule."))
    title = _line(_("What is due"), 200, _("Enter what is due."))
    trigger = _choice(
        _("Event that starts it"),
        sorted(Event.Kind.choices, key=lambda each: str(each[1])),
        _("Choose the event that starts the period."),
    )
    actor = _choice(
        _("Whose act"), EnteredRule.Actor.choices, _("Choose whose act it is.")
    )
    period = _line(
        _("Period, for example 14 days, 5 court days or 1 month"),
        40,
        _("Enter the period."),
    )
    direction = _choice(
        _("Before or after"),
        EnteredRule.Direction.choices,
        _("Choose before or after."),
    )
    counting = _choice(
        _("How it is counted"),
        EnteredRule.Counting.choices,
        _("Choose how it is counted."),
    )
    condition = forms.CharField(
        label=_("Condition (when the rule applies)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Enter when the rule applies.")},
    )
    critical = forms.BooleanField(label=_("Critical"), required=False, initial=True)
    replaces = forms.ChoiceField(
        label=_("Replaces"),
        required=False,
        error_messages={"invalid_choice": NOT_LISTED},
    )
    effective_from = _day(
        _("Effective from"), required=_("Enter the first day on which it applies.")
    )
    effective_to = _day(_("Effective to (leave empty if no end is set)"))
    quote = forms.CharField(
        label=_("Sentence of the rule, word for word"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter the sentence of the rule.")},
    )
    read_on = _day(
        _("Day on which you read it"), required=_("Enter the day on which you read it.")
    )
    grade = _choice(
        _("What you read"), EnteredRule.Grade.choices, _("Choose what you read.")
    )
    source = _line(
        _("Where it stands"),
        300,
        _("Enter where it stands, for example docket entry 12."),
    )
    example = _day(_("Day on which to try it"))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        court: Court,
        replaceable: list[Rule],
        initial: Mapping[str, Any] | None = None,
        corrects: EnteredRule | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.court = court
        self.replaceable = {rule.id: rule for rule in replaceable}
        replaces = cast(forms.ChoiceField, self.fields["replaces"])
        replaces.choices = [
            ("", _("No rule: it is added to the others")),
            *((rule.id, _named(rule)) for rule in replaceable),
        ]
        for name in ("judge", "replaces") if corrects else ():
            self.fields[name].disabled = True

    def clean_judge(self) -> str:
        judge = without_title(self.cleaned_data["judge"])
        if judge and " " not in judge:
            raise forms.ValidationError(_now("Enter the judge's whole name."))
        return judge

    def clean_period(self) -> str:
        """Return the period as a pack writes it: "14 days"."""
        try:
            return str(Period.parse(self.cleaned_data["period"]))
        except DeadlineError:
            raise forms.ValidationError(
                _now(
                    "Enter a number and a unit, for example 14 days, 5 court days or "
                    "1 month. The longest period is ten years, or 366 court or "
                    "business days. Enter a later date as a deadline."
                )
            ) from None

    def clean(self) -> None:
        said = self.cleaned_data
        since, until = said.get("effective_from"), said.get("effective_to")
        if since and until and until < since:
            line = _now("Enter a date that is not before the first day.")
            self.add_error("effective_to", line)
        replaced = self.replaceable.get(said.get("replaces", ""))
        if replaced and said.get("trigger") not in (None, replaced.trigger):
            line = _now("Choose a rule that the same event starts.")
            self.add_error("replaces", line)

    @property
    def entry(self) -> Entry:
        """Return what was entered, in the words of a pack; its id is made later."""
        said: dict[str, Any] = {
            name: " ".join(value.split()) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        del said["example"]
        read_on = said.pop("read_on")
        return Entry(
            id="entered", number=1, court_id=self.court.id, checked=read_on, **said
        )

    def refuse(self, refused: EntryRefused) -> None:
        """Show each problem beside its field."""
        for name, problem in refused.problems:
            field = _NAMES.get(name, name)
            line = translated(problem)
            self.add_error(field if field in self.fields else None, line)


def _named(rule: Rule) -> str:
    event = Event.Kind(rule.trigger).label
    return f"{rule.citation}: {rule.title} ({event})"
