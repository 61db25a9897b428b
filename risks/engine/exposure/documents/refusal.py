"""What is wrong with a register is said in one line: which risk, which field, what."""

from dataclasses import dataclass

from pydantic import ValidationError

from risks.engine.exposure.documents.numbers import TAGS
from risks.engine.foreign.documents import Document
from risks.engine.foreign.refusals import refusal_of
from risks.engine.foreign.shown import shown


class RegisterError(ValueError):
    """One line that names the risk and the field."""

    def __init__(
        self, problem: str, *, risk: str | None = None, field: str | None = None
    ) -> None:
        self.problem = problem
        self.risk = risk
        self.field = field
        whose = f"risk {shown(risk)}" if risk is not None else None
        where = ", ".join(part for part in (whose, field) if part)
        super().__init__(f"{where}: {problem}" if where else problem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the file a value stands."""

    risk: str | None = None
    path: str = ""

    def error(self, problem: str) -> RegisterError:
        return RegisterError(problem, risk=self.risk, field=self.path or None)

    def refused(
        self, error: ValidationError, model: type[Document] | None = None
    ) -> RegisterError:
        """Return what pydantic found wrong with what stands here."""
        found = refusal_of(error, model, tags=TAGS)
        place = self.key(found.field) if found.field else self
        return place.error(found.problem)

    def key(self, name: str) -> "Place":
        joint = "." if self.path and not name.startswith("[") else ""
        return Place(risk=self.risk, path=f"{self.path}{joint}{name}")

    def item(self, index: int) -> "Place":
        return self.key(f"[{index}]")
