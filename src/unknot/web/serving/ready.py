"""Makes database and static files ready for a server, in a process of their own.

`python -m unknot.web.serving.ready` does it; `serve` and the tests call it apart, so that their own Django
stays as it is.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


class NotReady(RuntimeError):
    """Database or static files could not be made ready; why stands on standard error."""


def make_ready() -> None:
    """Migrate the database; collect static files when one of them has changed since the last time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    os.umask(0o077)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from unknot.web.database.up_to_date import bring_up_to_date

    bring_up_to_date()
    if settings.HOME:
        _take_in_earlier_diary()
    else:
        call_command("createcachetable", verbosity=0)
    stamp, collected = _stamp_of_static_files(), Path(settings.STATIC_ROOT) / "collected"
    if not collected.exists() or collected.read_text() != stamp:
        # Shared mode keeps the files of the last version too: pages of it are still open somewhere.
        call_command(
            "collectstatic",
            verbosity=0,
            interactive=False,
            clear=settings.HOME,
            ignore_patterns=["ext", "*-4*", "htmax*"],
        )
        collected.write_text(stamp)


def _take_in_earlier_diary() -> None:
    """At home, once: the diary that an earlier version kept as a file of its own."""
    from unknot.data_folder import earlier_diary
    from unknot.web.accounts.whose import home_profile
    from unknot.web.kept.earlier_diary import take_in_earlier_diary

    if earlier_diary().exists():
        print(take_in_earlier_diary(by=home_profile()), file=sys.stderr)


def _stamp_of_static_files() -> str:
    """A fingerprint of every file that `collectstatic` would take: its place, size and time of change."""
    from django.contrib.staticfiles.finders import get_finders

    seen = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            of = Path(storage.path(path)).stat()
            seen.append(f"{path} {of.st_size} {of.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()


def make_ready_apart(environment: Mapping[str, str] = os.environ) -> None:
    """The same in another process. Raises NotReady when it fails, after that has said why."""
    done = subprocess.run([sys.executable, "-m", "unknot.web.serving.ready"], env=environment, start_new_session=True)
    if done.returncode:
        raise NotReady


def _main() -> None:
    from django.db import DatabaseError

    from unknot.web.database.database_file import DiaryUnreadable

    try:
        make_ready()
    except DiaryUnreadable as unreadable:
        print(unreadable, file=sys.stderr)
        print("`unknot check` and `unknot plan --answers FILE` work without the diary.", file=sys.stderr)
        sys.exit(1)
    except (OSError, DatabaseError) as error:
        print(f"database or files could not be made ready: {error}", file=sys.stderr)
        usual = "check free space, the rights of the data folder, and UNKNOT_DATABASE_URL"
        print(f"hint: {getattr(error, 'hint', usual)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    _main()
