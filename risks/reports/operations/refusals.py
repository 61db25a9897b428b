"""What a contingency refuses, in one clear line."""


class ContingencyRefused(ValueError):
    """The row cannot be prepared or signed so; `field` names what to mend."""

    def __init__(self, problem: str, *, field: str = "") -> None:
        super().__init__(problem)
        self.field = field
