"""The doors of accounts, of signing in and of long work."""

from __future__ import annotations

from tests.permissions.identities import IDENTITIES
from tests.permissions.routes import MISSING, SIGN_IN, Route

BOTH = ("GET", "POST")
ALLAUTH = ("GET", "POST", "PUT", "PATCH", "DELETE")  # its views redirect before they look at the method


def anybody(name: str, *args: object, methods: tuple[str, ...] = BOTH) -> Route:
    return Route(name, None, lambda world: args, methods=methods, tenant="platform", lenient=ALLAUTH)


def key(name: str, *methods: str) -> Route:
    """A page about something the person may not have: a code, an app."""
    return signed_in(name, methods=methods, may_be_missing=True)


def signed_in(name: str, *args: object, methods: tuple[str, ...] = BOTH, **more: object) -> Route:
    return Route(name, "signed in", lambda world: args, methods=methods, tenant="platform", lenient=ALLAUTH, **more)  # type: ignore[arg-type]


NOBODY_ELSE = {who: MISSING for who in IDENTITIES if who != "coordinator"}
NO_JOB = {**NOBODY_ELSE, "visitor": SIGN_IN, "disabled coordinator": SIGN_IN}


def job(name: str, *methods: str) -> Route:
    why = "work is seen by whoever ordered it, here a coordinator"
    return Route(
        name, "signed in", lambda w: (w.ours.job.pk,), missing=(9_999_999,), methods=methods, tenant="coalition",
        expected=NO_JOB, why=why,
    )  # fmt: skip


ACCOUNTS = [
    Route("accounts:home", "user_account.edit_own", tenant="platform", methods=BOTH, owners=frozenset(IDENTITIES)),
    Route("accounts:own_data", "user_account.edit_own", tenant="platform", owners=frozenset(IDENTITIES)),
    Route("accounts:trail", "settings.edit", tenant="platform"),
    Route("accounts:people", "user_account.disable", tenant="platform"),
    *(
        Route(
            f"accounts:{name}",
            "user_account.disable",
            lambda w: (w.people.stranger.pk,),
            tenant="platform",
            methods=("POST",),
        )
        for name in ("close", "reopen")
    ),
    anybody("account_login"),
    anybody("account_request_login_code"),
    anybody("account_confirm_login_code"),
    anybody("account_logout"),
    anybody("account_inactive", methods=("GET",)),
    anybody("account_signup"),
    anybody("account_email_verification_sent", methods=("GET",)),
    Route("account_confirm_email", None, lambda world: ("nokey",), tenant="platform", lenient=ALLAUTH),
    anybody("account_reset_password"),
    anybody("account_reset_password_done", methods=("GET",)),
    anybody("account_reset_password_from_key", "a", "b"),
    anybody("account_reset_password_from_key_done", methods=("GET",)),
    anybody("mfa_authenticate"),
    anybody("mfa_login_webauthn"),
    signed_in("account_reauthenticate"),
    signed_in("account_email"),
    signed_in("account_change_password"),
    signed_in("account_set_password"),
    signed_in("mfa_index", methods=("GET",)),
    signed_in("mfa_reauthenticate"),
    signed_in("mfa_activate_totp"),
    key("mfa_deactivate_totp", *BOTH),
    key("mfa_view_recovery_codes", "GET"),
    signed_in("mfa_generate_recovery_codes"),
    key("mfa_download_recovery_codes", "GET"),
    signed_in("mfa_list_webauthn", methods=("GET",)),
    signed_in("mfa_add_webauthn"),
    signed_in("mfa_reauthenticate_webauthn", methods=("POST",)),
    signed_in("mfa_remove_webauthn", 9_999_999, may_be_missing=True),
    signed_in("mfa_edit_webauthn", 9_999_999, may_be_missing=True),
    signed_in("usersessions_list"),
    Route("jobs:list", "signed in", tenant="platform"),
    job("jobs:detail", "GET"),
    job("jobs:progress", "GET"),
    job("jobs:cancel", "POST"),
    job("jobs:relaunch", "POST"),
]
