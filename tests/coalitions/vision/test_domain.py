"""Does comparing two versions account for every change exactly once?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coalitions.vision.domain import Change, Version, compare_versions, free_code

changes = st.lists(
    st.builds(
        Change,
        code=st.sampled_from("abcdef"),
        title=st.sampled_from(["Lire", "Manger", "Dormir"]),
        family=st.sampled_from(["people", "system"]),
    ),
    unique_by=lambda change: change.code,
).map(tuple)


@given(before=changes, after=changes)
def test_each_change_is_in_exactly_one_list(before: tuple[Change, ...], after: tuple[Change, ...]) -> None:
    told = compare_versions(Version(1, "A", "", before), Version(2, "A", "", after))
    assert sorted([*told.added, *told.kept, *(new for _, new in told.reworded)], key=lambda c: c.code) == sorted(
        after, key=lambda c: c.code
    )
    assert {c.code for c in told.dropped} == {c.code for c in before} - {c.code for c in after}
    back = compare_versions(Version(2, "A", "", after), Version(1, "A", "", before))
    assert set(back.added) == set(told.dropped)
    assert len(back.reworded) == len(told.reworded)


def test_words_that_changed_are_said() -> None:
    told = compare_versions(Version(1, "A", "x", ()), Version(2, "B", "x", ()))
    assert (told.aspiration_changed, told.story_changed) == (True, False)


@given(wanted=st.text(max_size=60), taken=st.lists(st.text(max_size=40)))
def test_a_free_code_is_free_and_short(wanted: str, taken: list[str]) -> None:
    code = free_code(wanted, taken)
    assert code not in taken
    assert 0 < len(code) <= 40
