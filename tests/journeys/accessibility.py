"""Can everybody use this page? What a machine can check of WCAG 2.2 AA and RGAA 4.1 (checks A1, A3, A5, A7, A8, A10, A13 of the design).

Each function returns what is wrong, in words; a test asserts that the list is empty.
"""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"]
PHONE, TABLET, DESK = (360, 740), (768, 1024), (1280, 720)
NARROWEST = (320, 256)
MOST_STOPS = 400

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest("[role=region][tabindex], thead"))
    .slice(0, 3)
    .map((e) => `${e.tagName.toLowerCase()}.${e.className} ends at ${Math.round(e.getBoundingClientRect().right)} of ${width}`);
}"""

# the element with the focus: is it seen at one of nine points, does it show that it has the focus, where is it in the document?
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit && (hit === e || e.contains(hit) || hit.contains(e) || (e.labels && [...e.labels].some((l) => l.contains(hit))));
  }));
  const all = [...document.querySelectorAll("*")];
  return {
    name: `${e.tagName.toLowerCase()} “${(e.innerText || e.getAttribute("aria-label") || e.name || e.id || "").trim().slice(0, 40)}”`,
    seen, outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, place: all.indexOf(e),
  };
}"""

SMALL = """() => {
  const wrong = [];
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
    const box = e.getBoundingClientRect(), shown = getComputedStyle(e);
    if (!box.width || shown.visibility === "hidden" || shown.clipPath !== "none") continue;
    const inText = shown.display === "inline" && e.closest("p, li, dd, td, th, label, caption, h1, h2, h3, span");
    if (!inText && Math.min(box.width, box.height) < 23.5) wrong.push(`${e.tagName.toLowerCase()} “${(e.innerText || e.name || "").trim().slice(0, 40)}” is ${Math.round(box.width)} x ${Math.round(box.height)}`);
  }
  for (const t of document.querySelectorAll("svg text")) {
    const matrix = t.getScreenCTM();
    if (!matrix || !t.getBoundingClientRect().width) continue;
    const size = parseFloat(getComputedStyle(t).fontSize) * Math.abs(matrix.d);
    if (size < 11.95) wrong.push(`text “${t.textContent.slice(0, 30)}” of a drawing is ${size.toFixed(1)} px`);
  }
  return wrong;
}"""

OUTLINE = """() => {
  const wrong = [], h1 = document.querySelectorAll("h1").length;
  if (h1 !== 1) wrong.push(`${h1} h1`);
  if (!document.documentElement.lang) wrong.push("no lang");
  if (document.querySelectorAll("[role=status]").length !== 1) wrong.push("not exactly one live region");
  const first = document.querySelector("a[href], button, input:not([type=hidden])");
  if (!first || first.getAttribute("href") !== "#main") wrong.push("the skip link is not first");
  for (const table of document.querySelectorAll("main table")) {
    if (!table.caption || !table.caption.textContent.trim()) wrong.push("a table without caption");
    if (table.querySelector("th:not([scope])")) wrong.push("a th without scope");
  }
  for (const svg of document.querySelectorAll("svg[role=img]")) {
    const title = svg.querySelector("title");
    if (!title || title.textContent.length < 20) wrong.push("a drawing without a sentence");
    const figure = svg.closest("figure");
    if (!figure || !figure.querySelector("table")) wrong.push("a drawing without its table");
  }
  return wrong;
}"""

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def list_axe_problems(page: Page) -> list[str]:
    """A1: what axe finds, one line a rule with the first place where it was broken."""
    answer: dict[str, Any] = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}).response
    )
    return [
        f"{found['id']} x{len(found['nodes'])}: {found['nodes'][0]['html'][:160]}" for found in answer["violations"]
    ]


def list_focus_problems(page: Page, *, backwards: bool = False) -> list[str]:
    """A3: Tab through the whole page. Each stop is seen, shows its outline, follows the document; the walk ends."""
    page.evaluate("() => { document.activeElement && document.activeElement.blur(); window.scrollTo(0, 0); }")
    wrong, places, previous = [], [], -1
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["place"] in places:
            break
        if not stop["seen"]:
            wrong.append(f"{stop['name']} is hidden when it has the focus")
        if not stop["outlined"]:
            wrong.append(f"{stop['name']} does not show the focus")
        if not backwards and stop["place"] < previous:
            wrong.append(f"{stop['name']} comes too late")
        previous = stop["place"]
        places.append(stop["place"])
    else:
        wrong.append("the walk never ends")
    return wrong if places else [*wrong, "nothing can be reached"]


def list_overflows(page: Page) -> list[str]:
    """A7: nothing sideways on the narrowest screen, with text at 200 %, with wider spacing. Leaves the page as it was."""
    wrong = []
    before = page.viewport_size or {"width": DESK[0], "height": DESK[1]}
    for width, height in (NARROWEST, PHONE, TABLET, DESK):
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width} px: {found}" for found in page.evaluate(OVERFLOW)]
        if width == NARROWEST[0]:
            continue
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        wrong += [f"{width} px at 200 %: {found}" for found in page.evaluate(OVERFLOW)]
        page.evaluate("() => { document.documentElement.style.fontSize = '' }")
        page.evaluate(SPACING)
        wrong += [f"{width} px with wide spacing: {found}" for found in page.evaluate(OVERFLOW)]
        page.evaluate("() => { document.adoptedStyleSheets = [] }")
    page.set_viewport_size({"width": before["width"], "height": before["height"]})
    return wrong


def list_large_text_problems(page: Page) -> list[str]:
    """A7 in short: the open page at its present width, with text at 200 %."""
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    wrong = [f"at 200 %: {found}" for found in page.evaluate(OVERFLOW)]
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return wrong


def list_size_problems(page: Page) -> list[str]:
    """A8: things to press of at least 24 px outside of text, words in drawings of at least 12 px."""
    return list(page.evaluate(SMALL))


def list_outline_problems(page: Page) -> list[str]:
    """A10 and A13: one h1, skip link first, one live region, tables with captions, drawings with their table."""
    return list(page.evaluate(OUTLINE))


def list_swap_problems(page: Page) -> list[str]:
    """A5, after a part of the page was swapped: the focus is somewhere, and what axe says still holds."""
    lost = page.evaluate("() => !document.activeElement || document.activeElement === document.body")
    return (["the focus was lost"] if lost else []) + list_axe_problems(page)


def list_problems(page: Page, *, thorough: bool = True) -> list[str]:
    """Everything above on the page that is open. Not thorough: axe and the outline only."""
    wrong = list_axe_problems(page) + list_outline_problems(page)
    if thorough:
        wrong += list_overflows(page) + list_size_problems(page) + list_focus_problems(page)
    return wrong
