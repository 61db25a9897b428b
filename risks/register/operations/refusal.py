"""What the register refuses, in one clear line."""


class RegisterRefused(ValueError):
    """It cannot be so; `field` names the one to blame, where there is one."""

    def __init__(self, text: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(text)
        self.text = text
