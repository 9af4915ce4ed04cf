"""The lock of a COHE's imports: one extract at a time, and no other change of the caseload beside it."""

from django.db import connection


def lock_imports(cohe_id: int) -> None:
    """Let one import of a COHE work at a time, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('import'), %s)", (cohe_id,))


def lock_imports_now(cohe_id: int) -> bool:
    """Take the lock of imports if it is free; say whether it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('import'), %s)", (cohe_id,))
        free: bool = cursor.fetchone()[0]
    return free
