"""Forms that say at the field what the operation of their row would refuse."""

from __future__ import annotations

from typing import Any

from risks.admin.scoped import RowForm
from risks.cases.operations.records.due_dates import RegisterRefused


class CheckedForm(RowForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            self.refuse(cleaned)
        except RegisterRefused as refused:
            known = refused.field if refused.field in self.fields else None
            self.add_error(known, str(refused))
        return cleaned

    def refuse(self, cleaned: dict[str, Any]) -> None:
        """Raise `RegisterRefused` for what the operation does not accept."""
        # A form that forgets its check fails at its first use; it accepts nothing.
        raise NotImplementedError
