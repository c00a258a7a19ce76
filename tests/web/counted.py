"""How many rows does each table hold? `python -m tests.web.counted` prints it as JSON."""

from __future__ import annotations

import json

import django

if __name__ == "__main__":
    django.setup()
    from django.apps import apps

    print(json.dumps({model._meta.label: model._default_manager.count() for model in apps.get_models()}))
