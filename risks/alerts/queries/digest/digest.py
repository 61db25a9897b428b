"""The second calendar: SQL written by hand, apart from all that plans reminders.

It asks for access what `visible_to` asks, in SQL; a test compares the two. SQLite
and PostgreSQL read it alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

# The day people work to: for our own acts never later than the calendared date.
_DAY = """CASE WHEN d.whose = 'ours' AND d.calendared_date < d.due_date
               THEN d.calendared_date ELSE d.due_date END"""

_IN_GROUP = """EXISTS (SELECT 1 FROM risks_person_groups pg
    JOIN {table} w ON w.group_id = pg.group_id
    WHERE pg.person_id = p.id AND w.restrictedmatter_id = c.restricted_matter_id)"""
_IN_PERSON = """EXISTS (SELECT 1 FROM {table} w
    WHERE w.person_id = p.id AND w.restrictedmatter_id = c.restricted_matter_id)"""

# Outside counsel see what they are inside of, and nothing else.
_SEES = f"""
    (c.restricted_matter_id IS NULL
     AND EXISTS (SELECT 1 FROM risks_person_groups pg
                 JOIN auth_group g ON g.id = pg.group_id
                 WHERE pg.person_id = p.id AND g.name <> 'external_lawyer'))
    OR (c.restricted_matter_id IS NOT NULL
        AND ({_IN_PERSON.format(table="risks_restrictedmatter_members")}
             OR {_IN_GROUP.format(table="risks_restrictedmatter_member_groups")})
        AND NOT {_IN_PERSON.format(table="risks_restrictedmatter_denied")}
        AND NOT {_IN_GROUP.format(table="risks_restrictedmatter_denied_groups")})"""

_THEIRS = """SELECT r.id FROM risks_person r
             WHERE r.id = %(person)s OR r.supervisor_id = %(person)s"""

_ROWS = f"""
SELECT d.code,
       CASE WHEN c.restricted_matter_id IS NULL THEN d.title ELSE '' END,
       COALESCE(c.code, f.code, ''),
       {_DAY} AS day,
       d.tz, d.severity, d.whose, d.owner_id, d.backup_id,
       o.username, o.first_name, o.last_name
FROM risks_deadline d
JOIN risks_person p ON p.id = %(person)s
JOIN risks_person o ON o.id = d.owner_id
LEFT JOIN risks_case c ON c.id = d.case_id
LEFT JOIN risks_company f ON f.id = d.company_id
WHERE d.status = 'open' AND p.is_active
  AND (d.owner_id IN ({_THEIRS}) OR d.backup_id IN ({_THEIRS}))
  AND {_DAY} <= %(until)s
  AND ({_SEES})
ORDER BY day, d.code
"""

# Whoever ever had a deadline, and those above them: a mail that comes each morning
# is missed on the one on which it does not.
_READERS = """
SELECT p.id FROM risks_person p
WHERE p.is_active
  AND EXISTS (SELECT 1 FROM risks_person r
              WHERE (r.id = p.id OR r.supervisor_id = p.id)
                AND (EXISTS (SELECT 1 FROM risks_deadline d WHERE d.owner_id = r.id)
                     OR EXISTS (SELECT 1 FROM risks_deadline d
                                WHERE d.backup_id = r.id)))
ORDER BY p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    code: str
    # Empty in a restricted matter.
    title: str
    # Of the case or the company.
    subject: str
    # The day to work to, at the court, and where that is.
    day: date
    tz: str
    critical: bool
    ours: bool
    owner: str
    # Primary keys of those who are reminded.
    responsible: tuple[int, ...]


def digest_rows(person_id: int, *, until: date) -> list[DigestRow]:
    """Open deadlines of this person and of their reports, if this person may see them.

    By day; what is overdue comes first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, {"person": person_id, "until": until.isoformat()})
        return list(_read(cursor.fetchall()))


def digest_readers() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_READERS)
        return [key for (key,) in cursor.fetchall()]


def _read(rows: list[tuple[object, ...]]) -> Iterator[DigestRow]:
    for code, title, subject, day, tz, severity, whose, *people in rows:
        owner_id, backup_id, username, first_name, last_name = people
        yield DigestRow(
            code=str(code),
            title=str(title),
            subject=str(subject),
            # SQLite has no type of its own for days.
            day=day if isinstance(day, date) else date.fromisoformat(str(day)),
            tz=str(tz),
            # As `Deadline.is_critical`, in the words of this second way.
            critical=severity == "critical" and whose != "opponent",
            ours=whose == "ours",
            owner=f"{first_name} {last_name}".strip() or str(username),
            responsible=tuple(
                key for key in (owner_id, backup_id) if isinstance(key, int)
            ),
        )
