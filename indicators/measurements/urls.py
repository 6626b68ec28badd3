"""Where are the figures of a month, and what waits to be read?"""

from django.urls import path

from impactplatform.web.routes import bilingual
from indicators.measurements.views import entry, history, review

app_name = "measurements"
_MONTH_FR, _MONTH_EN = "chiffres/<slug:slug>/<str:code>/", "figures/<slug:slug>/<str:code>/"
urlpatterns = [
    path(bilingual("chiffres/", "figures/"), entry.start, name="start"),
    path(bilingual("chiffres/<slug:slug>/", "figures/<slug:slug>/"), entry.latest, name="latest"),
    path(bilingual("chiffres/<slug:slug>/a-relire/", "figures/<slug:slug>/to-review/"), review.review, name="review"),
    path(bilingual(_MONTH_FR, _MONTH_EN), entry.month, name="month"),
    path(bilingual(_MONTH_FR + "case/", _MONTH_EN + "cell/"), entry.cell, name="cell"),
    path(bilingual(_MONTH_FR + "terminer/", _MONTH_EN + "finish/"), entry.finish, name="finish"),
    path(bilingual(_MONTH_FR + "rouvrir/", _MONTH_EN + "reopen/"), entry.reopen, name="reopen"),
    path(bilingual(_MONTH_FR + "feuille/", _MONTH_EN + "sheet/"), entry.sheet, name="sheet"),
    path(
        bilingual(_MONTH_FR + "historique/<int:pk>/", _MONTH_EN + "history/<int:pk>/"), history.history, name="history"
    ),
]
