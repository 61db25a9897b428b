"""Find what a date or a period is for, by the words before it."""

from risks.engine.words.date_rows import What, whats


def last_named(before: str, *, act: str) -> tuple[What | None, int]:
    """Return the last thing named that such an act can be, and its place."""
    best, place, end = None, 0, -1
    for what in whats():
        if act and what.act != act:
            continue
        for found in what.pattern.finditer(before):
            # Of two with the same end the longer one is taken: "motion hearing".
            if (found.end(), -found.start()) > (end, -place):
                best, place, end = what, found.start(), found.end()
    return best, place
