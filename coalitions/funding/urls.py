"""Where is this room on the web?"""

from django.urls import URLPattern, path

from coalitions.funding.views import allocations, opening, pots, reports, writing
from impactplatform.web.routes import bilingual

app_name = "funding"
urlpatterns: list[URLPattern] = [
    path(bilingual("pots/", "funds/"), pots.show_list, name="list"),
    path(bilingual("pots/ouvrir/", "funds/open/"), opening.open_fund, name="open"),
    path(bilingual("pots/<slug:slug>/", "funds/<slug:slug>/"), pots.show_detail, name="detail"),
    path(bilingual("pots/<slug:slug>/registre/", "funds/<slug:slug>/ledger/"), pots.show_ledger, name="ledger"),
    path(bilingual("pots/<slug:slug>/rapport/", "funds/<slug:slug>/report/"), reports.show_report, name="report"),
    path(
        bilingual("pots/<slug:slug>/rapport/tableur/", "funds/<slug:slug>/report/spreadsheet/"),
        reports.download_xlsx,
        name="report_xlsx",
    ),
    path(
        bilingual("pots/<slug:slug>/rapport/pdf/", "funds/<slug:slug>/report/pdf/"),
        reports.download_pdf,
        name="report_pdf",
    ),
    path(
        bilingual("pots/<slug:slug>/rapport/json/", "funds/<slug:slug>/report/json/"),
        reports.download_json,
        name="report_json",
    ),
    path(
        bilingual("pots/<slug:slug>/ecrire/<slug:verb>/", "funds/<slug:slug>/write/<slug:verb>/"),
        writing.write,
        name="write",
    ),
    path(
        bilingual("pots/<slug:slug>/attributions/<int:pk>/", "funds/<slug:slug>/allocations/<int:pk>/"),
        allocations.show_allocation,
        name="allocation",
    ),
    path(
        bilingual(
            "pots/<slug:slug>/attributions/<int:pk>/<slug:verb>/", "funds/<slug:slug>/allocations/<int:pk>/<slug:verb>/"
        ),
        writing.write_on_allocation,
        name="write_on_allocation",
    ),
    path(
        bilingual("pots/<slug:slug>/decider/<slug:kind>/<int:pk>/", "funds/<slug:slug>/decide/<slug:kind>/<int:pk>/"),
        allocations.decide_row,
        name="decide",
    ),
    path(
        bilingual(
            "pots/<slug:slug>/contrepasser/<slug:kind>/<int:pk>/", "funds/<slug:slug>/reverse/<slug:kind>/<int:pk>/"
        ),
        writing.reverse_row,
        name="reverse",
    ),
]
