"""Where the embedded servers live. Standard library only: settings, launcher and tests ask here."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "cohe"

# The kernel refuses a unix socket whose path has more than 107 bytes; PostgreSQL's names take 19 of them.
LONGEST_SOCKET_FOLDER = 107 - 19


@dataclass(frozen=True, slots=True)
class Places:
    """The folders and sockets of one state folder."""

    state: Path
    """Locks, stamps and logs: belongs to whoever runs the product."""
    home: Path
    """The servers' data: belongs to the account they run as."""
    sockets: Path

    @property
    def cluster(self) -> Path:
        return self.home / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def postgres_socket(self) -> Path:
        return self.sockets / ".s.PGSQL.5432"


def find(environ: Mapping[str, str] = os.environ) -> Places:
    """The places of COHE_STATE_DIR, or of `.state` in the checkout.

    Started by root the servers run as another account, which cannot enter a folder such as /root: their data
    then goes to /var/lib under a name made from the state folder's path, so the same checkout finds it again.
    """
    state = Path(environ.get("COHE_STATE_DIR") or CHECKOUT / ".state").expanduser().absolute()
    mark = hashlib.sha256(f"{os.getuid()}:{state}".encode()).hexdigest()[:12]
    home = state
    if os.getuid() == 0 and not _anyone_can_enter(state.parent):
        home = Path("/var/lib") / f"cohe-{mark}"
    sockets = home / "run"
    if len(os.fsencode(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path(tempfile.gettempdir()) / f"cohe-{mark}"
    return Places(state=state, home=home, sockets=sockets)


def make_passable(folder: Path) -> None:
    """Make the folder; other accounts may pass through to what is theirs in it, but see nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    if folder.stat().st_uid == os.getuid():
        folder.chmod(0o711)  # whatever the umask


def _anyone_can_enter(folder: Path) -> bool:
    return all(not part.exists() or part.stat().st_mode & 0o001 for part in [folder, *folder.parents])
