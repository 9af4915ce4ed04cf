"""A whole extract, file by file: whose claims these are, what references hold ("Reading" 7, 10, 11, 13)."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from claims.feeds import tables
from claims.feeds.columns import CLAIMS, DETAILS, LAYOUTS, PROVIDERS, Kind, Layout
from claims.feeds.findings import ExtractRefused, Finding, Severity, printable
from claims.feeds.reading import NOT_OURS, FileReading, Values
from claims.feeds.sources import Heard, Source, unheard

STATE_FUND_LETTERS = frozenset("ABCFGHJKLMNPXY")
SELF_INSURED_LETTERS = frozenset("STW")


class Enrolment(NamedTuple):
    """The days on which a provider is enrolled in the COHE, the last included; None: not known, no end."""

    enrolled_on: date | None
    left_on: date | None

    def covers(self, day: date) -> bool:
        """Tell whether a claim of that day is the COHE's; without an enrolment day it is not."""
        return (
            self.enrolled_on is not None
            and self.enrolled_on <= day
            and (self.left_on is None or day <= self.left_on)
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What the COHE knows before the extract: its claims, its providers' enrolment, its users' addresses."""

    claims: Set[str] = frozenset()
    enrolments: Mapping[str, Enrolment] = field(default_factory=dict)
    user_emails: Set[str] = frozenset()


class Extract:
    """An extract whose files and headers are right; `readings` yields file after file, each to be dropped."""

    def __init__(self, source: Source, *, made_on: date, known: Known) -> None:
        """Refuse (`ExtractRefused`) an extract that lacks a required file or a column of any file."""
        self.source, self.made_on, self.known = source, made_on, known
        self.findings = [
            Finding(path, None, "", "file-unknown", f"{path} is not known and ignored.", Severity.IGNORED)
            for path in source.ignored
        ]
        self.providers: Mapping[str, Enrolment] = {}
        self.ours: set[str] = set()
        self.not_ours: set[str] = set()
        for layout in LAYOUTS.values():
            if layout.file in source.members:
                with source.open(layout.file) as stream:
                    tables.check_header(layout, stream)
            elif layout.required:
                raise ExtractRefused(f"{source.name} lacks {layout.file}.", file=layout.file)

    def readings(self, heard: Heard = unheard) -> Iterator[FileReading]:
        """Yield providers, claims, then every detail file that is there; may still raise `ExtractRefused`."""
        yield self._finish(self._providers(self._read(PROVIDERS, heard)))
        yield self._finish(self._claims(self._read(CLAIMS, heard)))
        for layout in DETAILS:
            if layout.file in self.source.members:
                yield self._finish(self._details(self._read(layout, heard)))

    def _read(self, layout: Layout, heard: Heard) -> FileReading:
        with self.source.open(layout.file, heard) as stream:
            return tables.read_table(layout, stream, made_on=self.made_on)

    def _finish(self, reading: FileReading) -> FileReading:
        reading.settle()
        return reading

    def _providers(self, reading: FileReading) -> FileReading:
        number, enrolled_on, left_on, email = map(
            PROVIDERS.at, ("provider_id", "enrolled_on", "left_on", "hsc_email")
        )
        enrolments = {row[number]: Enrolment(row[enrolled_on], row[left_on]) for row in reading.rows}
        for (kept,) in reading.kept_keys:
            if kept in self.known.enrolments:
                enrolments.setdefault(kept, self.known.enrolments[kept])
        self.providers = enrolments
        for row in reading.rows:
            if row[email] and row[email].lower() not in self.known.user_emails:
                sentence = f"{printable(row[email][:80])} is no user of the COHE; the provider has no HSC."
                reading.report(row[0], "hsc_email", "hsc-unknown", sentence)
        return reading

    def _claims(self, reading: FileReading) -> FileReading:
        number, initiating = CLAIMS.at("claim_number"), CLAIMS.at("initiating_provider_id")
        ours = []
        for row in reading.rows:
            enrolment = self.providers.get(row[initiating])
            if enrolment is not None and enrolment.covers(claim_day(row)):
                self.ours.add(row[number])
                ours.append(row)
                for remark in remarks(row):
                    reading.report(row[0], *remark)
            else:
                self._not_ours(reading, row)
        reading.rows = ours
        self._unknown_providers(reading)
        return reading

    def _not_ours(self, reading: FileReading, row: Values) -> None:
        number = row[CLAIMS.at("claim_number")]
        self.not_ours.add(number)
        reading.counts[NOT_OURS] += 1
        initiating = row[CLAIMS.at("initiating_provider_id")]
        if initiating not in self.providers:
            self._report_unknown(reading, row, "initiating_provider_id", initiating)
        if number in self.known.claims:
            sentence = "Its initiating provider is no longer one of this COHE; the claim stays as it was."
            reading.report(row[0], "initiating_provider_id", "no-longer-ours", sentence)
            reading.kept_keys.add((number,))

    def _details(self, reading: FileReading) -> FileReading:
        number = reading.layout.at("claim_number")
        read = self.ours | (self.known.claims - self.not_ours)
        rows = []
        for row in reading.rows:
            claim = row[number]
            if claim in read:
                rows.append(row)
            elif claim in self.not_ours:
                reading.counts[NOT_OURS] += 1
            else:
                sentence = f"{claim} is neither in {CLAIMS.file} nor known from before."
                reading.set_aside(row[0], "claim_number", "claim-unknown", sentence)
        reading.rows = rows
        reading.kept_claims |= self.not_ours & self.known.claims
        self._unknown_providers(reading)
        return reading

    def _unknown_providers(self, reading: FileReading) -> None:
        """Report providers that are known by number only, wherever a row of ours names one."""
        for column in reading.layout.columns:
            if column.kind is Kind.PROVIDER:
                place = reading.layout.at(column.name)
                for row in reading.rows:
                    if row[place] and row[place] not in self.providers:
                        self._report_unknown(reading, row, column.name, row[place])

    def _report_unknown(self, reading: FileReading, row: Values, column: str, number: str) -> None:
        sentence = f"{printable(number[:40])} is not in {PROVIDERS.file}; known by number only."
        reading.report(row[0], column, "provider-unknown", sentence)


def claim_day(row: Values) -> date:
    """Return the day that decides whose claim it is: first visit, else injury, else the day it appeared."""
    names = ("first_visit_date", "date_of_injury", "claim_established_date", "roa_received_date")
    day: date = next(row[CLAIMS.at(name)] for name in names if row[CLAIMS.at(name)])
    return day


def remarks(row: Values) -> Iterator[tuple[str, str, str]]:
    """Yield column, code and sentence of what is odd in a claim that is read all the same."""
    number, fund = row[CLAIMS.at("claim_number")], row[CLAIMS.at("fund")]
    letter = number[0]
    if letter not in STATE_FUND_LETTERS | SELF_INSURED_LETTERS:
        yield "claim_number", "first-letter", f"{number} begins with a letter that L&I does not list."
    elif (fund == "state" and letter in SELF_INSURED_LETTERS) or (
        fund == "self_insured" and letter in STATE_FUND_LETTERS
    ):
        yield "claim_number", "fund-letter", f"{number} does not look like {fund}; the fund column counts."
    received, visit = row[CLAIMS.at("roa_received_date")], row[CLAIMS.at("first_visit_date")]
    if received and visit and received < visit:
        sentence = f"The ROA of {received} came before the first visit of {visit}; it counts as received."
        yield "roa_received_date", "roa-early", sentence
