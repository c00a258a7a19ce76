"""Mails that wait for the mail server."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("unknot_accounts", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sender", models.CharField(max_length=320)),
                ("to", models.CharField(max_length=320)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("due", models.DateTimeField(db_index=True)),
                ("until", models.DateTimeField()),
                ("tries", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
