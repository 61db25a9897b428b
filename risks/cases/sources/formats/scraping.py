"""What the readers of court pages, feeds and notices share: juriscraper at bay."""

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from risks.cases.sources.docket import SourceRefused

# The court of an address of the federal filing system.
HOST = re.compile(r"\becf\.([a-z0-9]+)\.uscourts\.gov", re.IGNORECASE)


@contextmanager
def scraping(otherwise: str) -> Iterator[None]:
    """What the scraper raises becomes SourceRefused, with `otherwise` as its line."""
    # Its debug log quotes what it reads, and dockets stay out of logs.
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except MemoryError:
            raise
        # What foreign text makes a scraper raise cannot be listed.
        except Exception as error:
            raise SourceRefused(otherwise) from error


def cut(value: object, most: int) -> str:
    text = "" if value is None else str(value).strip()
    return text if len(text) <= most else f"{text[: most - 1]}…"
