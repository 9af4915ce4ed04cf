"""Puget at work on Thursday 15 October 2026: the sample extract, its people, and a browser for each of them.

Priya is the HSC of many of the sample's providers, Tomas of others; Sam supervises, Ada administers, Casey
manages the contract.
"""

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.plugin import DjangoDbBlocker

from claims.models import Claim
from cohe import clock, models, outbox, tenancy
from cohe.celery import app
from cohe.embedded import places
from cohe.models import Role
from cohe.testing import database
from coordination.actions import worklist
from tests import make
from tests.e2e.watch import Watched

SAMPLE = Path(__file__).parents[1] / "data" / "extract" / "sample"
PASSWORD = "seven brown horses ran"
PEOPLE = {
    "Priya": Role.HSC,
    "Tomas": Role.HSC,
    "Sam": Role.SUPERVISOR,
    "Ada": Role.ADMINISTRATOR,
    "Casey": Role.CONTRACT_MANAGER,
}
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="session", autouse=True)
def _queries_beside_an_event_loop() -> None:
    """Playwright leaves an event loop in the main thread, in which Django would refuse to query."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Puget's own database for this test alone: filled once in a run, copied for each test."""
    where = places.find()
    with django_db_blocker.unblock():
        database.made_once(where, "puget", fill_puget)
        with database.clone(where, f"fresh_{os.getpid()}", source="puget") as name:
            yield name


def fill_puget() -> None:
    """Write the COHE with its people, its claims and this morning's list."""
    cohe = make.Cohe(code="PUGET", name="Puget COHE")
    with inside(cohe):
        for name, role in PEOPLE.items():
            hire(name, role)
    quiet = io.StringIO()
    call_command("import_extract", str(SAMPLE), "--cohe=PUGET", "--made-on=2026-10-15", stdout=quiet)
    call_command("make_worklist", "--cohe=PUGET", stdout=quiet)


def hire(name: str, role: Role) -> models.Membership:
    """Give the COHE in force one more person, who can sign in."""
    person = models.Person.objects.create_user(address_of(name), name, PASSWORD)
    return make.Membership(person=person, role=role)


def find_what_is_owed(*claims: Claim) -> None:
    """Let the rules look at claims that a test has made, as the morning's run does."""
    ids = {claim.pk for claim in claims}
    worklist.refresh_claims(claim_ids=ids, today=clock.today(), at=clock.now())


@pytest.fixture
def puget(fresh_database: str) -> models.Cohe:
    """The COHE as it stands this morning."""
    return models.Cohe.objects.get(code="PUGET")


def inside(cohe: models.Cohe) -> AbstractContextManager[None]:
    """Be in a COHE, to make what a journey needs beyond the sample."""
    return tenancy.acting(tenancy.Context(cohe.pk))


@pytest.fixture
def staffed(puget: models.Cohe) -> models.Cohe:
    """The COHE with its staff written down: Priya and Tomas since 2020, Lena since June; each a full week."""
    with inside(puget):
        lena = make.Membership(person__name="Lena").person
        old = list(models.Person.objects.filter(name__in=("Priya", "Tomas")))
        for person in (*old, lena):
            hired_on = date(2026, 6, 2) if person == lena else date(2020, 1, 6)
            make.Employment(person=person, hired_on=hired_on)
            make.Share(person=person, since=hired_on)
        for person in old:
            make.Course(person=person, topics=["a", "b"], delivered_on=date(2020, 3, 2))
    return puget


@pytest.fixture
def given(puget: models.Cohe) -> Callable[..., AbstractContextManager[Claim]]:
    """Return a block in which a claim of Priya's gets what its story begins with; then its list is made."""
    priya = models.Person.objects.get(email="priya@puget.example")

    @contextmanager
    def story(**fields: object) -> Iterator[Claim]:
        with inside(puget):
            claim = make.Claim(hsc=priya, worker_last_name="Okafor", **fields)
            yield claim
            find_what_is_owed(claim)

    return story


@pytest.fixture
def claim(given: Callable[..., AbstractContextManager[Claim]]) -> Claim:
    """A claim of Priya's with its ROA and nothing else on file."""
    with given() as made:
        return made


@pytest.fixture
def priya(puget: models.Cohe) -> models.Membership:
    """Priya, for what she has done before her journey."""
    with inside(puget):
        return models.Membership.objects.select_related("person").get(person__email="priya@puget.example")


@pytest.fixture
def at_work(puget: models.Cohe, served: str, browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Return a function that signs somebody in, in a browser window of her own."""
    windows: list[Watched] = []

    def sign_in(name: str, *, size: dict[str, int] = DESKTOP, scripts: bool = True) -> Watched:
        context = browser.new_context(viewport=size, java_script_enabled=scripts, base_url=served)
        session = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(name), "url": served}
        context.add_cookies([session])
        window = Watched(context.new_page())
        windows.append(window)
        window.page.goto("/")
        return window

    yield sign_in
    for window in windows:
        window.page.context.close()
        assert window.complaints == []


def session_of(name: str) -> str:
    """Return the session of somebody who has signed in; that one can, by the form, has a test of its own."""
    client = Client()
    client.force_login(models.Person.objects.get(email=address_of(name)))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def address_of(name: str) -> str:
    return f"{name.lower()}@puget.example"


def sign_in_by_form(page: Page, name: str) -> None:
    """Type address and password, and wait for the first page."""
    page.goto("/account/login/")
    page.get_by_label("Email").fill(address_of(name))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "login" not in url)


@pytest.fixture
def work_off(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that does the waiting work of the outbox here, as a worker would."""

    # As the worker does when it starts: whatever runs alone knows all tasks too.
    app.loader.import_default_modules()

    def now() -> None:
        def send(task: str, *, kwargs: dict[str, int], ignore_result: bool) -> None:
            app.tasks[task](**kwargs)

        with database.as_role("cohe_worker"):
            outbox.relay(send, at=clock.now())

    return now


@pytest.fixture
def extract_zip(tmp_path: Path) -> Path:
    """The sample as a zip, with one claim's body part changed and one row that cannot be read."""
    path = tmp_path / "extract.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(SAMPLE.glob("*.csv")):
            text = file.read_text()
            if file.name == "claims.csv":
                text = text.replace(",hip,", ",left hip,", 1).replace("2026-04-20", "2026-02-30", 1)
            archive.writestr(file.name, text)
    return path


def open_claim(page: Page, claim: Claim) -> None:
    """Open a claim by its address."""
    page.goto(f"/claims/{claim.pk}/")


def list_of(page: Page, claim: Claim, rule: str) -> Locator:
    """Show the worklist narrowed to what a rule asks of a claim; return its rows."""
    page.goto(f"/worklist/?tab=all&rule={rule}&q={claim.claim_number}")
    return page.locator("tr[data-row]")


def see_to(page: Page, title: str) -> None:
    """Press the key of an item of the open claim."""
    act = page.locator(f".item-acts [data-says^='{title}']").first
    page.keyboard.press(act.get_attribute("data-key"))


def keep(page: Page) -> None:
    """Press the key that keeps what stands in a form."""
    page.keyboard.press("Control+Enter")


def said(page: Page, words: str) -> None:
    """See that the page says what was done, and is there wholly: its keys come with its last line."""
    expect(page.locator("#notices")).to_contain_text(words)
    page.wait_for_load_state()


def heading(page: Page) -> Locator:
    """Return the page's finding."""
    return page.get_by_role("heading", level=1)


def sized(page: Page) -> int:
    """Return how wide the page is, in pixels."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
