"""Measures M1 to M11, surveys, improvement projects."""

import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cohe.db.fields
from cohe.db.in_one_go import in_one_go
from cohe.db.operations import ProtectTables


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_work_status_told_once"),
        ("cohe", "0003_provider_number"),
        ("staffing", "0002_protection"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdopterClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "adoption",
                    models.CharField(
                        choices=[
                            ("low", "Low adopter"),
                            ("medium", "Medium adopter"),
                            ("high", "High adopter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("reason", models.TextField(blank=True, default="")),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "provider",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopter_classes",
                        to="claims.provider",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AdopterClassHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "adoption",
                    models.CharField(
                        choices=[
                            ("low", "Low adopter"),
                            ("medium", "Medium adopter"),
                            ("high", "High adopter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.DateField()),
                ("reason", models.TextField(blank=True, default="")),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.adopterclass",
                    ),
                ),
                (
                    "provider",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.provider",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ApfReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("is_complete", models.BooleanField(null=True)),
                ("is_on_time", models.BooleanField(null=True)),
                ("remark", models.TextField(blank=True, default="")),
                ("reviewed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "apf",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="claims.apf",
                    ),
                ),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApfReviewHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("drawn_at", models.DateTimeField()),
                ("is_complete", models.BooleanField(null=True)),
                ("is_on_time", models.BooleanField(null=True)),
                ("remark", models.TextField(blank=True, default="")),
                ("reviewed_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "apf",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.apf",
                    ),
                ),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.apfreview",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comparison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("percent", models.DecimalField(decimal_places=3, max_digits=6)),
                ("source", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ComparisonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("percent", models.DecimalField(decimal_places=3, max_digits=6)),
                ("source", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.comparison",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Improvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.TextField()),
                ("aim", models.TextField()),
                ("change", models.TextField()),
                ("measure", models.CharField(max_length=3)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("before_year", models.PositiveSmallIntegerField()),
                ("before_number", models.PositiveSmallIntegerField()),
                ("after_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("after_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lesson", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "led_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-started_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ImprovementHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("title", models.TextField()),
                ("aim", models.TextField()),
                ("change", models.TextField()),
                ("measure", models.CharField(max_length=3)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("before_year", models.PositiveSmallIntegerField()),
                ("before_number", models.PositiveSmallIntegerField()),
                ("after_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("after_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("lesson", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "led_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.improvement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeasureFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("code", models.CharField(max_length=3)),
                ("numerator", models.PositiveIntegerField(null=True)),
                ("denominator", models.PositiveIntegerField()),
                ("figure_numerator", models.BigIntegerField(null=True)),
                ("figure_denominator", models.BigIntegerField(null=True)),
                ("note", models.TextField(blank=True, default="")),
                ("as_of", models.DateField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProviderCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("is_billed", models.BooleanField(default=False)),
                ("source", models.TextField(help_text="Who said so.")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="provider_calls",
                        to="claims.claim",
                    ),
                ),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProviderCallHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("on", models.DateField()),
                ("is_billed", models.BooleanField(default=False)),
                ("source", models.TextField(help_text="Who said so.")),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    cohe.db.fields.TenantKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.providercall",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("workers", "Workers"),
                            ("providers", "Providers"),
                            ("employers", "Employers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("question", models.TextField()),
                ("answered", models.PositiveIntegerField()),
                ("positive", models.PositiveIntegerField()),
                ("source", models.TextField(blank=True, default="")),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "-number", "question", "pk"),
            },
        ),
        migrations.CreateModel(
            name="SurveyHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_actor",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.NullIf(
                                models.Func(
                                    models.Value("app.actor"),
                                    models.Value(True),
                                    function="current_setting",
                                    output_field=models.TextField(),
                                ),
                                models.Value(""),
                            ),
                            models.BigIntegerField(),
                        ),
                        null=True,
                    ),
                ),
                (
                    "pgh_request",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.NullIf(
                            models.Func(
                                models.Value("app.request"),
                                models.Value(True),
                                function="current_setting",
                                output_field=models.TextField(),
                            ),
                            models.Value(""),
                        ),
                        null=True,
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "of",
                    models.CharField(
                        choices=[
                            ("workers", "Workers"),
                            ("providers", "Providers"),
                            ("employers", "Employers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("question", models.TextField()),
                ("answered", models.PositiveIntegerField()),
                ("positive", models.PositiveIntegerField()),
                ("source", models.TextField(blank=True, default="")),
                ("set_at", models.DateTimeField()),
                (
                    "cohe",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohe.cohe",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="staffing.survey",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="adopterclass",
            constraint=models.UniqueConstraint(
                fields=("cohe", "provider", "since"), name="adopter_class_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="adopterclass",
            constraint=models.CheckConstraint(
                condition=models.Q(("adoption__in", ["low", "medium", "high"])), name="adopter_class_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adopterclass",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_adopterclasshistory" ("adoption", "cohe_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "reason", "set_at", "set_by_id", "since") SELECT new_values."adoption", new_values."cohe_id", new_values."id", NOW(), \'insert\', new_values."id", new_values."provider_id", new_values."reason", new_values."set_at", new_values."set_by_id", new_values."since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="183dc15c313c1e6b005046b84dea06fd5d1d88f2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ff517",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_adopterclass",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adopterclass",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_adopterclasshistory" ("adoption", "cohe_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "reason", "set_at", "set_by_id", "since") SELECT new_values."adoption", new_values."cohe_id", new_values."id", NOW(), \'update\', new_values."id", new_values."provider_id", new_values."reason", new_values."set_at", new_values."set_by_id", new_values."since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cd7a0c6117eb0ceb83b909a5cd2571a6b830970c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb4ff",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_adopterclass",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="adopterclass",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_adopterclasshistory" ("adoption", "cohe_id", "id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "reason", "set_at", "set_by_id", "since") SELECT old_values."adoption", old_values."cohe_id", old_values."id", NOW(), \'delete\', old_values."id", old_values."provider_id", old_values."reason", old_values."set_at", old_values."set_by_id", old_values."since" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="37264bb8011a7e311b6a34e52912e360348b5ea8",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_58f3e",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_adopterclass",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="apfreview",
            constraint=models.UniqueConstraint(
                fields=("cohe", "year", "number", "apf"), name="apf_reviewed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="apfreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 4)), ("year__range", (1900, 9000))),
                name="apf_review_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="apfreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_complete", None),
                        ("is_on_time", None),
                        ("reviewed_by", None),
                        ("reviewed_on", None),
                    ),
                    models.Q(
                        ("is_complete__isnull", False),
                        ("is_on_time__isnull", False),
                        ("reviewed_by__isnull", False),
                        ("reviewed_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="apf_review_is_whole",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apfreview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_apfreviewhistory" ("apf_id", "cohe_id", "drawn_at", "drawn_by_id", "id", "is_complete", "is_on_time", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "reviewed_by_id", "reviewed_on", "version", "year") SELECT new_values."apf_id", new_values."cohe_id", new_values."drawn_at", new_values."drawn_by_id", new_values."id", new_values."is_complete", new_values."is_on_time", new_values."number", NOW(), \'insert\', new_values."id", new_values."remark", new_values."reviewed_by_id", new_values."reviewed_on", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0681bd00128e4a5a7c05137f11cbbbc3989bdbec",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7bfd3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_apfreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apfreview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_apfreviewhistory" ("apf_id", "cohe_id", "drawn_at", "drawn_by_id", "id", "is_complete", "is_on_time", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "reviewed_by_id", "reviewed_on", "version", "year") SELECT new_values."apf_id", new_values."cohe_id", new_values."drawn_at", new_values."drawn_by_id", new_values."id", new_values."is_complete", new_values."is_on_time", new_values."number", NOW(), \'update\', new_values."id", new_values."remark", new_values."reviewed_by_id", new_values."reviewed_on", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="80eb9c64c403704a3f71dcf3f992cdc3006055fc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_409de",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_apfreview",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="apfreview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_apfreviewhistory" ("apf_id", "cohe_id", "drawn_at", "drawn_by_id", "id", "is_complete", "is_on_time", "number", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "reviewed_by_id", "reviewed_on", "version", "year") SELECT old_values."apf_id", old_values."cohe_id", old_values."drawn_at", old_values."drawn_by_id", old_values."id", old_values."is_complete", old_values."is_on_time", old_values."number", NOW(), \'delete\', old_values."id", old_values."remark", old_values."reviewed_by_id", old_values."reviewed_on", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="a745ebf8eae3c1a123baaa918f03b932d03a3785",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b7598",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_apfreview",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.UniqueConstraint(
                fields=("cohe", "year", "number"), name="comparison_once_a_quarter"
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 4)), ("year__range", (1900, 9000))),
                name="comparison_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gt", 0), ("percent__lte", 100)), name="comparison_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="comparison",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="comparison_has_a_source"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparison",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_comparisonhistory" ("cohe_id", "id", "number", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "source", "year") SELECT new_values."cohe_id", new_values."id", new_values."number", new_values."percent", NOW(), \'insert\', new_values."id", new_values."set_at", new_values."set_by_id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0790ff64b4c1e77fae3c0ddc94ea3ac5b1e4aca4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51ecc",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_comparison",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparison",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_comparisonhistory" ("cohe_id", "id", "number", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "source", "year") SELECT new_values."cohe_id", new_values."id", new_values."number", new_values."percent", NOW(), \'update\', new_values."id", new_values."set_at", new_values."set_by_id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8e44bc33ac3899815a14e23e82bcaf8ccbf594e5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b4f7",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_comparison",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="comparison",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_comparisonhistory" ("cohe_id", "id", "number", "percent", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "source", "year") SELECT old_values."cohe_id", old_values."id", old_values."number", old_values."percent", NOW(), \'delete\', old_values."id", old_values."set_at", old_values."set_by_id", old_values."source", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="222474e6ea5e5dc38822c62f62312deebfeb4d61",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7123a",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_comparison",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("title", ""), _negated=True),
                    models.Q(("aim", ""), _negated=True),
                    models.Q(("change", ""), _negated=True),
                ),
                name="improvement_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("measure__in", ["M1", "M10", "M11", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9"])
                ),
                name="improvement_measure_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"
                ),
                name="improvement_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("before_number__range", (1, 4)), ("before_year__range", (1900, 9000))),
                        models.Q(("before_number", None), ("before_year", None)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("after_number__range", (1, 4)), ("after_year__range", (1900, 9000))),
                        models.Q(("after_number", None), ("after_year", None)),
                        _connector="OR",
                    ),
                ),
                name="improvement_quarters",
            ),
        ),
        migrations.AddConstraint(
            model_name="improvement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("after_year", None),
                    ("after_year__gt", models.F("before_year")),
                    models.Q(
                        ("after_number__gt", models.F("before_number")),
                        ("after_year", models.F("before_year")),
                    ),
                    _connector="OR",
                ),
                name="improvement_after_follows_before",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="improvement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_improvementhistory" ("after_number", "after_year", "aim", "before_number", "before_year", "change", "cohe_id", "ended_on", "id", "led_by_id", "lesson", "made_at", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "title", "version") SELECT new_values."after_number", new_values."after_year", new_values."aim", new_values."before_number", new_values."before_year", new_values."change", new_values."cohe_id", new_values."ended_on", new_values."id", new_values."led_by_id", new_values."lesson", new_values."made_at", new_values."measure", NOW(), \'insert\', new_values."id", new_values."started_on", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0e74c54e510a980613dd13d4633127080ad7b207",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eba25",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_improvement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="improvement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_improvementhistory" ("after_number", "after_year", "aim", "before_number", "before_year", "change", "cohe_id", "ended_on", "id", "led_by_id", "lesson", "made_at", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "title", "version") SELECT new_values."after_number", new_values."after_year", new_values."aim", new_values."before_number", new_values."before_year", new_values."change", new_values."cohe_id", new_values."ended_on", new_values."id", new_values."led_by_id", new_values."lesson", new_values."made_at", new_values."measure", NOW(), \'update\', new_values."id", new_values."started_on", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2bf11c8b5f1e496834fd363970dba55eb352c71f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_848aa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_improvement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="improvement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_improvementhistory" ("after_number", "after_year", "aim", "before_number", "before_year", "change", "cohe_id", "ended_on", "id", "led_by_id", "lesson", "made_at", "measure", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "title", "version") SELECT old_values."after_number", old_values."after_year", old_values."aim", old_values."before_number", old_values."before_year", old_values."change", old_values."cohe_id", old_values."ended_on", old_values."id", old_values."led_by_id", old_values."lesson", old_values."made_at", old_values."measure", NOW(), \'delete\', old_values."id", old_values."started_on", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f6dbcc92a4a185e58be3c56db1c30a9897095c13",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_daa40",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_improvement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.UniqueConstraint(
                fields=("cohe", "year", "number", "code"), name="measure_figure_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 4)), ("year__range", (1900, 9000))),
                name="measure_figure_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("code__in", ["M1", "M10", "M11", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9"])
                ),
                name="measure_figure_code_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("figure_denominator", None), ("figure_numerator", None)),
                    models.Q(("figure_denominator__gt", 0), ("figure_numerator__isnull", False)),
                    _connector="OR",
                ),
                name="measure_figure_is_a_fraction",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurefigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("numerator", None), ("numerator__lte", models.F("denominator")), _connector="OR"
                ),
                name="measure_figure_is_a_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="providercall",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("cohe", "claim", "on"),
                name="provider_call_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="providercall",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="provider_call_has_a_source"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providercall",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_providercallhistory" ("claim_id", "cohe_id", "id", "is_billed", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "withdrawn_at") SELECT new_values."claim_id", new_values."cohe_id", new_values."id", new_values."is_billed", new_values."on", NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."source", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="74bad15e748ae63039c47e52ee4775fd2365595e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_223a0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_providercall",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providercall",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_providercallhistory" ("claim_id", "cohe_id", "id", "is_billed", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "withdrawn_at") SELECT new_values."claim_id", new_values."cohe_id", new_values."id", new_values."is_billed", new_values."on", NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."recorded_by_id", new_values."source", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fa4733a16854e3f05ca4f838dd50bf4fa0e417ad",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cec03",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_providercall",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="providercall",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_providercallhistory" ("claim_id", "cohe_id", "id", "is_billed", "on", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "source", "withdrawn_at") SELECT old_values."claim_id", old_values."cohe_id", old_values."id", old_values."is_billed", old_values."on", NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."recorded_by_id", old_values."source", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="69ffcb94198117ff0c046267180fa6ee4563c0ad",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6b17f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_providercall",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(
                fields=("cohe", "year", "number", "of", "question", "person"),
                name="survey_once_a_quarter",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__range", (1, 4)), ("year__range", (1900, 9000))),
                name="survey_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("answered__gte", 1), ("positive__lte", models.F("answered"))),
                name="survey_positive_of_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="survey_asks"
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("of__in", ["workers", "providers", "employers"])), name="survey_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_surveyhistory" ("answered", "cohe_id", "id", "number", "of", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive", "question", "set_at", "set_by_id", "source", "year") SELECT new_values."answered", new_values."cohe_id", new_values."id", new_values."number", new_values."of", new_values."person_id", NOW(), \'insert\', new_values."id", new_values."positive", new_values."question", new_values."set_at", new_values."set_by_id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d8300f78934b79797905b888b01c4af65f9c42cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_91f55",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="staffing_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_surveyhistory" ("answered", "cohe_id", "id", "number", "of", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive", "question", "set_at", "set_by_id", "source", "year") SELECT new_values."answered", new_values."cohe_id", new_values."id", new_values."number", new_values."of", new_values."person_id", NOW(), \'update\', new_values."id", new_values."positive", new_values."question", new_values."set_at", new_values."set_by_id", new_values."source", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e3b34b1efff1bffdbd8e7c7c4d633698ef7ae752",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8d2c3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="staffing_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "staffing_surveyhistory" ("answered", "cohe_id", "id", "number", "of", "person_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "positive", "question", "set_at", "set_by_id", "source", "year") SELECT old_values."answered", old_values."cohe_id", old_values."id", old_values."number", old_values."of", old_values."person_id", NOW(), \'delete\', old_values."id", old_values."positive", old_values."question", old_values."set_at", old_values."set_by_id", old_values."source", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="34add1421ac0d2f0f2225feaf4f8d02f9c28fa60",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ac2cc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="staffing_survey",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="improvement",
            index=models.Index(fields=("cohe", "-started_on"), name="improvement_by_start"),
        ),
        ProtectTables(),
    ]
    operations = in_one_go(operations)
