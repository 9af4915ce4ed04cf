"""Absences that were noted before lists below staffing saw who is away."""

from django.db import migrations

TELL = """
INSERT INTO claims_away (cohe_id, person_id, first_on, last_on)
SELECT cohe_id, person_id, first_on, last_on FROM staffing_absence WHERE withdrawn_at IS NULL
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_away"),
        ("staffing", "0006_forecast"),
    ]

    operations = [migrations.RunSQL(TELL, migrations.RunSQL.noop)]
