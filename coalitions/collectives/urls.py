"""Where are coalitions, their people and their journal on the web?"""

from django.urls import URLPattern, path

from coalitions.collectives.views import invitations, journal, members, places, profile, team
from impactplatform.web.routes import bilingual

app_name = "collectives"
ROOT = "coalitions/<slug:slug>/"


def at(french: str, english: str) -> str:
    return bilingual(ROOT + french, ROOT + english)


urlpatterns: list[URLPattern] = [
    path("coalitions/", profile.show_list, name="list"),
    path(bilingual("coalitions/nouvelle/", "coalitions/new/"), profile.show_new, name="new"),
    path(ROOT, profile.show_detail, name="detail"),
    path(at("modifier/", "edit/"), profile.show_edit, name="edit"),
    path(at("archiver/", "archive/"), profile.archive, name="archive"),
    path(at("sceau/", "seal/"), profile.show_seal, name="seal"),
    path(at("lieux/", "places/"), places.show_places, name="places"),
    path(at("lieux/<int:pk>/terminer/", "places/<int:pk>/end/"), places.stop_place, name="end_place"),
    path(at("membres/", "members/"), members.show_members, name="members"),
    path(at("membres/ajouter/", "members/add/"), members.add, name="add_member"),
    path(at("membres/nouveau/", "members/new/"), members.add_new, name="new_member"),
    path(at("membres/<int:pk>/terminer/", "members/<int:pk>/end/"), members.stop_member, name="end_member"),
    path(at("equipe/", "team/"), team.show_team, name="team"),
    path(at("equipe/inviter/", "team/invite/"), team.show_invite, name="invite"),
    path(at("equipe/<int:pk>/terminer/", "team/<int:pk>/end/"), team.stop_seat, name="end_seat"),
    path(
        at("equipe/invitations/<int:pk>/retirer/", "team/invitations/<int:pk>/withdraw/"),
        team.withdraw,
        name="withdraw_invitation",
    ),
    path(at("journal/", "journal/"), journal.show_journal, name="journal"),
    path("invitations/<str:token>/", invitations.show_invitation, name="invitation"),
]
