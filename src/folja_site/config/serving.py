"""`folja serve`: the site made ready in its folder, then served on this machine until interrupted.

The library's command line finds the command by an entry point and knows nothing else of the site.
Refuses to serve a database of another version, one on a network file system, and a demo over a
site that somebody uses. Loads Django only once it is told to serve.
"""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from folja.cli.asking import SpokenCommand, json_option, lang_option, option
from folja.cli.screen import Screen
from folja.cli.speaking import Words
from folja.text import Message, add_catalogue, is_worded, render

HOST = "127.0.0.1"
#: How people reach it: a passkey belongs to a name, and browsers make none for a number.
NAME = "localhost"
#: Where the site is served unless told otherwise; the demo takes whatever port is free.
PORT = 8300

#: Says how far it has come.
Tell = Callable[[str], None]


class ServingRefused(Exception):
    """The site cannot be served as it stands; `message` says why and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        """Take the code of the family `serving`."""
        super().__init__(code)
        self.message = Message(f"serving.{code}", params)


class SiteWords(Words):
    """The command line's words, with those of this command before them."""

    def __call__(self, code: str, **params: object) -> str:
        """Word a code of the family `serving`, else of `cli`."""
        if is_worded(f"serving.{code}"):
            return render(Message(f"serving.{code}", params), self.lang)
        return super().__call__(code, **params)

    def has(self, code: str) -> bool:
        """Say whether one of the two families words a code."""
        return is_worded(f"serving.{code}") or is_worded(f"cli.{code}")


class Port(click.ParamType[int]):
    """A port's number; 0 takes one that is free."""

    name = "port"

    def __init__(self, words: Words) -> None:
        """Take the words of the refusal."""
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number when there is a port of that number."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and int(text) <= 65_535):
            self.fail(self.words("port", value=text), param, ctx)
        return int(text)


def serve(words: Words) -> click.Command:
    """Return the command in one language."""
    add_catalogue("folja_site.words")
    said = SiteWords(words.lang)

    @click.command(
        "serve",
        cls=SpokenCommand,
        words=said,
        help=said("help"),
        short_help=said("short"),
    )
    @option("--port", said, type=Port(said), default=None)
    @option("--migrate", said, is_flag=True)
    @option("--demo", said, type=click.Path(path_type=Path), default=None)
    @json_option(said)
    @lang_option(said)
    def command(port: int | None, migrate: bool, demo: Path | None, json: bool) -> None:
        # Answers, mail and links of those who forgot their passwords: nobody else's to read.
        os.umask(0o077)
        screen = Screen()
        tell = (lambda _: None) if json else screen.line
        if port is None:
            port = 0 if demo else PORT
        listening = _listen(port)
        try:
            first = _make_ready(said, tell, migrate=migrate, demo=demo)
        except BaseException:
            listening.close()
            raise
        local = f"http://{HOST}:{listening.getsockname()[1]}/"
        place = _reached_at(local)
        link = f"{place}invitation/{first}/" if first else ""
        if json:
            screen.json({"address": local} | ({"first_account": link} if link else {}))
        else:
            code = "ready-demo" if demo else "ready" if place.startswith("http:") else "ready-proxy"
            screen.line(said(code, place=place, local=local), style="bold")
            if link:
                screen.line(said("first"))
                click.echo(link)  # in one piece, however narrow the screen is
        screen.line(said("end"))
        sys.stdout.flush()
        _hand_over(listening)

    return command


def _reached_at(local: str) -> str:
    """Return the address by which people reach what listens on a local one."""
    from django.conf import settings

    if settings.HTTPS:
        return f"https://{settings.ALLOWED_HOSTS[0]}/"
    return local.replace(HOST, NAME)


