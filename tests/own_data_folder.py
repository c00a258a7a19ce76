"""Early plugin: tests keep their data in a folder of their own, never in that of the person who runs them."""

from __future__ import annotations

import os
import tempfile

os.environ["UNKNOT_DATA"] = tempfile.mkdtemp(prefix="unknot-tests-")
os.environ["UNKNOT_MODE"] = "home"
os.environ["UNKNOT_DEBUG"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs its loop in the tests' own thread
