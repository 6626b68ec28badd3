"""Which doors are there? Every URL name of the platform stands in one of these lists; a test looks for those that do not."""

from tests.permissions.registry.accounts import ACCOUNTS
from tests.permissions.registry.coalitions import COALITIONS
from tests.permissions.registry.funding import FUNDING
from tests.permissions.registry.imports import IMPORTS
from tests.permissions.registry.indicators import INDICATORS
from tests.permissions.registry.plan import PLAN
from tests.permissions.registry.site import SITE
from tests.permissions.routes import Route

ROUTES: list[Route] = [*ACCOUNTS, *COALITIONS, *PLAN, *FUNDING, *IMPORTS, *INDICATORS, *SITE]
