"""Rows that measures go by, for tests: each a sound one of the COHE in force."""

from datetime import date

import factory

from cohe import clock
from staffing import models as staffing
from tests.make import Apf, Claim, Person, Tenant


class ApfReview(Tenant):
    class Meta:
        model = staffing.ApfReview

    apf = factory.SubFactory(Apf)
    year, number = 2026, 3
    drawn_by = factory.SubFactory(Person)
    drawn_at = factory.LazyFunction(clock.now)


class ProviderCall(Tenant):
    class Meta:
        model = staffing.ProviderCall

    claim = factory.SubFactory(Claim)
    on = date(2026, 10, 1)
    source = "The clinic"
    recorded_by = factory.SubFactory(Person)
    recorded_at = factory.LazyFunction(clock.now)


class Survey(Tenant):
    class Meta:
        model = staffing.Survey

    year, number = 2026, 3
    of = "workers"
    question = "Was it clear what comes next?"
    answered = 40
    positive = 36
    set_by = factory.SubFactory(Person)
    set_at = factory.LazyFunction(clock.now)


class Improvement(Tenant):
    class Meta:
        model = staffing.Improvement

    title = "Call first"
    aim = "More calls"
    change = "A call at intake"
    measure = "M3"
    started_on = date(2026, 7, 1)
    before_year, before_number = 2026, 2
    led_by = factory.SubFactory(Person)
    made_at = factory.LazyFunction(clock.now)
