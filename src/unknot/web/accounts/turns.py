"""Makes two writers of one person go one after the other, on either database."""

from __future__ import annotations

from django.http import Http404

from unknot.web.accounts.models import Profile


class Gone(Http404):
    """This person was deleted in the meantime: nothing can be kept for them any more."""


def take_turn(by: Profile) -> None:
    """Inside a transaction: wait until every other writer of this person has ended theirs. Raises Gone.

    SQLite has one writer at a time anyway. PostgreSQL would let two of them look, find nothing, and both insert; so
    each locks the row of the person first, and what it reads after that is what it may build on. One lock a
    transaction, and always this one before anything else: two writers can never wait for each other.
    """
    if Profile.objects.select_for_update().filter(pk=by.pk).values_list("pk").first() is None:
        raise Gone("this person was deleted")
