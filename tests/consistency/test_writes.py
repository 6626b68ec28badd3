"""Is everything that changes a record an operation? Pages, queries, tasks, imports and templates only call them."""

from __future__ import annotations

import ast

from tests.consistency.repository import list_code, parse, short

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_RECORDS = {"create", "update", "delete", "save", "acreate", "asave", "set", "add", "remove", "clear"}
MANAGERS = {"objects", "history"}
OPERATIONS = {"operations", "operations.py"}
# what writes elsewhere, and why that is right
ALLOWED: dict[str, str] = {
    "impactplatform/accounts/models.py": "a manager makes accounts: Django's own place for it",
    "impactplatform/accounts/queries.py": "the account of the platform itself appears when it is first needed",
}


def find_writes(tree: ast.Module) -> list[tuple[int, str]]:
    """Calls that change rows: (line, name). A call through `super()` and one on a plain set or dict do not count."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, chain = node.func.attr, list_chain(node.func.value)
            through_manager = bool(MANAGERS & set(chain)) or {"filter", "exclude"} & set(chain)
            if name in ALWAYS or (name in ON_RECORDS and through_manager) or (name == "save" and "super" not in chain):
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
    assert [name for name in wrong if name not in NOT_BY_A_PERSON] == []


# written by the platform itself inside somebody's operation, or on no one's behalf
NOT_BY_A_PERSON: dict[str, str] = {
    "impactplatform/audit/operations.py:record_entry": "is itself what an operation calls, in its transaction",
    "impactplatform/audit/operations.py:record_entries": "the same for many",
}
