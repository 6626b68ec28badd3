"""Who can sign in during a test? Everybody has the same password and a confirmed address."""

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from impactplatform.accounts.models import User

PASSWORD = "tisser-ensemble-2026"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@example.org")
    name = factory.Sequence(lambda n: f"Personne {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    @factory.post_generation
    def confirmed(self, create: bool, extracted: bool | None, **kwargs: object) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)
