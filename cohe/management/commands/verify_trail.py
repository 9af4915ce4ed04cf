"""Look whether the trail is what was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cohe import audit, tenancy
from cohe.models import Cohe, TrailSeal


class Command(BaseCommand):
    """Prints a line a COHE with the newest hash, to be kept somewhere else.

    Ends with 1 when a seal is broken.
    """

    help = "Check every seal of the access trail, and print each COHE's newest hash to be kept elsewhere."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all COHEs, then say what was found."""
        broken = []
        for cohe in Cohe.objects.all():
            with tenancy.acting(tenancy.Context(cohe.pk, request_id="verify_trail")):
                found = audit.broken_seals()
                last = TrailSeal.objects.order_by("-number").first()
            broken += [f"{cohe.code}: {sentence}" for sentence in found]
            newest = f"{last.number} seals, newest {last.digest}" if last else "nothing sealed yet"
            self.stdout.write(f"{cohe.code}: {newest}")
        if broken:
            raise CommandError("\n".join(broken))
