"""An import killed at any point leaves nothing behind, and the same import goes in afterwards."""

import signal
import subprocess
import sys

import pytest

from claims.models import Claim
from cohe import tenancy
from cohe.models import Cohe
from tests.claims.feeds.extracts import SAMPLES

# Runs the import and kills itself, without a chance to tidy up, right after one of its steps.
CHILD = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from claims.actions import difference, landing

def killing(step, name=None):
    def run(*things, **named):
        done = step(*things, **named)
        if name is None or things[0].name == name:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return run

point, path = sys.argv[1:]
if point == "landing":
    landing.land_claims = killing(landing.land_claims)
elif point != "never":
    difference.write = killing(difference.write, point)
call_command("import_extract", path, "--cohe", "PUGET", "--create-cohe", "Puget", "--made-on", "2026-10-15")
"""


def run(point):
    command = [sys.executable, "-c", CHILD, point, str(SAMPLES / "sample")]
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.mark.chaos
def test_an_import_killed_at_any_point_leaves_nothing_behind(fresh_database):
    for point in ("providers", "claims", "apf", "surgeries", "landing"):
        assert run(point) == -signal.SIGKILL
        assert not Cohe.objects.filter(code="PUGET").exists()
    assert run("never") == 0
    with tenancy.acting(tenancy.Context(Cohe.objects.get(code="PUGET").pk)):
        assert Claim.objects.count() == 376
