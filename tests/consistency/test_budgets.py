"""Can every file be read in one go? 300 lines, 40 for a function, 120 for a template; exceptions say why."""

from __future__ import annotations

import ast

from tests.consistency.repository import list_code, list_files, parse, short

FILE, FUNCTION, TEMPLATE = 300, 40, 120
# where cutting would make the reader jump: which file, and why
LONGER_FILES: dict[str, str] = {}
LONGER_FUNCTIONS: dict[str, str] = {}
LONGER_TEMPLATES: dict[str, str] = {}


def count(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_files_are_short():
    sizes = {short(path): count(path) for path in [*list_code(), *list_files("tests", "dev.py", ".ci", ending=".py")]}
    assert {name: size for name, size in sizes.items() if size > FILE and name not in LONGER_FILES} == {}


def test_functions_are_short():
    sizes = {
        f"{short(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in list_code()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: size for name, size in sizes.items() if size > FUNCTION and name not in LONGER_FUNCTIONS} == {}


def test_templates_are_short():
    sizes = {short(path): count(path) for path in list_files("templates", ending=".html")}
    assert {name: size for name, size in sizes.items() if size > TEMPLATE and name not in LONGER_TEMPLATES} == {}


def test_an_exception_that_is_not_needed_any_more_goes():
    names = {short(path) for path in list_files()}
    gone = [
        name
        for name in [*LONGER_FILES, *LONGER_TEMPLATES, *(n.split(":")[0] for n in LONGER_FUNCTIONS)]
        if name not in names
    ]
    assert gone == []


def test_every_module_says_which_question_it_answers():
    silent = [short(path) for path in list_code() if path.read_text().strip() and not ast.get_docstring(parse(path))]
    assert silent == []
