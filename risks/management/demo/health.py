"""Check that the demo's pages answer requests."""

from urllib.request import urlopen


def page_answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # nobody listens yet, or an error page
        return False
