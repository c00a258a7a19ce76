"""Finds whose account a mail address is: theirs who proved it; before that proof there is nothing to own.

A sign-up that nobody finished is nobody's: the next one for its address ends it, and what was set in it before the
proof (a password or passkey of an earlier version, a browser signed in) ends with the proof.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.http import HttpRequest


def owner_of(mail: str) -> User | None:
    """The account of the person who proved this address (in small letters)."""
    return User.objects.filter(pk__in=EmailAddress.objects.filter(email=mail, verified=True).values("user")).first()


def unfinished_at(mail: str) -> QuerySet[User]:
    """Sign-ups with this address, newest first, in which no address was ever proved."""
    here = EmailAddress.objects.filter(email=mail).values("user")
    proved = EmailAddress.objects.filter(verified=True).values("user")
    return User.objects.filter(pk__in=here).exclude(pk__in=proved).order_by("-pk")


@receiver(email_confirmed)
@transaction.atomic
def end_what_was_before(request: HttpRequest, email_address: Any, **more: Any) -> None:
    """The first proof of an address ends every way in from before it, and what others began with the address.

    Somebody who is signed in proves the next address of their own account, and keeps what they have.
    """
    if not request.user.is_authenticated:
        user = email_address.user
        user.set_unusable_password()  # which also signs every browser out
        user.save(update_fields=["password"])
        Authenticator.objects.filter(user=user).delete()
    unfinished_at(email_address.email).delete()
    EmailAddress.objects.filter(email=email_address.email).exclude(pk=email_address.pk).delete()
