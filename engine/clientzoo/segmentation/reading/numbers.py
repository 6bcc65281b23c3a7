"""Numbers as exports write them: `1 054,00 ₽`, `USD 1,054.00`, `(12.5)`, `12-`, `7.7E+09`; to exact decimals."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

Point: TypeAlias = Literal[".", ","]
_BLANKS = re.compile(r"[\s'’ʼ\u00a0\u2007\u2009\u202f]+")
_CURRENCY = re.compile(
    r"^(?:[₽$€£¥₸₴]|rub|rur|usd|eur|kzt|byn|uah|gbp)\.?|(?:[₽$€£¥₸₴%]|руб(?:лей|ля|ль)?|р|rub|rur|usd|eur|kzt|byn|uah|gbp|шт)\.?$",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_GROUPED = {".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?"), ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")}


def decimal_point(texts: Iterable[str]) -> Point | None:
    """The decimal sign that the column's own values show; None where they never tell (`1,234` alone does not)."""
    votes = {".": 0, ",": 0}
    for text in texts:
        digits = _bare(text)[1]
        last_point, last_comma = digits.rfind("."), digits.rfind(",")
        if last_point >= 0 and last_comma >= 0:
            votes["." if last_point > last_comma else ","] += 1
        for sign in (".", ","):
            if digits.count(sign) == 1 and digits.count("." if sign == "," else ",") == 0:
                whole, part = digits.split(sign)
                if len(part) != 3 or len(whole) > 3 or whole in ("", "0"):
                    votes["." if sign == "." else ","] += 1
            elif digits.count(sign) > 1:
                votes["," if sign == "." else "."] += 1
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def number(text: str, point: Point | None) -> Decimal:
    """The number in `text`, `point` being the column's decimal sign. Raises ValueError where it is none, or
    ambiguous."""
    negative, digits = _bare(text)
    if point is None and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        raise ValueError("a thousand or a decimal? name the decimal sign with --decimal")
    sign = point or ("," if "," in digits and "." not in digits else ".")
    if _GROUPED[sign].fullmatch(digits):
        digits = digits.replace("," if sign == "." else ".", "")
    digits = digits.replace(",", ".") if sign == "," else digits
    if not _PLAIN.fullmatch(digits):
        raise ValueError("no number")
    found = Decimal(digits)
    if abs(found) >= Decimal(10) ** 15:
        raise ValueError("too large a number")
    return -found if negative else found


def _bare(text: str) -> tuple[bool, str]:
    """Whether it is negative, and what is left without blanks, signs and currency."""
    said = _BLANKS.sub("", text).replace("−", "-").replace("–", "-")
    negative = said.startswith("(") and said.endswith(")")
    said = said.strip("()")
    for _ in range(3):
        if said.startswith("-") or (said.endswith("-") and len(said) > 1):
            negative, said = not negative, said.removeprefix("-") if said.startswith("-") else said.removesuffix("-")
        said = _CURRENCY.sub("", said.removeprefix("+"))
    return negative, said
