"""A language of tests: whatever is translated stands in ⟦brackets⟧, in English."""

import re

from django.utils.translation.trans_real import DjangoTranslation

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = "\x04"  # gettext's separator of a context from a text
# What is filled in later stands outside: a sentence does not translate its parts.
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def bracketed(message: str) -> str:
    """Return the message without its context, each run of words in brackets."""
    text = message.rpartition(CONTEXT)[2]
    filled = PLACE.sub(rf"{CLOSE}\g<0>{OPEN}", text)
    return f"{OPEN}{filled}{CLOSE}"


class Pseudo(DjangoTranslation):
    """Answers every request for a translation, with or without a catalogue."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        # Each message that was asked for, with its context before it.
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return bracketed(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return bracketed(msgid1 if n == 1 else msgid2)
