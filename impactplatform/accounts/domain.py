"""Which role may do what? One table, equal to the permission matrix of the design, and one function that reads it."""

from __future__ import annotations

from collections.abc import Collection

from impactplatform.kernel.decisions import ALLOWED, Decision, Refused

VISITOR, NO_ROLE, PARTNER, FUNDER = "visitor", "no_role", "partner", "funder"
COORDINATOR, OPERATOR, COACH, ADMIN = "coordinator", "operator", "coach", "admin"
SYSTEM = "system"  # the platform's own commands and schedule; not a role anybody can be given
UNSEALED = "unsealed"  # beside admin: this coalition's seal is broken for now, with a reason it was told
ROLES = (VISITOR, NO_ROLE, PARTNER, FUNDER, COORDINATOR, OPERATOR, COACH, ADMIN)

# verb: (object and action as the matrix names them, then a cell for each role in the order of ROLES).
# y allowed, own only what is theirs, pub only what is published, brk only with the seal broken, . refused.
TABLE: dict[str, tuple[str, str, str]] = {
    "coalition_profile.view": ("coalition.profile", "view", "pub pub y y y pub y y"),
    "coalition_profile.edit": ("coalition.profile", "edit", ". . . . y . . brk"),
    "coalition.create": ("coalition", "create, archive", ". . . . . . . y"),
    "coalition.delete": ("coalition", "delete", ". . . . . . . ."),
    "membership.list": ("membership", "list", ". . y . y . y y"),
    "membership.manage": ("membership", "invite, change role up to own level, remove", ". . . . y . . y"),
    "membership.grant_coordinator": ("membership", "grant coordinator or above", ". . . . . . . y"),
    "partner_org.view": ("partner_org", "view", "pub pub y y y pub y y"),
    "partner_org.edit": ("partner_org", "edit", ". . own . y . . brk"),
    "partner_org.create": ("partner_org", "create, merge", ". . . . y . . ."),
    "action.view": ("agenda_action", "list, view", "pub pub y y y pub y y"),
    "action.edit": ("agenda_action", "create, edit", ". . own . y . . ."),
    "action.delete": ("agenda_action", "delete", ". . . . y . . ."),
    "indicator.view": ("indicator", "list, view", "pub pub y y y pub y y"),
    "indicator.edit": ("indicator", "create, edit definition", ". . . . y . . ."),
    "indicator.retire": ("indicator", "retire", ". . . . y . . ."),
    "measurement.view_draft": ("measurement", "list, view draft or rejected", ". . own . y . y ."),
    "measurement.view_submitted": ("measurement", "list, view submitted", ". . own . y . y ."),
    "measurement.view_approved": ("measurement", "list, view approved exact value", ". . y y y . y ."),
    "measurement.record": ("measurement", "create, edit draft", ". . own . y . . ."),
    "measurement.submit": ("measurement", "submit", ". . own . y . . ."),
    "measurement.approve": ("measurement", "approve, reject (never own submission)", ". . . . y . . ."),
    "measurement.correct": ("measurement", "correct approved (new version + reason)", ". . . . y . . ."),
    "measurement.reopen_period": ("measurement", "reopen locked period", ". . . . . . . brk"),
    "measurement.delete": ("measurement", "delete", ". . . . . . . ."),
    "measurement.history": ("measurement", "history, compare, audit trail", ". . own . y . y ."),
    "aggregate.view_internal": ("aggregate", "view internal", ". . y y y . y ."),
    "aggregate.view_public": ("aggregate", "view public", "pub pub pub pub pub pub pub pub"),
    "aggregate.recompute": ("aggregate", "recompute", ". . . . y . . y"),
    "period.lock": ("period", "lock", ". . . . y . . ."),
    "fund.view": ("fund", "list, view", ". . . own y own y ."),
    "fund.edit": ("fund", "create, edit, close", ". . . . . own . y"),
    "receipt.view": ("receipt", "view", ". . . own y own y ."),
    "receipt.record": ("receipt", "record", ". . . . . own . ."),
    "allocation.view": ("allocation", "view", ". . own own y own y ."),
    "allocation.propose": ("allocation", "propose", ". . own . y own . ."),
    "allocation.approve": ("allocation", "approve (never own proposal)", ". . . . . own . ."),
    "money_entry.reverse": ("money entry", "reverse (counter-entry)", ". . . . . own . ."),
    "money_entry.edit": ("money entry", "edit, delete", ". . . . . . . ."),
    "expense.record": ("expense", "record, attach evidence", ". . own . y . . ."),
    "expense.validate": ("expense", "validate (never own)", ". . . . y own . ."),
    "expense.view": ("expense", "view", ". . own own y own y ."),
    "import.preview": ("import", "upload, preview", ". . own . y . . ."),
    "import.confirm": ("import", "confirm", ". . own . y . . ."),
    "import.undo": ("import", "undo within the hour if nothing built on it", ". . own . y . . ."),
    "export.rows": ("export", "measurements, money (rows the role can view)", ". . own own y own y ."),
    "export.public": ("export", "public data set", "pub pub pub pub pub pub pub pub"),
    "report.build": ("report", "build PDF", ". . . own y own y ."),
    "audit_log.view": ("audit log", "view", ". . . . y . y y"),
    "audit_log.edit": ("audit log", "edit, delete", ". . . . . . . ."),
    "user_account.edit_own": ("user account", "view, edit own", ". y y y y y y y"),
    "user_account.disable": ("user account", "disable, end sessions", ". . . . . . . y"),
    "user_account.impersonate": ("user account", "read another's secrets, sign in as", ". . . . . . . ."),
    "programme.compare": ("programme", "view comparison of coalitions", ". . . . own . y ."),
    "programme.assign_coach": ("programme", "assign accompanist", ". . . . . . . y"),
    "settings.edit": ("settings", "view, edit", ". . . . . . . y"),
    "health.liveness": ("health page", "liveness (ok or not)", "y y y y y y y y"),
    "health.details": ("health page", "details (queue age, versions, disk)", ". . . . . . . y"),
}
CELLS = ("y", "own", "pub", "brk", ".")


def get_cell(verb: str, role: str) -> str:
    """The cell of the table: one of CELLS. An unknown verb raises KeyError: a verb is never invented in a view.

    >>> get_cell("measurement.approve", "partner")
    '.'
    """
    return TABLE[verb][2].split()[ROLES.index(role)]


def decide(verb: str, roles: Collection[str], *, owns: bool = False, published: bool = False) -> Decision:
    """May somebody with these roles do this? The best of their roles counts.

    `owns`: the record is theirs (organisation, fund or account); `published`: it is public already. A cell `brk`
    opens only when UNSEALED is among the roles: a platform admin gave a reason and a time limit, and the coalition was told.

    >>> bool(decide("measurement.record", {"partner"}, owns=True))
    True
    >>> bool(decide("coalition_profile.edit", {"admin"})), bool(decide("coalition_profile.edit", {"admin", "unsealed"}))
    (False, True)
    """
    if SYSTEM in roles:
        return ALLOWED
    cells = {get_cell(verb, role) for role in roles if role != UNSEALED}
    if (
        "y" in cells
        or (owns and "own" in cells)
        or (published and "pub" in cells)
        or (UNSEALED in roles and "brk" in cells)
    ):
        return ALLOWED
    return Refused("not_allowed", {"verb": verb})
