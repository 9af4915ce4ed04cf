"""Row-level security of staffing."""

from django.db import migrations

from cohe.db.operations import ProtectTables


class Migration(migrations.Migration):
    dependencies = (("staffing", "0001_initial"),)
    operations = (ProtectTables(),)
