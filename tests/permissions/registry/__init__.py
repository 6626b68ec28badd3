"""Which doors are there? Every URL name of the platform stands in one of these lists; a test looks for those that do not."""

from tests.permissions.registry.accounts import ACCOUNTS
from tests.permissions.registry.coalitions import COALITIONS
from tests.permissions.registry.indicators import INDICATORS
from tests.permissions.registry.site import SITE
from tests.permissions.routes import Route

ROUTES: dict[str, Route] = {route.name: route for route in (*ACCOUNTS, *COALITIONS, *INDICATORS, *SITE)}
