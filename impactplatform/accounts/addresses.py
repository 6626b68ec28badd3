"""Where are the pages of signing in on the web? allauth's views, at our addresses in both languages, under allauth's own names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import URLPattern, path, re_path

from impactplatform.web.routes import bilingual

KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)"


def at(french: str, english: str, view: Callable[..., Any], name: str) -> URLPattern:
    return path(bilingual(f"compte/{french}", f"account/{english}"), view, name=name)


urlpatterns: list[URLPattern] = [
    at("connexion/", "sign-in/", account.login, "account_login"),
    at("connexion/code/", "sign-in/code/", account.request_login_code, "account_request_login_code"),
    at("connexion/code/saisir/", "sign-in/code/enter/", account.confirm_login_code, "account_confirm_login_code"),
    at("deconnexion/", "sign-out/", account.logout, "account_logout"),
    at("ferme/", "closed/", account.account_inactive, "account_inactive"),
    at("ouvrir/", "open/", account.signup, "account_signup"),
    at("confirmer-que-c-est-vous/", "confirm-it-is-you/", account.reauthenticate, "account_reauthenticate"),
    at("adresses/", "addresses/", account.email, "account_email"),
    at("adresses/confirmer/", "addresses/confirm/", account.email_verification_sent, "account_email_verification_sent"),
    at("adresses/confirmer/<str:key>/", "addresses/confirm/<str:key>/", account.confirm_email, "account_confirm_email"),
    at("mot-de-passe/", "password/", account.password_change, "account_change_password"),
    at("mot-de-passe/choisir/", "password/choose/", account.password_set, "account_set_password"),
    at("mot-de-passe/oublie/", "password/forgotten/", account.password_reset, "account_reset_password"),
    at(
        "mot-de-passe/oublie/envoye/",
        "password/forgotten/sent/",
        account.password_reset_done,
        "account_reset_password_done",
    ),
    re_path(  # the key itself holds hyphens, so the number before it is spelled out
        bilingual(f"^compte/mot-de-passe/nouveau/{KEY}/$", f"^account/password/new/{KEY}/$"),
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    at(
        "mot-de-passe/nouveau/fait/",
        "password/new/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    at("deuxieme-cle/", "second-key/", mfa.index, "mfa_index"),
    at("deuxieme-cle/verifier/", "second-key/check/", mfa.authenticate, "mfa_authenticate"),
    at("deuxieme-cle/confirmer/", "second-key/confirm/", mfa.reauthenticate, "mfa_reauthenticate"),
    at("deuxieme-cle/application/", "second-key/app/", totp.activate_totp, "mfa_activate_totp"),
    at("deuxieme-cle/application/retirer/", "second-key/app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
    at("deuxieme-cle/codes/", "second-key/codes/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    at(
        "deuxieme-cle/codes/nouveaux/",
        "second-key/codes/new/",
        recovery.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    at(
        "deuxieme-cle/codes/telecharger/",
        "second-key/codes/download/",
        recovery.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    at("cles/", "passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    at("cles/ajouter/", "passkeys/add/", webauthn.add_webauthn, "mfa_add_webauthn"),
    at("cles/confirmer/", "passkeys/confirm/", webauthn.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    at("cles/connexion/", "passkeys/sign-in/", webauthn.login_webauthn, "mfa_login_webauthn"),
    at("cles/<int:pk>/retirer/", "passkeys/<int:pk>/remove/", webauthn.remove_webauthn, "mfa_remove_webauthn"),
    at("cles/<int:pk>/nommer/", "passkeys/<int:pk>/name/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    at("appareils/", "devices/", sessions.list_usersessions, "usersessions_list"),
]
