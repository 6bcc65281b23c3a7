"""A file spoilt as disks, editors, exports and ill will spoil files; the same seed spoils the same way."""

import io
import random
import zipfile
import zlib

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n\n", b"\t", b'"', b"'", b",", b";",
    b"{", b"}", b"[",
    b"]", b"- ", b": ", b"? ", b"| ", b"&a *a", b"!!python/object:os.system", b"<<: *x", b"---\n", b"...\n",
    b"%YAML 9.9\n",

    b"{{ ", b" }}", b"{% for x in y %}", b"{% endblock %}", b"{#", b"~", b"null", b"true", b"NaN", b"-inf",
    b"1e999", b"-0",
    b"9" * 5000, b"0x7fffffffffffffff", b"1_000", b"0,9", b"90%", b"31.02.2026", b"2206-01-01", b"00:60",
    b"=cmd|' /C calc'!A0", b"@SUM(1)", b"\x1b[31m\x1b]0;x\x07", "\u202e".encode(), "Ы".encode("cp1251"), "о".encode(),
    b"[" * 300, b"{a: " * 300, b"(" * 300, b"../../etc/passwd", b"C:\\CON", b"https://bob:S3CR3T@host/?token=x",
    b"<script>", b"&amp;",
    b"#SPILL!", b"$ref", b"__class__", b"at least 2 of", b"not ", b" and ", b"over ", b"between 5 and 1",
)  # fmt: skip


def mutated(data: bytes, seed: int) -> bytes:
    """One to four faults; inside an archive the faults are in one of its parts half of the time."""
    dice = random.Random(seed)
    if data[:2] == b"PK" and dice.random() < 0.5:
        return _in_archive(data, dice)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        data = dice.choice(_FAULTS)(data, dice)
    return data


def _in_archive(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(one, archive.read(one)) for one in archive.infolist()]
    spoilt = dice.randrange(len(parts))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (one, held) in enumerate(parts):
            archive.writestr(one.filename, dice.choice(_FAULTS)(held, dice) if number == spoilt else held)
    return file.getvalue()


def _at(data: bytes, dice: random.Random) -> int:
    return dice.randint(0, len(data))


def _flip(data: bytes, dice: random.Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(dice.choice((1, 1, 3, 30))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: _at(data, dice)]


def _hole(data: bytes, dice: random.Random) -> bytes:
    at = _at(data, dice)
    return data[:at] + data[at + dice.choice((1, 2, 16, 300)) :]


def _zeros(data: bytes, dice: random.Random) -> bytes:
    at, length = _at(data, dice), dice.choice((1, 8, 512))
    return data[:at] + bytes(min(length, len(data) - at)) + data[at + length :]


def _token(data: bytes, dice: random.Random) -> bytes:
    at = _at(data, dice)
    return data[:at] + dice.choice(TOKENS) + data[at:]


def _token_for_word(data: bytes, dice: random.Random) -> bytes:
    words = [word for word in data.split() if len(word) > 1]
    return data.replace(dice.choice(words), dice.choice(TOKENS), dice.choice((1, -1))) if words else data


def _lines(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data + data
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            del lines[one]
        case 2:
            lines.insert(other, lines[one])
        case _:
            lines[one] = dice.choice((b" ", b"  ", b"\t")) + lines[one]
    return b"".join(lines)


def _repeat(data: bytes, dice: random.Random) -> bytes:
    at = _at(data, dice)
    return data[:at] + data[at : at + 40] * dice.choice((2, 50, 1000)) + data[at:]


def _noise(data: bytes, dice: random.Random) -> bytes:
    at = _at(data, dice)
    return data[:at] + dice.randbytes(dice.choice((1, 4, 64))) + data[at:]


def _other_encoding(data: bytes, dice: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(
        dice.choice(("utf-16", "utf-32", "cp1251", "cp866", "koi8-r", "utf-8-sig", "latin-1")), "replace"
    )


def _line_ends(data: bytes, dice: random.Random) -> bytes:
    return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\x0b", b"\xe2\x80\xa8")))


def _other_kind(data: bytes, dice: random.Random) -> bytes:
    beginnings = (b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"<html>", zlib.compress(data), b"\n")
    return dice.choice(beginnings) + dice.choice((b"", data))


_FAULTS = (
    _flip, _flip, _cut, _hole, _zeros, _token, _token, _token_for_word, _token_for_word, _lines, _lines, _repeat,
    _noise,
    _other_encoding, _line_ends, _other_kind,
)  # fmt: skip
