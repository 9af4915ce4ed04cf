"""The items of the sample extract are exactly those expected: no more, no less, on their days."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from coordination.facts import Apf, Facts, Fill, Surgery
from coordination.policy import Policy
from coordination.timeline import WorkStatus
from coordination.worklist import engine, rule

EXTRACT = Path(__file__).parents[1] / "data" / "extract"
MADE_ON = date(2026, 10, 15)


def rows(name: str) -> list[dict[str, str]]:
    with (EXTRACT / "sample" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def by_claim(name: str, make) -> dict[str, tuple]:
    found = defaultdict(list)
    for row in rows(name):
        found[row["claim_number"]].append(make(row))
    return {number: tuple(made) for number, made in found.items()}


def fill(row: dict[str, str]) -> Fill:
    supply, dose = int(row["days_supply"] or 0), Decimal(row["med_per_day"] or 0)
    return Fill(day(row["filled_on"]), row["drug"], supply, dose, row["prescriber_id"])


def surgery(row: dict[str, str]) -> Surgery:
    names = ("requested_on", "authorized_on", "denied_on", "scheduled_for", "performed_on")
    return Surgery(row["procedure"], *(day(row[name]) for name in names))


def work_status(row: dict[str, str]) -> WorkStatus:
    return WorkStatus(row["status"], day(row["from_date"]), day(row["through_date"]), row["source"])


def is_enrolled(provider: dict[str, str] | None, visit: date) -> bool:
    if provider is None or not provider["enrolled_on"]:
        return False
    return day(provider["enrolled_on"]) <= visit <= (day(provider["left_on"]) or date.max)


def all_facts() -> list[Facts]:
    providers = {row["provider_id"]: row for row in rows("providers")}
    details = {
        "work_statuses": by_claim("work_status", work_status),
        "apfs": by_claim("apf", lambda row: Apf(day(row["exam_date"]), day(row["valid_through"]))),
        "fills": by_claim("prescriptions", lambda row: (row["is_opioid"], fill(row))),
        "surgeries": by_claim("surgeries", surgery),
    }
    details["fills"] = {
        n: tuple(f for is_one, f in found if is_one == "Y") for n, found in details["fills"].items()
    }
    return [
        facts(row, providers, {name: found.get(row["claim_number"], ()) for name, found in details.items()})
        for row in rows("claims")
        if is_enrolled(providers.get(row["initiating_provider_id"]), day(visit_of(row)))
    ]


def appeared_of(row: dict[str, str]) -> str:
    return row["claim_established_date"] or row["roa_received_date"] or row["first_visit_date"]


def visit_of(row: dict[str, str]) -> str:
    return row["first_visit_date"] or row["date_of_injury"] or appeared_of(row)


def facts(row, providers, details) -> Facts:
    dates = ("status_date", "date_of_injury", "first_visit_date", "roa_received_date", "attending_since")
    attending = providers.get(row["attending_provider_id"], {"specialty": ""})
    return Facts(
        claim_id=0,
        claim_number=row["claim_number"],
        claim_status=row["claim_status"],
        claim_type=row["claim_type"],
        appeared=day(appeared_of(row)),
        roa_complete={"Y": True, "N": False}.get(row["roa_complete"]),
        attending_provider=row["attending_provider_id"],
        attending_specialty=attending["specialty"],
        initiating_specialty=providers[row["initiating_provider_id"]]["specialty"],
        policy=Policy(),
        **{name: day(row[name]) for name in dates},
        **details,
    )


def test_the_items_of_the_even_claims_are_exactly_those_expected():
    rules = rule.discover()
    made = [want for one in all_facts() for want in engine.wanted(one, rules, MADE_ON)]
    even = {
        (want.claim_number, want.rule, want.about, str(want.due_on))
        for want in made
        if int(want.claim_number[-1]) % 2 == 0
    }
    with (EXTRACT / "sample_expected.csv").open(encoding="utf-8", newline="") as lines:
        expected = {tuple(row.values()) for row in csv.DictReader(lines)}
    assert len(expected) == 513
    assert sorted(expected - even) == []
    assert sorted(even - expected) == []
