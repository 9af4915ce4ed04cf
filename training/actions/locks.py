"""One change at a time where a rule looks at what is there before it writes."""

from django.db import connection


def one_at_a_time(person_id: int) -> None:
    """Hold the training of a person until the transaction ends: two clicks never both find nothing there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('training', %s))", (person_id,))
