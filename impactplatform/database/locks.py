"""How does one worker keep another away from the same piece of work until its transaction ends?"""

from __future__ import annotations

from django.db import connection


def try_lock(key: int) -> bool:
    """Take a lock of that number until the transaction ends; False when another transaction holds it.

    PostgreSQL has advisory locks. SQLite lets one transaction write at a time (IMMEDIATE), which is lock enough.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a lock lasts as long as its transaction, and there is none")
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
        row = cursor.fetchone()
    return bool(row and row[0])
