"""Do scales, outlines, sparklines and bands stand where they should?"""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from impactplatform.charts.flow import Band, Flow, Node
from impactplatform.charts.gallery import compose
from impactplatform.charts.maps import Outlines, step_of
from impactplatform.charts.outlines import Area, rings_of
from impactplatform.charts.scales import round_marks, spread
from impactplatform.charts.sparkline import Sparkline, draw_sparkline
from tests.impactplatform.charts.strategies import values

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


@given(st.lists(values, max_size=20), st.booleans())
def test_marks_enclose_every_value_and_stay_few(given_values: list[Decimal], from_zero: bool) -> None:
    marks = round_marks(given_values, from_zero=from_zero)
    assert 2 <= len(marks) <= 7
    assert all(marks[0] <= v <= marks[-1] for v in given_values)


@given(st.lists(st.floats(0, 200), max_size=6))
def test_labels_are_pushed_apart(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, 16, 0, 200))
    assert all(after - before >= 16 - 1e-6 for before, after in itertools.pairwise(placed))


def test_an_outline_is_read_from_geojson_and_damage_gives_none() -> None:
    assert len(rings_of(SQUARE)) == 1
    assert len(rings_of({"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], SQUARE["coordinates"]]})) == 2
    assert rings_of({"type": "Polygon", "coordinates": [["x"]]}) == ()
    assert rings_of(None) == rings_of({"type": "Point", "coordinates": [0, 0]}) == ()


def test_one_place_is_only_shown() -> None:
    picture = compose(Outlines("Tisserands", (Area("Tisserands", rings_of(SQUARE)),)), "fr")
    assert picture.sentence == "Contour du lieu\u00a0: Tisserands."
    assert "chart-area--1" not in picture.wide


def test_a_hidden_area_is_hatched_and_has_no_figure_anywhere() -> None:
    areas = (Area("A", rings_of(SQUARE), Decimal(40), "number"), Area("B", rings_of(SQUARE), None, "hidden"))
    picture = compose(Outlines("Ville", areas, "%", "Chômage"), "en", "m")
    assert "url(#m-wide-hatch)" in picture.wide
    assert picture.table.rows[1][2].text == "s"
    assert "Without a figure: B." in picture.sentence


def test_the_highest_value_is_in_the_highest_step() -> None:
    marks = [Decimal(m) for m in (0, 10, 20)]
    assert [step_of(Decimal(v), marks) for v in (0, 9, 10, 20)] == [0, 0, 1, 1]


def test_a_sparkline_is_silent_for_screen_readers_and_breaks_at_a_gap() -> None:
    drawn = draw_sparkline(Sparkline((Decimal(1), Decimal(2), None, Decimal(3), Decimal(2)), Decimal(1)))
    assert 'aria-hidden="true"' in drawn
    assert drawn.count("<polyline") == 2
    assert draw_sparkline(Sparkline((None,))) == ""


def test_a_flow_names_everybody_and_every_amount() -> None:
    nodes = (Node("f", "Fondation A", 0), Node("p", "Pot", 1))
    flow = Flow("Chemin", "EUR", ("Financeurs", "Pots"), nodes, (Band("f", "p", Decimal("120000.00")),))
    picture = compose(flow, "fr")
    assert (
        picture.sentence
        == "Chemin. Financeurs\u00a0: Fondation A 120\u202f000\u00a0€. Pots\u00a0: Pot 120\u202f000\u00a0€."
    )
    assert [c.text for c in picture.table.rows[0]] == ["Fondation A", "Pot", "120\u202f000,00\u00a0€"]
