"""The index that clocks and counts of the worklist are read from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds one index; no table and no key, so nothing is to be protected."""

    dependencies = [
        ("cohe", "0002_protection"),
        ("coordination", "0009_note_names_a_person"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="workitem",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["cohe", "owner", "rule", "due_on", "last_day", "off_since"],
                name="item_days",
            ),
        ),
    ]
