"""How do the invented visions get adopted, and the invented actions begin, move on and stop?"""

from __future__ import annotations

from coalitions.actions.models import Action
from coalitions.actions.operations import change_status, create_action
from coalitions.vision.operations import adopt_vision, draft_vision, seek_change
from impactplatform.site.demo.figures import WRITER
from impactplatform.site.demo.plan import ASPIRATIONS, DOINGS, Aspiration, Doing
from impactplatform.site.demo.stage import Stage


def make_plans(stage: Stage) -> None:
    """Visions in the order they were adopted, then the actions that serve their changes."""
    for aspiration in ASPIRATIONS:
        adopt(stage, aspiration)
    for doing in DOINGS:
        stage.actions[doing.slug] = begin(stage, doing)
        stage.counts["actions"] += 1


def adopt(stage: Stage, aspiration: Aspiration) -> None:
    """A draft from the version in force, its new changes, and the decision of a body."""
    by = stage.people[WRITER[aspiration.coalition]]
    words = {"aspiration_fr": aspiration.french, "aspiration_en": aspiration.english, "story_fr": aspiration.story}
    vision = draft_vision(coalition=stage.coalitions[aspiration.coalition], by=by, **words)
    known = set(vision.changes.values_list("code", flat=True))
    for code, family, french, english, for_whom in aspiration.changes:
        if code not in known:
            seek_change(vision=vision, code=code, family=family, title_fr=french, title_en=english, for_whom=for_whom,
                        by_when=stage.month(-60).starts_on, by=by)  # fmt: skip
    vision.refresh_from_db()
    adopt_vision(vision=vision, on=stage.day(aspiration.ago, 14), body=aspiration.body, by=by)
    stage.counts["visions"] += 1


def begin(stage: Stage, doing: Doing) -> Action:
    """Created as planned, then moved to where it stands, with the reason when people would ask."""
    by = stage.people[WRITER[doing.coalition]]
    action = create_action(
        coalition=stage.coalitions[doing.coalition], slug=doing.slug, title_fr=doing.french, title_en=doing.english,
        lead=stage.organisations[doing.lead], partners=[stage.organisations[slug] for slug in doing.partners],
        change_code=doing.change, theme=doing.theme, place=stage.places.get(doing.place), starts_on=stage.day(doing.began),
        ends_before=None if doing.ends is None else stage.month(doing.ends).starts_on, by=by,
    )  # fmt: skip
    for status in {"planned": (), "under_way": ("under_way",), "done": ("under_way", "done")}.get(
        doing.status, (doing.status,)
    ):
        action = change_status(action=action, status=status, reason=doing.reason, by=by)
    return action
