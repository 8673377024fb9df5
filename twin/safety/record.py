"""A plant's own record of injuries, as people write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twin.settings import SettingError

if TYPE_CHECKING:
    from kpi import Record

_YEARS = r"(?P<years>\d+(?:\.\d+)?)"
FORMS = (
    re.compile(rf"(?P<injuries>\d+)\s*(?:injury|injuries)\s+in\s+{_YEARS}\s*years?", re.IGNORECASE),
    re.compile(rf"{_YEARS}\s*년(?:간|\s*동안)?\s*(?P<injuries>\d+)\s*(?:건|명)"),
)
LONGEST = 9  # digits


def record_of(text: str) -> Record:
    """Read `2 injuries in 5 years` or `5년간 2건`.

    Raises
    ------
    SettingError
        If the text says something else, or no time at all.
    """
    from kpi import Record

    found = next((match for form in FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is not None and all(len(one) <= LONGEST for one in found.groups()):
        record = Record(int(found["injuries"]), float(found["years"]))
        if record.years > 0:
            return record
    raise SettingError(
        f"found '{text}'; expected injuries and the years they were counted in, such as "
        "'2 injuries in 5 years' or '5년간 2건'."
    )
