"""Is everything there that a server needs? Database and static files, made ready in a process of their own.

`python -m unknot.web.ready` does it; `serve` and the tests call it apart, so that their own Django stays as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys


def make_ready() -> None:
    """Migrate the database and collect static files; both at once when there is nothing to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    os.umask(0o077)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["ext", "*-4*", "htmax*"])


def make_ready_apart() -> None:
    """The same in another process. Raises subprocess.CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", "unknot.web.ready"], check=True, env=os.environ)


if __name__ == "__main__":
    make_ready()
