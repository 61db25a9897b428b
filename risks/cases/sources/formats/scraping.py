"""Call juriscraper without its logs and warnings, and convert its errors."""

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from risks.cases.sources.docket import SourceRefused

# The court in an address of the federal filing system.
HOST = re.compile(r"\becf\.([a-z0-9]+)\.uscourts\.gov", re.IGNORECASE)

# The court in an address of ACMS, the newer system of some courts of appeals.
_ACMS_HOST = re.compile(r"//(ca\d{1,2}|cadc|cafc)-[a-z]+\.", re.IGNORECASE)


def court_in(address: str) -> str:
    """Return the id of the court to whose system an address leads, or nothing.

    >>> court_in("https://ecf.cacd.uscourts.gov/doc1/1"), court_in("https://ex.org")
    ('cacd', '')
    """
    found = HOST.search(address) or _ACMS_HOST.search(address)
    return found[1].lower() if found else ""


@contextmanager
def scraping(otherwise: str) -> Iterator[None]:
    """Raise SourceRefused with the text `otherwise` for any error of the scraper."""
    # Its debug log quotes dockets, which must stay out of logs.
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (MemoryError, SourceRefused):
            raise
        # Foreign text can make a scraper raise anything.
        except Exception as error:
            raise SourceRefused(otherwise) from error


def cut(value: object, most: int) -> str:
    """Return a value as text, shortened to at most this many characters."""
    text = "" if value is None else str(value).strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"
