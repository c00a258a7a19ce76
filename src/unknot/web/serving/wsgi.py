"""Makes Django a WSGI application: what `front.py` hands whole requests to, and granian thereby serves."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
application = get_wsgi_application()

if not settings.HOME:
    from unknot.web.accounts import mail_sender

    mail_sender.start()
