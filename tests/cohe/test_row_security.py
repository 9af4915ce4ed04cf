"""K1: a COHE's rows exist for that COHE only, whatever the code forgets."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from claims.models import Claim, WorkStatus
from cohe import models, tenancy
from cohe.db.operations import OUTSIDE
from cohe.testing.database import as_role
from tests import make
from tests.cohe import gates

TENANT_MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in ("cohe", "claims", "coordination")
    and model._meta.db_table not in OUTSIDE
    and any(field.column == "cohe_id" for field in model._meta.concrete_fields)
]


@pytest.mark.parametrize("gate", gates.GATES, ids=lambda gate: gate.promise)
def test_the_catalog_keeps(gate: gates.Gate, db):
    assert gates.findings(gate) == []


@pytest.mark.parametrize("gate", gates.GATES, ids=lambda gate: gate.promise)
def test_a_planted_defect_is_found(gate: gates.Gate, db):
    with as_role("cohe_owner"), connection.cursor() as cursor:
        cursor.execute(gate.defect)
    assert gates.findings(gate) != []


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.db_table)
def test_without_a_cohe_every_table_raises_instead_of_being_empty(model, db):
    with pytest.raises(DatabaseError, match="no COHE is set"), transaction.atomic():
        list(model._base_manager.all()[:1])


@pytest.mark.parametrize("model", TENANT_MODELS, ids=lambda model: model._meta.db_table)
def test_loosening_the_policy_of_any_one_table_turns_the_promise_above_red(model, db):
    """The mutation run: with the policy gone, reading without a COHE no longer raises."""
    with as_role("cohe_owner"), connection.cursor() as cursor:
        cursor.execute(f"DROP POLICY IF EXISTS cohe ON {model._meta.db_table}")
        cursor.execute(f"CREATE POLICY cohe ON {model._meta.db_table} TO cohe_web USING (true)")
    assert list(model._base_manager.all()[:1]) == []


def test_a_forgotten_filter_reads_changes_and_deletes_only_ones_own_rows(puget, olympia):
    mine = make.WorkStatus()
    with tenancy.acting(tenancy.Context(olympia.pk)):
        theirs = make.WorkStatus()
        assert [row.pk for row in WorkStatus.objects.all()] == [theirs.pk]
        assert WorkStatus.objects.filter(pk=mine.pk).update(restrictions="x") == 0
        assert WorkStatus.objects.all().delete()[0] == 1
    assert WorkStatus.objects.get().pk == mine.pk


def test_a_row_cannot_be_written_into_another_cohe(puget, olympia):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        make.Claim(cohe_id=olympia.pk)


def test_a_row_cannot_point_at_another_cohes_claim(puget, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        theirs = make.Claim()
    with pytest.raises(DatabaseError, match="foreign key"), transaction.atomic():
        make.WorkStatus(claim=theirs)


def test_the_context_ends_with_its_block(puget, olympia):
    claim = make.Claim()
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert not Claim.objects.exists()
    assert Claim.objects.get() == claim


def test_an_error_inside_a_block_leaves_the_outer_cohe_in_force(puget, olympia):
    claim = make.Claim()
    with pytest.raises(RuntimeError), tenancy.acting(tenancy.Context(olympia.pk)):
        raise RuntimeError
    assert Claim.objects.get() == claim


def test_the_trail_cannot_be_changed_by_the_web_role(puget):
    for statement in (
        "UPDATE cohe_accessevent SET reason = ''",
        "DELETE FROM cohe_accessevent",
        "TRUNCATE cohe_accessevent",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_row_history_says_who_and_in_which_request(puget, ana):
    with tenancy.acting(tenancy.Context(puget.pk, ana.person_id, "request-7")):
        claim = make.Claim(tier="standard")
        Claim.objects.filter(pk=claim.pk).update(tier="high")
    rows = claim.history.order_by("pgh_id").values_list("pgh_label", "tier", "pgh_actor", "pgh_request")
    assert list(rows) == [
        ("insert", "standard", ana.person_id, "request-7"),
        ("update", "high", ana.person_id, "request-7"),
    ]


def test_nobody_but_the_owner_of_a_context_sees_history(puget, olympia):
    make.Claim()
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert models.AccessEvent.objects.count() == 0
        assert Claim.history.rel.related_model.objects.count() == 0
