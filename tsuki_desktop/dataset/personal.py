# ruff: noqa: PLR2004  the figures are those of the numbering standards named beside them
"""Details that point at a person: own small validators, each with the check that its shape allows."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[str, int, int]
"""Kind, start, end."""

PLACEHOLDERS = {
    "email": "[e-mail]",
    "phone": "[phone number]",
    "iban": "[bank account]",
    "card": "[card number]",
    "address": "[address]",
    "ip": "[IP address]",
    "handle": "@someone",
}

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}\b")
_HANDLE = re.compile(r"(?<![\w@./:])@[A-Za-z_][\w.]{1,30}\w|(?<!\w)[A-Za-z][\w.]{1,30}#\d{4}\b")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"(?<![\w.,/#=-])(?:\+|00|\()?\d[\d ().\-/\u00a0]{5,24}\d(?![\w/=]|[.,]\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_STREET = re.compile(
    r"\b\d{1,5}[a-z]?,? (?:[NSEW]\.? )?(?:(?-i:[A-Z])[\w'-]+ ){1,3}"
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq"
    r"|terrace|way|close|crescent|highway|hwy|parkway|pkwy)\b\.?"
    r"|\b\d{1,5} [a-z]+ (?:street|avenue|boulevard)\b"
    r"|\b(?-i:[A-Z\u00c4\u00d6\u00dc])[\w-]+"
    r"(?:stra(?:ss|\u00df)e|str\.|weg|allee|gasse|platz|ring|damm|ufer) \d{1,4}(?: ?[a-h])?\b"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|chemin|impasse|place) "
    r"(?:d[eu'] ?|des |la |le )*(?-i:[A-Z\u00c9])[\w'-]+",
    re.IGNORECASE,
)
_DATE = re.compile(r"^\(?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\)?$")
_PHONE_WORD = re.compile(
    r"(?:call|phone|text|number|cell|mobile|whatsapp|tel|fax|handy|nummer|reach|ring|dial|sms)\W",
    re.IGNORECASE,
)
_MIN_PHONE, _MAX_PHONE = 7, 15
_MIN_CARD, _MAX_CARD = 13, 19
_NEAR = 40


def details(text: str) -> Iterator[Span]:
    """Personal details in `text`, in no order; spans may overlap."""
    if "@" in text:
        yield from (("email", *m.span()) for m in _EMAIL.finditer(text))
    if "@" in text or "#" in text:
        yield from (("handle", *m.span()) for m in _HANDLE.finditer(text) if m[0] != PLACEHOLDERS["handle"])
    if _DIGIT.search(text) is None:
        if ":" in text:
            yield from _addresses_v6(text)
        return
    yield from _numbers(text)
    yield from (("iban", *m.span()) for m in _IBAN.finditer(text) if iban_holds(m.group()))
    yield from (("ip", *m.span()) for m in _IPV4.finditer(text) if _public(m.group()))
    yield from _addresses_v6(text)
    yield from (("address", *m.span()) for m in _STREET.finditer(text))


def _addresses_v6(text: str) -> Iterator[Span]:
    if "::" in text or text.count(":") > 3:
        yield from (("ip", *m.span()) for m in _IPV6.finditer(text) if _public(m.group()))


def _numbers(text: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(text):
        found = match.group()
        digits = re.sub(r"\D", "", found)
        if _MIN_CARD <= len(digits) <= _MAX_CARD and luhn_holds(digits) and not found.startswith("+"):
            yield ("card", *match.span())
        elif _phone_like(found, digits, text[max(0, match.start() - _NEAR) : match.start()]):
            yield ("phone", *match.span())


def _phone_like(found: str, digits: str, before: str) -> bool:
    """A shape that only phone numbers have, or any number of the right length that is called one."""
    if (
        not _MIN_PHONE <= len(digits) <= _MAX_PHONE
        or _DATE.match(found)
        or found.startswith("0.")
        or len(set(digits)) < 3
    ):
        return False
    if found.startswith("+"):
        return True
    if _PHONE_WORD.search(before):
        return True
    groups = [part for part in re.split(r"\D+", found) if part]
    north_american = re.fullmatch(r"(?:1[ .-])?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}", found) is not None
    trunk = found.startswith(("0", "(0")) and len(groups) > 1 and len(digits) >= 9 and len(groups[-1]) > 1
    return north_american or trunk


def luhn_holds(digits: str) -> bool:
    """Whether the last digit is the card industry's check digit; all-equal digits never count."""
    if len(set(digits)) == 1:
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def iban_holds(text: str) -> bool:
    """Whether an account number passes ISO 13616's mod-97 check."""
    plain = text.replace(" ", "").upper()
    if not 15 <= len(plain) <= 34:
        return False
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _public(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified) and (address.version == 4 or len(text) > 6)
