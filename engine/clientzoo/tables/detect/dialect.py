"""How a text file divides rows into cells."""

import csv
from collections import Counter
from io import StringIO

from clientzoo.tables.detect.encoding import UnreadableFileError

SEPARATORS = (";", "\t", ",", "|")
_NAMES = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ","}
_SAMPLE_ROWS = 200


def separator_of(sample: str, given: str | None = None) -> tuple[str, int]:
    """The separator, and how many lines at the top only say so: a first line `sep=;` decides, else the separator that
    cuts rows most evenly."""
    first, _, rest = sample.partition("\n")
    told = first.strip("\r ").lower().startswith("sep=")
    if given is not None:
        given = _NAMES.get(given.lower(), given)
        if len(given) != 1 or not given.isascii() or given.isalnum() or given in '\r\n\0"':
            raise UnreadableFileError(f"a separator is one sign, as ; or tab, not `{given}`")
    if told and not given:
        given = first[4:5].strip("\r") or None
    text = rest if told else sample
    return given or max(SEPARATORS, key=lambda one: _evenness(text, one)), int(told)


def is_delimited(sample: str) -> bool:
    """Whether a separator cuts at least half of the rows evenly, or the first line names one."""
    return sample.lstrip().lower().startswith("sep=") or max(_evenness(sample, one)[0] for one in SEPARATORS) >= 0.5


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """The part of rows that have the commonest number of cells above one, and that number."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            if row:
                widths[len(row)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, count = wide.most_common(1)[0]
    return count / widths.total(), width
