"""JSON text to plain values."""

import json
from collections import Counter

from risks.engine.exposure.reading import RegisterError, shown


def decode(text: str) -> object:
    """Raises RegisterError with the line and column where there is one.

    NaN and Infinity pass, so that who reads the field can refuse it by name.
    """
    try:
        document: object = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RegisterError(f"{where}: not JSON: {error.msg}") from error
    except RecursionError as error:
        raise RegisterError("is nested too deeply") from error
    except RegisterError:
        raise
    except ValueError as error:
        raise RegisterError("has a number with too many digits") from error
    return document


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    (key, times), *_ = Counter(key for key, _ in pairs).most_common(1) or [("", 0)]
    if times > 1:
        raise RegisterError("is there twice in one object", field=shown(key))
    return dict(pairs)
