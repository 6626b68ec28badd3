"""Does every picture, whatever it is given, stay drawable, escaped, and equal to its table?"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings

from impactplatform.charts.bars import Bars
from impactplatform.charts.flow import Flow
from impactplatform.charts.gallery import Chart, compose
from impactplatform.charts.maps import Outlines
from impactplatform.charts.moneybar import MoneyBar
from impactplatform.charts.trend import Trend
from tests.impactplatform.charts.strategies import charts

SVG = "{http://www.w3.org/2000/svg}"
relaxed = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def plotted(drawing: str) -> list[str]:
    return sorted(el.get("data-value", "") for el in ET.fromstring(drawing).iter() if el.get("data-value"))


@relaxed
@given(charts)
@pytest.mark.parametrize("language", ["fr", "en", "fr-ca"])
def test_a_picture_is_sound_xml_with_a_name_and_no_style(language: str, chart: Chart) -> None:
    picture = compose(chart, language, "c1")
    for drawing in (picture.wide, picture.narrow):
        root = ET.fromstring(drawing)  # our own text: parsing is the test
        ids = [el.get("id") for el in root.iter() if el.get("id")]
        assert root.get("role") == "img"
        assert len(ids) == len(set(ids))
        assert all(name in ids for name in (root.get("aria-labelledby") or "").split())
        assert not any(el.tag == f"{SVG}script" or el.get("style") or el.get("onload") for el in root.iter())
        assert "nan" not in re.sub(r">[^<]*<", "><", drawing).lower().replace("data-value", "")


@relaxed
@given(charts)
def test_the_table_says_the_plotted_figures(chart: Chart) -> None:
    picture = compose(chart, "fr", "c1")
    listed = sorted(cell.value for row in picture.table.rows for cell in row if cell.value)
    if isinstance(chart, Trend | Bars):
        assert plotted(picture.wide) == plotted(picture.narrow) == listed
    elif isinstance(chart, Flow):
        assert plotted(picture.wide) == listed
    elif isinstance(chart, MoneyBar):
        assert plotted(picture.wide) == plotted(picture.narrow)
        assert set(plotted(picture.wide)) <= set(listed)
    elif isinstance(chart, Outlines):
        assert set(plotted(picture.wide)) <= set(listed)


@relaxed
@given(charts)
def test_text_is_large_enough_on_a_phone(chart: Chart) -> None:
    picture = compose(chart, "en", "c1")
    for drawing, width in ((picture.wide, 620), (picture.narrow, 320)):
        root = ET.fromstring(drawing)
        assert root.get("width") == str(width)
        # a phone of 360 pixels leaves 296 to the narrow drawing
        shrink = 1 if width == 620 else 296 / 320
        assert all(float(el.get("font-size") or 0) * shrink >= 12 for el in root.iter(f"{SVG}text"))
