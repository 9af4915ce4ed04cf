"""Give somebody a role in a COHE from the command line: the first administrator comes in this way."""

import getpass
import os
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohe import clock, people, tenancy
from cohe.models import Cohe, Person, Role


class Command(BaseCommand):
    """Refuses an unknown COHE or role, a weak password, and a second role for the same days."""

    help = "Give somebody a role in a COHE. A new password is asked for, or read from COHE_NEW_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the person, the COHE and the role."""
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--cohe", required=True, metavar="CODE")
        parser.add_argument("--role", required=True, choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the membership and say so."""
        cohe = Cohe.objects.filter(code=options["cohe"]).first()
        if cohe is None:
            raise CommandError(f"There is no COHE with the code {options['cohe']}.")
        email = options["email"].strip().lower()
        is_known = Person.objects.filter(email=email).exists()
        with tenancy.acting(tenancy.Context(cohe.pk, request_id="add_person")):
            made = people.add_person(
                cohe=cohe,
                email=email,
                name=options["name"] or email.partition("@")[0],
                role=options["role"],
                since=clock.today(),
                at=clock.now(),
                password="" if is_known else self.password(),
            )
        self.stdout.write(f"{made.person} is {made.get_role_display()} in {cohe} from {made.since}.")

    def password(self) -> str:
        """Return a first password that is not easy to guess."""
        try:
            asked = "First password (15 characters or more): "
            found = os.environ.get("COHE_NEW_PASSWORD") or getpass.getpass(asked)
        except EOFError:
            raise CommandError("Nobody is there to type a password: set COHE_NEW_PASSWORD.") from None
        try:
            validate_password(found)
        except ValidationError as weak:
            raise CommandError(" ".join(weak.messages)) from weak
        return found
