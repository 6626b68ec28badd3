"""How does Django know the accounts?"""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "impactplatform.accounts"

    def ready(self) -> None:
        from allauth.account.decorators import secure_admin_login
        from django.contrib import admin

        # one way in, with its rate limits and second key
        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it
