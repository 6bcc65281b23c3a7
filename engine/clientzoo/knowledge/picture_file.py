"""Whether a file is the picture that it says it is, told from its bytes; no picture is unpacked for that."""

import zlib
from typing import Literal, NamedTuple

MAX_SIDE = 4000  # pixels

_PNG = b"\x89PNG\r\n\x1a\n"
_SIZES = frozenset((0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF))  # of JPEG's segments


class Picture(NamedTuple):
    kind: Literal["png", "jpg"]
    width: int
    height: int


class NoPictureError(ValueError):
    """Why the bytes are no picture; a sentence for whoever chose the file."""


def picture(content: bytes) -> Picture:
    """What the bytes hold. Raises NoPictureError for anything but a whole PNG or JPEG of a sensible size."""
    if content.startswith(_PNG):
        found = _png(content)
    elif content.startswith(b"\xff\xd8\xff"):
        found = _jpeg(content)
    else:
        raise NoPictureError("it is neither PNG nor JPEG")
    if not (0 < found.width <= MAX_SIDE and 0 < found.height <= MAX_SIDE):
        raise NoPictureError(f"it measures {found.width} by {found.height}; {MAX_SIDE} pixels are the most")
    return found


def _png(content: bytes) -> Picture:
    at, size, data = len(_PNG), None, False
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        kind, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        sum_ = content[at + 8 + length : at + 12 + length]
        if len(body) != length or len(sum_) != 4 or zlib.crc32(kind + body) != int.from_bytes(sum_):
            break
        if kind == b"IHDR" and length == 13:
            size = Picture("png", int.from_bytes(body[:4]), int.from_bytes(body[4:8]))
        data = data or kind == b"IDAT"
        if kind == b"IEND":
            if size is None or not data:
                break
            return size
        at += 12 + length
    raise NoPictureError("it is damaged")


def _jpeg(content: bytes) -> Picture:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in _SIZES:
            if not content.rstrip(b"\x00").endswith(b"\xff\xd9"):
                break
            height, width = int.from_bytes(content[at + 5 : at + 7]), int.from_bytes(content[at + 7 : at + 9])
            return Picture("jpg", width, height)
        at += 2 + max(length, 2)
    raise NoPictureError("it is damaged")
