"""Who runs a debate: names that tell whether the process behind them still lives.

A lease alone would keep a debate locked for half a minute after a crash; a name made here frees it at once, on the
machine where it crashed.
"""

from __future__ import annotations

import os
import socket
import uuid
from pathlib import Path


def new_owner() -> str:
    """A name for a runner of this process."""
    return f"{_machine()}/{os.getpid()}/{_born(os.getpid())}/{uuid.uuid4().hex[:8]}"


def is_dead(owner: str) -> bool:
    """True only where the owner's process certainly is no more: same machine and boot, and gone or another's number now."""
    parts = owner.split("/")
    if len(parts) != 4 or parts[0] != _machine() or not parts[1].isdigit():
        return False
    pid = int(parts[1])
    if pid == os.getpid():
        return parts[2] != _born(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OverflowError, OSError):
        return False
    return _is_zombie(pid) or (bool(parts[2]) and parts[2] != _born(pid))


def _machine() -> str:
    try:  # the boot's id: a container that is started anew keeps its host name and its process numbers
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()[:8]
    except OSError:
        boot = ""
    return f"{socket.gethostname().replace('/', '-')}:{boot}"


def _is_zombie(pid: int) -> bool:
    """It was killed, and nobody has asked for its status yet: a container's first process often never does."""
    return _stat(pid)[:1] in (["Z"], ["X"])


def _born(pid: int) -> str:
    """When the process began, in ticks since boot; "" where the system doesn't say."""
    return "".join(_stat(pid)[19:20])


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat behind the name; none where there is no such process or no such file."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return []
    return stat.rpartition(")")[2].split()
