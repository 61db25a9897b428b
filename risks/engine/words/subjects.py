"""The subject that a person types, as the rule book and the readings spell it."""

from risks.engine.words.motions import motions

_OF_MOTIONS = {
    "hearing_set",
    "motion_denied",
    "motion_filed",
    "motion_granted",
    "motion_granted_in_part",
    "motion_withdrawn",
    "opposition_filed",
    "order_entered",
    "reply_filed",
}


def subject_as_known(kind: str, typed: str) -> str:
    """Return the known subject of a motion that a text names, else the text.

    >>> subject_as_known("motion_filed", "Motion to Dismiss")
    'motion_to_dismiss'
    >>> subject_as_known("court_set_date", "Answer")
    'Answer'
    """
    if kind == "appeared":
        return typed.lower()
    if kind not in _OF_MOTIONS or motions().knows(typed):
        return typed
    return motions().known_in(typed) or typed
