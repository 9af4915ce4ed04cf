#!/usr/bin/env python3
"""The one command of the product: `python3 manage.py up`, `python3 manage.py test`, and every Django command.

Standard library only until the environment stands: the first run builds `.venv` from the hashed lock in
requirements/ and starts itself again inside it; later runs only compare a hash.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "built-from"
# Each holds everything of the one before it, at the same versions.
LEVELS = ("run", "test", "dev")
# What these commands need beyond the running product.
LEVEL_OF_COMMAND = {"test": "test", "check_all": "dev"}


def main(argv: list[str]) -> None:
    """Build the environment if it is not there, then hand the command to the launcher inside it."""
    if sys.version_info < (3, 11):
        sys.exit(f"COHE needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    # An image that installs the lock itself (see Dockerfile) says so, and no environment is built.
    if os.environ.get("COHE_NO_VENV") != "1":
        command = argv[1] if len(argv) > 1 else "help"
        build_environment(LEVEL_OF_COMMAND.get(command, "run"))
        # The product is several processes: without compiled files each compiles 1,400 modules at its start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if Path(sys.prefix).resolve() != VENV.resolve():
            os.execv(PYTHON, [str(PYTHON), str(CHECKOUT / "manage.py"), *argv[1:]])
    # Only importable inside the environment.
    from cohe.launch import commands  # noqa: PLC0415

    commands.run(argv)


def build_environment(level: str) -> None:
    """Make `.venv` hold at least `level`, exactly as locked; one process at a time, others wait for it."""
    if built(level):
        return
    turn = os.open(CHECKOUT, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not built(level):
            install(level)
    except (OSError, subprocess.CalledProcessError) as failure:
        sys.exit(f"The environment in {VENV} could not be built: {failure}")
    finally:
        os.close(turn)


def built(level: str) -> bool:
    """Whether `.venv` was built from the lock of `level`, or of a level that includes it, as it is now."""
    if not PYTHON.exists() or not STAMP.exists():
        return False
    there, _, digest = STAMP.read_text().strip().partition(" ")
    return there in LEVELS[LEVELS.index(level) :] and digest == digest_of(there)


def digest_of(level: str) -> str:
    version = "{}.{}".format(*sys.version_info)
    return hashlib.sha256(lock_of(level).read_bytes() + version.encode()).hexdigest()


def lock_of(level: str) -> Path:
    return CHECKOUT / "requirements" / f"{level}.txt"


def install(level: str) -> None:
    """Install the lock with uv when it is on the path, else with the pip of this Python."""
    base = getattr(sys, "_base_executable", sys.executable)
    there = STAMP.read_text().split(" ")[0] if STAMP.exists() else ""
    if there in LEVELS and LEVELS.index(there) > LEVELS.index(level):
        level = there
    print(f"Building .venv from requirements/{level}.txt (once; takes up to a minute) ...", file=sys.stderr)
    STAMP.unlink(missing_ok=True)
    if not PYTHON.exists() or not same_version():
        subprocess.run([base, "-m", "venv", "--clear", "--without-pip", VENV], check=True, stdout=sys.stderr)
    lock = ["--require-hashes", "-r", str(lock_of(level))]
    if uv := shutil.which("uv"):
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *lock]
    else:
        pip = [base, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check"]
        command = [*pip, "install", "-qq", "--no-input", "--no-compile", *lock]
    quiet = os.environ | {"PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run(command, check=True, stdout=sys.stderr, env=quiet)
    STAMP.write_text(f"{level} {digest_of(level)}\n")


def same_version() -> bool:
    """Whether `.venv` is of the Python that runs this file; an upgraded one needs everything anew."""
    said = subprocess.run([PYTHON, "--version"], capture_output=True, text=True, check=False).stdout
    return said.split()[1:2] == [sys.version.split()[0]]


if __name__ == "__main__":
    main(sys.argv)
