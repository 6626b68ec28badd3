"""Is every template used, found, without inline script or style, and silent towards third parties?"""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.consistency.repository import ROOT, list_code, list_files, short

TEMPLATES = ROOT / "templates"
NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in list_files("templates")
    if path.suffix in {".html", ".txt", ".xml"}
)
# found by their place, not by a name in our code: error pages, the overridden pages of allauth, fields and admin
FOUND_BY_PLACE = re.compile(
    r"^(400|403|404|429|500|403_csrf)\.html$|^(account|allauth|mfa|usersessions|django|admin|socialaccount)/"
)
QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|txt|xml))["']""")
REFERENCE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"']+)["']""")
OUTSIDE = re.compile(
    r"""(?:src|srcset|action|poster|data-src)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
)
INLINE = re.compile(
    r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:"""
)


def text_of(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def list_named() -> set[str]:
    """Every template that a template or a module names."""
    texts = [path.read_text(encoding="utf-8") for path in list_code()] + [text_of(name) for name in NAMES]
    return {found for text in texts for found in QUOTED.findall(text)}


def list_patterns() -> list[re.Pattern[str]]:
    """Names put together while running: f"components/{name}.html"."""
    texts = [path.read_text(encoding="utf-8") for path in list_code()]
    made = {found for text in texts for found in re.findall(r"""f["']([\w./-]*\{[^"']+?\.(?:html|txt))["']""", text)}
    return [re.compile("^" + re.sub(r"\\\{.*?\\\}", r"[\\w-]+", re.escape(name)) + "$") for name in made]


def test_every_template_is_used():
    named, patterns = list_named(), list_patterns()
    unused = [
        name
        for name in NAMES
        if name not in named and not FOUND_BY_PLACE.match(name) and not any(p.match(name) for p in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_read_and_what_it_names_exists(name):
    get_template(name)
    for other in REFERENCE.findall(text_of(name)):
        engines["django"].get_template(other)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_it_has_no_inline_script_or_style_and_asks_nothing_of_a_third_party(name):
    text = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text_of(name), flags=re.DOTALL)
    assert INLINE.findall(text) == []
    assert OUTSIDE.findall(text) == []


def test_our_css_and_scripts_ask_nothing_of_a_third_party():
    own = [path for path in list_files("static") if path.suffix in {".css", ".js"} and "vendor" not in path.parts]
    assert [short(path) for path in own if OUTSIDE.search(path.read_text())] == []
    assert [
        short(path) for path in own if re.search(r"""(?:fetch|import)\s*\(?\s*["'`]https?:""", path.read_text())
    ] == []
