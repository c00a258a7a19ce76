"""Says of each profile whose it is, which until now followed from its having an owner."""

from django.db import migrations, models


def say_the_kind(apps, schema_editor):
    """Every profile of an owner is that of an account; all others are of the household."""
    apps.get_model("unknot_accounts", "Profile").objects.exclude(owner=None).update(kind="account")


class Migration(migrations.Migration):
    dependencies = [
        ("unknot_accounts", "0002_waitingmail"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="kind",
            field=models.CharField(
                choices=[("household", "Household"), ("account", "Account")], default="household", max_length=10
            ),
        ),
        migrations.RunPython(say_the_kind, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="profile",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "household"), ("owner", None))
                | models.Q(("kind", "account"), ("owner__isnull", False)),
                name="an_account_has_an_owner_and_a_household_none",
            ),
        ),
    ]
