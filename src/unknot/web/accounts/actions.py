"""Changes whose data there is: profiles at home, the country, the end of an account."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractBaseUser, User
from django.db import IntegrityError, transaction
from django.http import Http404

from unknot.web.accounts.deleted import leave_no_trace
from unknot.web.accounts.models import Profile, WaitingMail
from unknot.web.accounts.turns import take_turn
from unknot.web.database.forgetting import forget


@transaction.atomic
def add_profile(id: uuid.UUID, name: str) -> Profile:
    """A new person of the household, with the id that the page made: sending twice adds one.

    Raises Http404 when the id is that of a person of an account.
    """
    try:
        profile, _ = Profile.objects.get_or_create(id=id, kind=Profile.Kind.HOUSEHOLD, defaults={"name": name})
    except IntegrityError:
        raise Http404 from None
    return profile


@transaction.atomic
def rename_profile(name: str, *, by: Profile) -> None:
    """Give this person another name."""
    Profile.objects.filter(pk=by.pk).update(name=name)
    forget()


@transaction.atomic
def choose_country(country: str, *, by: Profile) -> None:
    """Whom this person calls from now on."""
    Profile.objects.filter(pk=by.pk).update(country=country)


@transaction.atomic
def delete_profile(*, by: Profile) -> None:
    """Delete this person with everything that is kept of them. There is no way back. Raises Gone when they are."""
    take_turn(by)  # nobody writes for them between the deletion of what is kept and theirs
    leave_no_trace(by)
    by.delete()


@transaction.atomic
def delete_account(*, by: AbstractBaseUser) -> None:
    """Delete an account: its profile and diary, mail addresses and passkeys, and what waits to be mailed to it."""
    # First the account, so that no profile is made for it any more; then what is written for its profiles is awaited.
    User.objects.select_for_update().filter(pk=by.pk).first()
    for profile in Profile.objects.filter(owner_id=by.pk):
        take_turn(profile)
    forget()
    WaitingMail.objects.filter(to=getattr(by, "email", "")).delete()
    by.delete()
