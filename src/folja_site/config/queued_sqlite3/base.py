"""Django's SQLite, where a transaction takes its place in a queue before it begins.

SQLite itself lets writers try again and again with pauses in between; on a busy machine the same
ones can lose every time, until they are told that the database is locked. Here the threads of a
process wait for a lock of the process, and the processes for a lock on a file beside the database,
which the system gives back also when its holder is killed.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections import defaultdict

from django.db import OperationalError
from django.db.backends.sqlite3 import base

#: Seconds that a thread waits for the others of its process before it says so.
PATIENCE = 60.0

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds its turn from the beginning of a transaction to its end."""

    _turn: threading.Lock | None = None
    _place: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()
        self.give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.give_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.give_turn()

    def take_turn(self) -> None:
        """Wait until nobody else writes; raises `OperationalError` when that takes too long."""
        name = str(self.settings_dict["NAME"])
        if self._turn is not None or self.is_in_memory_db():
            return
        turn = _turns[name]
        if not turn.acquire(timeout=PATIENCE):
            raise OperationalError("database is locked by another thread of this process")
        try:
            place = os.open(f"{name}.queue", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except BaseException:
            turn.release()
            raise
        try:
            fcntl.flock(place, fcntl.LOCK_EX)
        except BaseException:
            os.close(place)
            turn.release()
            raise
        self._turn, self._place = turn, place

    def give_turn(self) -> None:
        """Let the next one write; does nothing when this connection is not in its turn."""
        turn, place = self._turn, self._place
        self._turn = self._place = None
        if place is not None:
            os.close(place)  # which gives the lock back
        if turn is not None:
            turn.release()
