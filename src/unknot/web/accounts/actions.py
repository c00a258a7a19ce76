"""Everything that changes whose data there is: profiles at home, the country, the end of an account."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from unknot.web.accounts.models import Profile


@transaction.atomic
def add_profile(id: uuid.UUID, name: str) -> Profile:
    """A new person of the household, with the id that the page made: sending twice adds one."""
    profile, _ = Profile.objects.get_or_create(id=id, owner=None, defaults={"name": name})
    return profile


@transaction.atomic
def rename_profile(name: str, *, by: Profile) -> None:
    """Give this person another name."""
    Profile.objects.filter(pk=by.pk).update(name=name)


@transaction.atomic
def choose_country(country: str, *, by: Profile) -> None:
    """Whom this person calls from now on."""
    Profile.objects.filter(pk=by.pk).update(country=country)


@transaction.atomic
def delete_profile(*, by: Profile) -> None:
    """Delete this person with everything that is kept of them. There is no way back."""
    by.delete()


@transaction.atomic
def delete_account(*, by: AbstractBaseUser) -> None:
    """Delete an account: its profile and diary, mail addresses and passkeys."""
    by.delete()
