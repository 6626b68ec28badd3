"""Who is a person on this platform?"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, "is_platform_admin": True, **fields}
        )


class User(AbstractUser):
    """A person who signs in with an e-mail address. What they may do comes from their seats, not from here."""

    class Digest(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        MONTHLY = "monthly", _("Every month")
        NEVER = "never", _("Never")

    username = None  # type: ignore[assignment]  # the e-mail address is the name people sign in with
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name shown to others"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    digest = models.CharField(_("summary by e-mail"), max_length=10, choices=Digest, default=Digest.WEEKLY)
    is_platform_admin = models.BooleanField(_("looks after the platform"), default=False)
    is_system = models.BooleanField(_("stands for the platform itself"), default=False, editable=False)

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # Django's own manager asks for a username
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
