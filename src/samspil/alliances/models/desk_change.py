"""A mark of all desks together, that is another as soon as anything a desk shows has changed: told by the database, so nobody has to remember it."""

from django.db import connection, models

# What a desk reads, and which changes of it are changes of the desk. tests/test_desk_kept.py holds that no table is forgotten.
WATCHED = {
    "alliances_alliance": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "alliances_deskline": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "alliances_quarterstatus": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "initiatives_initiative": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "initiatives_participation": "INSERT OR UPDATE OR DELETE OR TRUNCATE",
    "identity_organisation": "UPDATE OF of_municipality_id",
    "identity_municipality": "UPDATE",
    "content_welfarearea": "UPDATE",
    "content_klenumber": "UPDATE",
}
# The numbers of changes alone would do; with the transactions the mark is another one also where a backup was put back.
MARK = "SELECT concat(sum(changes), '.', sum(xmin::text::bigint)) FROM alliances_deskchange"


class DeskChange(models.Model):
    """How often a process of the database has written something a desk shows, counted in the same transaction by the triggers of migration 0031.

    Each process has a row of its own, or those who write at the same time would wait for each other. No row is ever taken away, so the sum only grows.
    """

    backend = models.PositiveIntegerField(primary_key=True)
    changes = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "ændring på bordene"
        verbose_name_plural = "ændringer på bordene"

    def __str__(self) -> str:
        return f"databaseproces {self.backend}"


def desk_mark() -> str:
    """The same as long as no desk shows anything else."""
    with connection.cursor() as cursor:
        cursor.execute(MARK)
        return str(cursor.fetchone()[0])
