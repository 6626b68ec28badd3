"""Where are partner lists brought in, on the web?"""

from django.urls import path

from coalitions.partnerlists.views import listing, wizard
from impactplatform.web.routes import bilingual

app_name = "partnerlists"
urlpatterns = [
    path("imports/", listing.list_imports, name="list"),
    path(bilingual("imports/exemple.xlsx", "imports/example.xlsx"), listing.download_example, name="example"),
    path("imports/<int:pk>/", wizard.show_list, name="detail"),
    path(bilingual("imports/<int:pk>/colonnes/", "imports/<int:pk>/columns/"), wizard.name_columns, name="columns"),
    path(bilingual("imports/<int:pk>/feuille/", "imports/<int:pk>/sheet/"), wizard.change_sheet, name="sheet"),
    path(bilingual("imports/<int:pk>/lignes/", "imports/<int:pk>/rows/"), wizard.show_rows, name="rows"),
    path(bilingual("imports/<int:pk>/lignes/reparer/", "imports/<int:pk>/rows/repair/"), wizard.repair, name="repair"),
    path(
        bilingual("imports/<int:pk>/doublons/", "imports/<int:pk>/duplicates/"),
        wizard.show_duplicates,
        name="duplicates",
    ),
    path(
        bilingual("imports/<int:pk>/doublons/decider/", "imports/<int:pk>/duplicates/decide/"),
        wizard.decide,
        name="decide",
    ),
    path(bilingual("imports/<int:pk>/verifier/", "imports/<int:pk>/check/"), wizard.check, name="check"),
    path(bilingual("imports/<int:pk>/termine/", "imports/<int:pk>/done/"), listing.show_done, name="done"),
    path(bilingual("imports/<int:pk>/annuler/", "imports/<int:pk>/undo/"), listing.undo, name="undo"),
    path(bilingual("imports/<int:pk>/abandonner/", "imports/<int:pk>/abandon/"), listing.abandon, name="abandon"),
    path(
        bilingual("imports/<int:pk>/lignes-rejetees.xlsx", "imports/<int:pk>/rejected-rows.xlsx"),
        listing.download_rejected,
        name="rejected",
    ),
]