def _listen(port: int) -> socket.socket:
    """Take the port before anything else is done, so that nobody waits for a refusal."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # Whoever comes before the server is up waits in line instead of being turned away.
        listening.listen(128)
    except OSError:
        listening.close()
        raise ServingRefused("refused.port", port=str(port)) from None
    return listening


def _make_ready(words: Words, tell: Tell, *, migrate: bool, demo: Path | None) -> str | None:
    """Check the database, bring it to this version where allowed, and lay out what is served.

    Returns the token with which the first account is made, where nobody has one.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folja_site.config.settings")
    if demo is not None:
        os.environ["FOLJA_DEMO"] = "1"
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    _refuse_network_disk()
    with _one_at_a_time(settings.DATA):
        _bring_to_version(words, tell, migrate=migrate)
        call_command("createcachetable", verbosity=0)
        if demo is not None:
            _load_demo(words, tell, demo)
        _lay_out(settings.STATIC_ROOT)
        if demo is not None:
            return None
        from folja_site.access.actions.people import invite_first

        return invite_first()


def _refuse_network_disk() -> None:
    from folja_site.config.guarding import disk_is_local

    if disk_is_local():
        raise ServingRefused("refused.network-disk")


@contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    """Let two starts in the same folder make it ready one after the other."""
    import fcntl

    data.mkdir(parents=True, exist_ok=True)
    with (data / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _bring_to_version(words: Words, tell: Tell, *, migrate: bool) -> None:
    """Migrate an empty database, and any other only when told to; refuse what is then not right."""
    from django.core.management import call_command
    from django.db import connection

    from folja_site.config.guarding import WrongSchema, refuse_wrong_schema

    if migrate or not connection.introspection.table_names():
        tell(words("database"))
        call_command("migrate", interactive=False, verbosity=0)
    try:
        refuse_wrong_schema()
    except WrongSchema:
        code = "refused.newer-schema" if migrate else "refused.schema"
        raise ServingRefused(code) from None


def _load_demo(words: Words, tell: Tell, bundle: Path) -> None:
    """Load the bundle, unless people of a real site have their accounts here."""
    from django.core.management import call_command

    from folja.formats.bundle import read_bundle
    from folja_site.access.models import User

    if User.objects.exclude(email__endswith="@demo.invalid").exists():
        raise ServingRefused("refused.demo-over-site")
    read_bundle(bundle)  # its refusal is worded; nothing has been written yet
    tell(words("loading"))
    call_command("load_demo", str(bundle), verbosity=0)


def _lay_out(target: Path) -> None:
    """Collect the pages' own files beside the data, when they are others than last time."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            kept = Path(storage.path(name)).stat()
            seen.update(f"{name} {kept.st_size} {kept.st_mtime_ns}\n".encode())
    stamp = target / ".collected"
    if stamp.exists() and stamp.read_text(encoding="ascii") == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=target.exists(), verbosity=0)
    stamp.write_text(seen.hexdigest(), encoding="ascii")


def _hand_over(listening: socket.socket) -> NoReturn:
    """Become the server: a fresh process image with nothing of the preparation left in it.

    The figures' engine has threads of its own, which would not survive a fork.
    """
    from django.db import connections

    connections.close_all()
    os.environ["FOLJA_FIGURES_APART"] = "1"
    # It stays this process's child when this becomes the server, and ends with it.
    builder = [sys.executable, "-m", "folja_site.results.builder", str(os.getpid())]
    subprocess.Popen(builder)  # noqa: S603 - our own interpreter and number
    listening.set_inheritable(True)
    workers = os.environ.get("FOLJA_WORKERS") or str(min(4, max(2, os.cpu_count() or 1)))
    command = [
        *(sys.executable, "-m", "gunicorn", "folja_site.config.wsgi"),
        *("--bind", f"fd://{listening.fileno()}"),
        *("--workers", workers, "--worker-class", "gthread", "--threads", "8"),
        # Nobody steers the server but who started it.
        "--no-control-socket",
        *("--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning"),
    ]
    os.execv(command[0], command)  # noqa: S606 - our own interpreter and arguments
