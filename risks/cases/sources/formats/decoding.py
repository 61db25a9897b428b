"""Decode the bytes of files from courts and offices into text."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from risks.cases.sources.docket import SourceRefused
from risks.engine.sentences import sources


def utf8(raw: bytes) -> str:
    """Decode UTF-8; raises SourceRefused with the line."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceRefused(sources.JSON_NOT_UTF_8(line=line)) from error


def mixed(raw: bytes) -> str:
    """Decode a saved page line by line as UTF-8, or as Windows-1252 where it is not."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "".join(map(_line, raw.splitlines(keepends=True)))
    if "\0" in text:
        raise SourceRefused(sources.BINARY())
    return text


def _line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
