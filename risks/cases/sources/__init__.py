"""Foreign formats of a docket, read into the frozen values of `docket`."""

from risks.cases.sources.reading import read_dockets

__all__ = ["read_dockets"]
