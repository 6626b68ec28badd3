"""How does a template write a number, an amount, a period, a status, a silence? `{% load face %}`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from impactplatform.charts import words as say
from impactplatform.kernel.money import Money
from impactplatform.kernel.periods import Period
from impactplatform.web import marks

register = template.Library()


def _exact(value: object) -> Decimal | None:
    """None for an absence or something that is no number."""
    try:
        return None if value is None or isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        return None


def _language() -> str:
    return get_language() or "fr"


@register.filter
def number(value: object, decimals: int | None = None) -> str:
    """`{{ 1234.5|number }}` 1 234,5; `{{ x|number:1 }}` one decimal. An absence gives nothing: show its silence instead."""
    exact = _exact(value)
    return "" if exact is None else say.say_number(exact, _language(), decimals)


@register.filter
def percent(value: object, decimals: int = 1) -> str:
    """`{{ 86|percent }}` 86 %; the value is already a percentage."""
    exact = _exact(value)
    return "" if exact is None else say.say_value(exact, "%", _language(), decimals)


@register.filter
def with_unit(value: object, unit: str = "") -> str:
    """`{{ 118|with_unit:"familles" }}` 118 familles, with the right blank."""
    exact = _exact(value)
    return "" if exact is None else say.say_value(exact, unit, _language())


@register.filter
def money(value: object, currency: str = "") -> str:
    """`{{ sum|money }}` of a Money, or `{{ amount|money:"EUR" }}`: to the cent."""
    return _money(value, currency, cents=True)


@register.filter
def money_short(value: object, currency: str = "") -> str:
    """As `money`, but whole amounts lose their zeros: 42 000 €."""
    return _money(value, currency, cents=False)


def _money(value: object, currency: str, *, cents: bool) -> str:
    if isinstance(value, Money):
        return say.say_money(value.amount, value.currency, _language(), cents)
    exact = _exact(value)
    return "" if exact is None else say.say_money(exact, currency or "EUR", _language(), cents)


@register.filter
def period(value: Period | int | str | date | None, form: str = "") -> str:
    """`{{ period|period }}` mars 2026; takes a Period, its id, its code or a day. `:"short"` for column heads."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        value = Period.from_id(value)
    elif isinstance(value, str):
        value = Period.parse(value)
    elif isinstance(value, date):
        value = Period.month_of(value)
    return say.say_period(value, _language(), short=form == "short")


@register.filter
def day(value: date | None) -> str:
    """`{{ on|day }}` 1er mai 2026 in French, 1 May 2026 in English; nothing for no date."""
    if value is None:
        return ""
    text = date_format(value, "j F Y")
    return f"1er {text[2:]}" if value.day == 1 and say.language_key(_language()) == "fr" else text


@register.simple_tag
def status(code: str, words: str = "") -> SafeString:
    """`{% status "ok" %}` a chip of shape and word: ok, steady, slipping, early, nodata."""
    return marks.draw_status(code or "nodata", words)


@register.simple_tag
def silence(state: str, explain: bool = False) -> SafeString:
    """`{% silence "hidden" %}` the mark of zero, nd, na, nc, hidden or pending; `explain=True` shows the word too."""
    return marks.draw_silence(state, explain)


@register.simple_tag
def coverage(received: int, expected: int, words: str = "") -> SafeString:
    """`{% coverage 7 9 %}` squares and a sentence; `words` replaces the sentence."""
    return marks.draw_coverage(int(received or 0), int(expected or 0), words)


@register.simple_tag
def change(amount: object, unit: str = "", decimals: int = 1) -> SafeString:
    """`{% change 2 "%" %}` an arrow and +2 points: direction only, never good or bad."""
    exact = _exact(amount) or Decimal(0)
    return marks.draw_change(exact, say.say_change(exact, unit, _language(), decimals))


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "search" %}` a drawing that stands beside a word."""
    return marks.draw_icon(name)


@register.simple_tag
def woven_band(slug: str = "") -> SafeString:
    """`{% woven_band coalition.slug %}` the band across the page."""
    return marks.draw_band(slug or "impact-collectif")


@register.simple_tag
def woven_swatch(slug: str) -> SafeString:
    """`{% woven_swatch coalition.slug %}` one repeat of it, for lists."""
    return marks.draw_band(slug, swatch=True)


@register.simple_tag
def all_silences() -> tuple[str, ...]:
    """The six silences, for the legend."""
    return marks.SILENCES


@register.filter
def page_numbers(total: int, current: int) -> list[int]:
    """Which page links to show: the first, the last, those around the current one; 0 stands for a gap."""
    shown = sorted({1, total, *range(max(1, current - 1), min(total, current + 1) + 1)})
    result: list[int] = []
    for page in shown:
        if result and page - result[-1] > 1:
            result.append(0)
        result.append(page)
    return result


@register.filter
def at(items: list[object], index: int) -> object:
    """`{{ headers|at:forloop.counter0 }}` the item at that place, or nothing."""
    return items[index] if index < len(items) else ""


@register.filter
def cut_words(text: str) -> list[str]:
    """`{% for name in "a b c"|cut_words %}` the words of a short list written in the template."""
    return text.split()
