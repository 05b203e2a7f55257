"""How far a person reaches: roles, restricted views, second factor and the running staff session, read in one query."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

READ = """
SELECT ARRAY(SELECT g.name FROM auth_group g JOIN identity_person_groups m ON m.group_id = g.id WHERE m.person_id = p.id),
       ARRAY(SELECT r.id FROM wagtailcore_pageviewrestriction r WHERE r.restriction_type = 'groups' AND (p.is_superuser OR EXISTS (
             SELECT 1 FROM wagtailcore_pageviewrestriction_groups v JOIN identity_person_groups m USING (group_id)
             WHERE v.pageviewrestriction_id = r.id AND m.person_id = p.id))),
       (SELECT s.ends_at FROM identity_staffsession s
        WHERE s.id = %(session)s AND s.person_id = p.id AND s.ended_at IS NULL AND s.ends_at > %(now)s),
       EXISTS (SELECT 1 FROM mfa_authenticator a WHERE a.user_id = p.id AND a.type IN ('totp', 'webauthn')),
       p.is_superuser
FROM identity_person p WHERE p.id = %(person)s
"""


@dataclass(frozen=True)
class Reach:
    """`groups` are names; `views` ids of Wagtail's page restrictions to groups the person is in; `staff_until` the end of the running
    staff session; `second_factor` is an authenticator app or a passkey.
    """

    groups: frozenset[str] = frozenset()
    views: tuple[int, ...] = ()
    staff_until: datetime | None = None
    second_factor: bool = False
    everything: bool = False


def reach_of(person_id: int, staff_session_id: int | None = None) -> Reach:
    """What the person reaches now; a staff session counts only when it is the person's own and runs."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"person": person_id, "session": staff_session_id, "now": timezone.now()})
        row = cursor.fetchone()
    return Reach(frozenset(row[0]), tuple(row[1]), *row[2:]) if row else Reach()
