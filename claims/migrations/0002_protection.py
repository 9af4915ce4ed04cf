"""Row-level security of claims."""

from django.db import migrations

from cohe.db.operations import ProtectTables


class Migration(migrations.Migration):
    dependencies = (("claims", "0001_initial"), ("cohe", "0002_protection"))
    operations = (ProtectTables(),)
