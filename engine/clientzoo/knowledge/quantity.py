"""Numbers as people type them: `1 200 000`, `1.2m`, `1,2 млн`, `14.4m per year`, `30 %`."""

import re

_BLANKS = re.compile(r"[\s_'’\u00a0\u2009\u202f]+")
_SCALES = {
    "": 1,
    **dict.fromkeys(("k", "thousand", "тыс", "тысяч", "тысячи", "тысяча", "т"), 1_000),
    **dict.fromkeys(("m", "mn", "mln", "million", "millions", "млн", "миллион", "миллиона", "миллионов"), 1_000_000),
    **dict.fromkeys(("b", "bn", "billion", "billions", "млрд", "миллиард", "миллиарда", "миллиардов"), 1_000_000_000),
}
_YEARLY = re.compile(r"(?:\bper\s+year|\ba\s+year|/\s*year|/\s*yr?|\byearly|\bannually|/\s*год|\bв\s+год)\.?$")
_MONTHLY = re.compile(r"(?:\bper\s+month|\ba\s+month|/\s*month|/\s*mo?|\bmonthly|/\s*мес|\bв\s+мес(?:яц)?)\.?$")
# What stands before a number: that it is not exact, or the currency.
_BEFORE = re.compile(
    r"^(?:about|approx(?:\.|imately)?|circa|ca\.|around|около|примерно|прим\.|ок\.|порядка|₽|us\$|\$|€|£|rs\.?|rub|rur|usd|eur|руб\.?"
    r"|р\.)\s*(?=[-+(\d~≈$€₽])"
)
_UNITS = re.compile(
    r"(?:%|\busd|\beur|£|₽|\$|€|\brub(?:les)?|\brur|\bруб(?:лей|ля|ль)?|\bр|\bpeople|\bemployees|\bчел(?:овек)?|\bpercent|\bdays?|\bдн(?:ей|я)?"
    r"|\bmonths?|\bмес(?:яцев|яца)?)\.?$"
)
_RANGE = re.compile(
    r"(?:от |from |between |около |примерно |about )?(\d[\d.,\s'’]*[^\d\-–—]*?)\s*"
    r"(?:-|–|—|\.\.\.?|…|\bto\b|\band\b|\bдо\b)\s*(\d[^\-–—]*)",
    re.IGNORECASE,
)
_AFTER_DIGITS = re.compile(r"^[\d.,\s'’]+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")  # 1,200: a thousand two hundred, or one and a fifth?
_NUMBER = re.compile(r"([-+]?)([0-9]{1,18}(?:[.,][0-9]{1,18})*)([a-zа-я]*)\.?")
MONTHS_IN_YEAR = 12


def number(text: str, *, monthly_from_yearly: bool = False) -> float | int:
    """The number in `text`; with `monthly_from_yearly` a figure said to be per year is divided by twelve.

    Raises ValueError, its text fit to show, when it is no number, is ambiguous, or names a year where it may not.
    """
    said = text.strip().lower().replace("−", "-")
    if _YEARLY.search(said):
        if not monthly_from_yearly:
            raise ValueError(f"{text!r} is per year, and this figure is not asked per year")
        return _whole(number(_YEARLY.sub("", said)) / MONTHS_IN_YEAR)
    if monthly_from_yearly:
        said = _MONTHLY.sub("", said)
    stripped = said.strip()
    negative = False
    if stripped.startswith("(") and ")" in stripped:  # as bookkeepers write what is below zero
        negative, stripped = True, stripped.replace("(", "", 1).replace(")", "", 1).strip()
    while (bare := _UNITS.sub("", _BEFORE.sub("", stripped)).strip()) != stripped:
        stripped = bare
    if len(stripped) > 1 and stripped.endswith("-"):
        negative, stripped = not negative, stripped.removesuffix("-").strip()
    found = _NUMBER.fullmatch(_BLANKS.sub("", stripped).lstrip("~≈₽$€"))
    if not found:
        raise ValueError(f"{text!r} is not a number; write it as 1 200 000 or 1.2m")
    sign, digits, scale = found.groups()
    if scale not in _SCALES:
        raise ValueError(f"{text!r}: {scale!r} is not a scale known here; use k, m or bn")
    if not scale and _AMBIGUOUS.fullmatch(digits):
        whole, decimal = digits.replace(",", " ").replace(".", " "), digits.replace(",", ".").rstrip("0").rstrip(".")
        raise ValueError(f"{text!r} may be {whole} or {decimal}; write it as one of these")
    value = _digits(digits, text) * _SCALES[scale]
    value = -value if (sign == "-") != negative else value
    return _whole(value)


def range_ends(text: str) -> tuple[str, str] | None:
    """The two ends of a range named in passing, each as a person would write it alone: `5-6 млн` is `5 млн`, `6 млн`.

    The first end takes the scale and the unit of the second where it has none. None where it is no range.
    """
    found = _RANGE.fullmatch(" ".join(text.split()))
    if not found:
        return None
    low, high = found[1].strip(), found[2].strip()
    if re.fullmatch(r"[\d.,\s'’]+", low):
        low = f"{low} {_AFTER_DIGITS.sub('', high)}".strip()
    return low, high


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _digits(digits: str, text: str) -> float:
    separators = sorted({sign for sign in digits if sign in ".,"}, key=digits.rindex)
    whole, decimal = digits, "0"
    if len(separators) == 2 or (separators and digits.count(separators[0]) == 1):  # the last one is the decimal sign
        whole, _, decimal = digits.rpartition(separators[-1])
    groups = whole.replace(",", ".").split(".")
    mixed = len({sign for sign in whole if sign in ".,"}) > 1
    if mixed or (len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]))):
        raise ValueError(f"{text!r} is not a number; write it as 1 200 000 or 1.2m")
    return float(f"{''.join(groups)}.{decimal}")
