"""Rows of plans for tests: sound ones, of the COHE in force."""

from datetime import date

import factory

from cohe import clock
from coordination import models as coordination
from tests.make import Detail, Person, Tenant


class Plan(Detail):
    class Meta:
        model = coordination.Plan

    sources = ("roa:2026-09-03",)
    contact_every_days = 14
    contact_set_on = date(2026, 10, 1)
    next_contact_on = date(2026, 10, 20)
    made_on = date(2026, 10, 1)
    made_by = factory.SubFactory(Person)


class PlanVersion(Tenant):
    class Meta:
        model = coordination.PlanVersion

    plan = factory.SubFactory(Plan)
    number = 1
    reason = "First version."
    made_on = date(2026, 10, 1)
    made_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)


class PlanLine(Tenant):
    class Meta:
        model = coordination.PlanLine

    version = factory.SubFactory(PlanVersion)
    key = 1
    position = 0
    kind = "goal"
    text = "Lift 20 lb"
    person = factory.SubFactory(Person)
    target_on = date(2026, 12, 1)
    set_on = date(2026, 10, 1)


class OfPlan(Tenant):
    class Meta:
        abstract = True

    plan = factory.SubFactory(Plan)
    key = 1


class PlanMark(OfPlan):
    class Meta:
        model = coordination.PlanMark

    kind = "progress"
    percent = 20
    on = date(2026, 10, 5)
    marked_by = factory.SubFactory(Person)
    marked_at = factory.LazyFunction(clock.now)


class PlanDiscussion(Tenant):
    class Meta:
        model = coordination.PlanDiscussion

    plan = factory.SubFactory(Plan)
    number = 1
    on = date(2026, 10, 2)
    result = "agreed"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class ServiceReport(OfPlan):
    class Meta:
        model = coordination.ServiceReport

    sender = "Cascade Physical Therapy"
    received_on = date(2026, 10, 6)
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class StakeholderUpdate(Tenant):
    class Meta:
        model = coordination.StakeholderUpdate

    plan = factory.SubFactory(Plan)
    audience = "employer"
    receiver = "Cascade Fruit Packers"
    abilities = "Can work within the restrictions below."
    composed_by = factory.SubFactory(Person)
    composed_at = factory.LazyFunction(clock.now)
