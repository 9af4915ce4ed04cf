"""Row-level security of coordination."""

from django.db import migrations

from cohe.db.operations import ProtectTables


class Migration(migrations.Migration):
    dependencies = (("coordination", "0001_initial"), ("claims", "0002_protection"))
    operations = (ProtectTables(),)
