"""How is a row that may never be changed kept so, whoever asks? The database itself refuses.

A model names its rule in `append_only`: `()` forbids every change, a tuple of column names allows those
columns (a decision, a flag) to change and nothing else. Triggers are laid after each migration, because
SQLite drops them when it rebuilds a table.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models


def lay_triggers(using: str = "default", **kwargs: Any) -> None:
    """Create the triggers of every append-only model whose table exists."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if hasattr(model, "append_only") and model._meta.db_table in tables:
                for statement in _statements(model, connection.vendor):
                    cursor.execute(statement)


def _frozen_columns(model: type[models.Model]) -> list[str]:
    free = set(model.append_only)  # type: ignore[attr-defined]  # checked by the caller
    return [str(f.column) for f in model._meta.concrete_fields if f.name not in free]


def _statements(model: type[models.Model], vendor: str) -> list[str]:
    table = model._meta.db_table
    columns = _frozen_columns(model)
    if vendor == "postgresql":
        return _postgresql(table, columns)
    if vendor == "sqlite":
        return _sqlite(table, columns)
    return []


def _postgresql(table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
    return [
        f"""CREATE OR REPLACE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR {changed} THEN
                RAISE EXCEPTION 'append-only: {table}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NEW;
        END $$""",
        f'DROP TRIGGER IF EXISTS "{table}_append_only" ON "{table}"',
        f"""CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}"
        FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"()""",
    ]


def _sqlite(table: str, columns: list[str]) -> list[str]:
    changed = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in columns)
    refuse = f"SELECT RAISE(ABORT, 'append-only: {table}')"
    statements = [
        f'DROP TRIGGER IF EXISTS "{table}_no_change"',
        f'DROP TRIGGER IF EXISTS "{table}_no_delete"',
        f'CREATE TRIGGER "{table}_no_change" BEFORE UPDATE ON "{table}" WHEN {changed} BEGIN {refuse}; END',
    ]
    # A test that commits empties its SQLite tables by DELETE; PostgreSQL truncates, which fires nothing.
    if getattr(settings, "APPEND_ONLY_REFUSES_DELETE", True):
        statements.append(f'CREATE TRIGGER "{table}_no_delete" BEFORE DELETE ON "{table}" BEGIN {refuse}; END')
    return statements
