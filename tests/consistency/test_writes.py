"""Is everything that changes a record an operation? Pages, queries, tasks, imports and templates only call them."""

from __future__ import annotations

import ast

from tests.consistency.repository import list_code, parse, short

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_RECORDS = {"create", "update", "delete", "save", "acreate", "asave", "set", "add", "remove", "clear"}
MANAGERS = {"objects", "history"}
NOT_RECORDS = {"super", "default_storage"}
OPERATIONS = {"operations", "operations.py"}
# what writes elsewhere, and why that is right
ALLOWED: dict[str, str] = {
    "impactplatform/accounts/models.py": "a manager makes accounts: Django's own place for it",
    "impactplatform/accounts/queries.py": "the account of the platform itself appears when it is first needed",
    "impactplatform/site/benchmarks.py": "the floor of a benchmark is the bare insertion; nothing of it is kept",
    "impactplatform/site/demo/cast.py": "nobody but a command can make the first person who looks after the platform",
}


def find_writes(tree: ast.Module) -> list[tuple[int, str]]:
    """Calls that change rows: (line, name). A call through `super()` and one on a plain set or dict do not count."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, chain = node.func.attr, list_chain(node.func.value)
            through_manager = bool(MANAGERS & set(chain)) or {"filter", "exclude"} & set(chain)
            if (
                name in ALWAYS
                or (name in ON_RECORDS and through_manager)
                or (name == "save" and not NOT_RECORDS & set(chain))
            ):
                found.append((node.lineno, name))
    return found


def list_chain(node: ast.expr) -> list[str]:
    """`Place.objects.filter(x)` → [filter, objects, Place]."""
    names: list[str] = []
    current: ast.expr | None = node
    while current is not None:
        if isinstance(current, ast.Call):
            current = current.func
        elif isinstance(current, ast.Attribute):
            names.append(current.attr)
            current = current.value
        else:
            names += [current.id] if isinstance(current, ast.Name) else []
            current = None
    return names


def test_only_operations_write():
    outside = [
        f"{short(path)}:{line} {name}"
        for path in list_code()
        if not OPERATIONS & set(path.parts) and short(path) not in ALLOWED
        for line, name in find_writes(parse(path))
    ]
    assert outside == []


def test_the_exceptions_are_still_needed():
    writing = {short(path) for path in list_code() if find_writes(parse(path))}
    assert [name for name in ALLOWED if name not in writing] == []


def test_every_operation_names_who_acts_and_is_one_transaction():
    wrong = []
    for path in list_code():
        if OPERATIONS & set(path.parts) and find_writes(parse(path)):
            for node in parse(path).body:
                if (
                    isinstance(node, ast.FunctionDef)
                    and not node.name.startswith("_")
                    and find_writes(ast.Module([node], []))
                ):
                    keywords = {argument.arg for argument in node.args.kwonlyargs}
                    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
                    inside = "transaction.atomic" in ast.unparse(node)
                    if "by" not in keywords or not (inside or any("atomic" in d for d in decorators)):
                        wrong.append(f"{short(path)}:{node.name}")
    assert [name for name in wrong if name not in EXCEPTIONS] == []


# written inside somebody's operation, by the platform itself, or in one statement; and why that is right
EXCEPTIONS: dict[str, str] = {
    "impactplatform/audit/operations.py:record_entry": "is itself what an operation calls, in its transaction",
    "impactplatform/audit/operations.py:record_entries": "the same for many",
    "coalitions/collectives/operations/seats.py:write_seat": "the row itself, inside give_seat and accept_invitation",
    "impactplatform/jobs/operations.py:cancel_job": "one conditional update that must touch exactly one row",
    "impactplatform/jobs/operations.py:relaunch_job": "one conditional update that must touch exactly one row",
    "indicators/catalogue/operations.py:mark_stale": "an order to compute, inside the operation that made it necessary",
    "indicators/measurements/operations/recording.py:get_or_create_series": "inside record_measurement and the import",
    "indicators/measurements/operations/recording.py:write_version": "inside record and correct, and the import",
    "indicators/aggregation/operations/refreshing.py:rebuild_totals": "the schedule asks, nobody decides",
    "indicators/aggregation/operations/refreshing.py:mark_moved_places": "the schedule asks, nobody decides",
    "indicators/aggregation/operations/verifying.py:verify_totals": "the schedule asks, nobody decides",
}
