"""Who has which role. A row is written by PostgreSQL itself whenever a role is given or taken, whoever does it and however."""

import pghistory

from samspil.identity.models.person import Person


@pghistory.track(pghistory.InsertEvent("given"), pghistory.DeleteEvent("taken"), obj_field=None)
class RoleMembership(Person.groups.through):  # type: ignore[misc, name-defined]  # Django makes the table of a many-to-many field at run time
    class Meta:
        proxy = True
