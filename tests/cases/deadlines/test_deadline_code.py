"""A deadline's code is short enough for the telephone, and its own."""

import re

from risks.cases.models import CODE_ALPHABET, Deadline, deadline_code


def test_a_code_is_of_letters_that_nobody_confuses_and_fits_its_column() -> None:
    code = deadline_code()

    assert re.fullmatch(f"D-[{CODE_ALPHABET}]{{4}}-[{CODE_ALPHABET}]{{5}}", code)
    assert len(code) <= (Deadline._meta.get_field("code").max_length or 0)
