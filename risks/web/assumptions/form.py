"""A what-if as it was typed: nothing of it is lost, whatever is wrong with it."""

from dataclasses import dataclass, field
from math import inf
from typing import Any

from django.http import QueryDict

from risks.engine.exposure.documents.refusal import RegisterError
from risks.web.assumptions.fields import Field, Steps, implied
from risks.web.assumptions.rows import problem, told
from risks.web.assumptions.typed_numbers import NotANumber, read_typed

PREFIX, COST = "input ", "cost"


@dataclass(slots=True, kw_only=True)
class Asked:
    """One input of the form: as it is stated, as it was typed, and what is wrong."""

    field: Field
    text: str
    error: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.field.path}"

    @property
    def echo(self) -> str:
        """What a changed number implies."""
        if not self.is_changed or self.error:
            return ""
        name = str(self.field.steps[-1])
        return implied(name, read_typed(self.text, like=self.field.value))

    @property
    def words(self) -> str:
        value = read_typed(self.text, like=self.field.value)
        return told(value, as_share=self.field.is_share)

    @property
    def is_changed(self) -> bool:
        """An empty field leaves the input as it is stated."""
        return bool(self.text.strip()) and self.text.strip() != self.field.typed


@dataclass(slots=True, kw_only=True)
class Question:
    """What was typed, whole, so that a refusal loses none of it."""

    asked: list[Asked]
    cost: str = ""
    cost_error: str = ""
    errors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, fields: tuple[Field, ...], sent: QueryDict) -> "Question":
        return cls(
            asked=[
                Asked(field=each, text=sent.get(f"{PREFIX}{each.path}", each.typed))
                for each in fields
            ],
            cost=sent.get(COST, ""),
        )

    @property
    def is_refused(self) -> bool:
        wrong = any(each.error for each in self.asked)
        return wrong or bool(self.cost_error or self.errors)

    def values(self) -> dict[Steps, Any]:
        """Of the changed inputs; what is no number is told beside its field."""
        values: dict[Steps, Any] = {}
        for each in self.asked:
            if not each.is_changed:
                continue
            try:
                values[each.field.steps] = read_typed(each.text, like=each.field.value)
            except NotANumber as wrong:
                each.error = str(wrong)
        return values

    def changes(self) -> list[str]:
        """In words, of what could be read: Works at issue 500 → 450."""
        return [
            f"{each.field.name} {each.field.words} → {each.words}"
            for each in self.asked
            if each.is_changed and not each.error
        ]

    def spent(self) -> float:
        """What the treatment costs, in the company's currency."""
        if not self.cost.strip():
            return 0.0
        try:
            cost = read_typed(self.cost, like=0)
        except NotANumber:
            cost = None
        if isinstance(cost, int | float) and 0 <= cost < inf:
            return float(cost)
        self.cost_error = "Type one amount, such as 2000000 or 2 m."
        return 0.0

    def refuse(self, error: RegisterError) -> None:
        """Beside the field that the engine names, or above them all."""
        named = error.field or ""
        for each in self.asked:
            path = each.field.path
            if named == path or named.startswith((f"{path}.", f"{path}[")):
                each.error = f"It {error.problem}."
                return
        self.errors.append(f"{problem(error)}.")
