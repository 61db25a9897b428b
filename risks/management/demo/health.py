"""Whether the demo's pages are there, asked from outside."""

from urllib.request import urlopen


def page_answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # nobody listens yet, or an error page
        return False
