"""A profile says whose it is: rows from before the column say so too, and no row can say both."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

BEFORE_AND_AFTER = """
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor

call_command("migrate", "unknot_accounts", "0002", verbosity=0)
call_command("migrate", "auth", verbosity=0)
state = MigrationExecutor(connection).loader.project_state([("unknot_accounts", "0002_waitingmail")])
Before = state.apps.get_model("unknot_accounts", "Profile")
user = User.objects.create(username="somebody")
Before.objects.create(name="of the household")
Before.objects.create(name="of an account", owner_id=user.pk)
call_command("migrate", verbosity=0)

from unknot.web.accounts.models import Profile
for profile in Profile.objects.order_by("name"):
    print(profile.name, "is", profile.kind)
for wrong in ({"kind": "household", "owner": user}, {"kind": "account"}):
    try:
        Profile.objects.create(name="both", **wrong)
        print("written")
    except IntegrityError:
        print("refused")
"""


def test_a_row_of_before_is_of_the_household_or_of_its_account(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("UNKNOT_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
        "UNKNOT_MODE": "shared",
        "UNKNOT_HOSTS": "localhost",
        "UNKNOT_SECRET_KEY": "x" * 50,
        "UNKNOT_DATA": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", BEFORE_AND_AFTER], env=environment, capture_output=True, text=True)

    assert done.stdout.splitlines() == [
        "of an account is account",
        "of the household is household",
        "refused",
        "refused",
    ], done.stderr
