"""Small pictures, made here."""

import struct
import zlib


def png(width: int = 8, height: int = 4) -> bytes:
    """A grey PNG."""
    rows = b"".join(b"\x00" + b"\x80" * width for _ in range(min(height, 64)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def jpeg(width: int = 8, height: int = 4) -> bytes:
    """What tells a JPEG: its beginning, a comment, its size and its end. No program could show it."""
    size = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" + b"\x01\x22\x00" * 3
    return b"\xff\xd8\xff\xfe\x00\x06note" + size + b"\xff\xd9"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
