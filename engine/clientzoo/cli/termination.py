"""A program told to end by `kill` cleans up as after Ctrl-C."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread, current_thread, main_thread

_ENDINGS = () if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def as_interrupt() -> Iterator[None]:
    """Within it SIGTERM and SIGHUP interrupt the work, as SIGINT does; without it half-made files would stay.

    A handler of Python's would wait until Polars is done, which heeds SIGINT alone: so a thread hears of the signal.
    """
    if sys.platform == "win32" or current_thread() is not main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.setblocking(False)
    before = {number: signal.getsignal(number) for number in _ENDINGS}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:  # nohup
            signal.signal(number, lambda number, frame: None)
    interrupt = signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's job in the background ignores it
    wakeup = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    Thread(target=_listen, args=(heard,), daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGINT, interrupt)
        for number, handler in before.items():
            signal.signal(number, handler)
        told.close()


def _listen(heard: socket.socket) -> None:
    with heard:
        while numbers := heard.recv(16):
            if any(number in numbers for number in _ENDINGS):
                os.kill(os.getpid(), signal.SIGINT)
