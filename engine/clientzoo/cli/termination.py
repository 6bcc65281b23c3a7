"""A program told to end by `kill` cleans up as after Ctrl-C."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread


@contextmanager
def as_interrupt() -> Iterator[None]:
    """Within it SIGTERM interrupts the work, as SIGINT does; without it half-made files would stay.

    A handler of Python's would wait until Polars is done, which heeds SIGINT alone: so a thread hears of the signal.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    before = signal.signal(signal.SIGTERM, lambda number, frame: None)
    wakeup = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    Thread(target=_listen, args=(heard,), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGTERM, before)
        told.close()


def _listen(heard: socket.socket) -> None:
    with heard:
        while numbers := heard.recv(16):
            if signal.SIGTERM in numbers:
                os.kill(os.getpid(), signal.SIGINT)
