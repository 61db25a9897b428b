"""Moments at which a day of ours is not that of UTC."""

from datetime import UTC, date, datetime

# One o'clock in the morning of Wednesday 27 May 2026 in Hong Kong: in UTC it is still
# Tuesday evening, in California Tuesday morning.
EARLY = datetime(2026, 5, 26, 17, 0, tzinfo=UTC)
WEDNESDAY = date(2026, 5, 27)
TUESDAY = date(2026, 5, 26)
# Nine in the morning of Wednesday in Hong Kong and one in UTC: in California Tuesday
# evening.
MORNING = datetime(2026, 5, 27, 1, 0, tzinfo=UTC)
# One o'clock in the morning of the first day of a quarter in Hong Kong.
NEW_QUARTER = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)
QUARTER_END = date(2026, 6, 30)
