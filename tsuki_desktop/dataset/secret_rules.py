# ruff: noqa: PLR2004  rules of thumb: each figure stands beside what it measures
"""Secrets: what known issuers' keys look like, what people write before a password, and plain chance.

Three nets, from the surest: a known prefix or block; a word such as `password` with a value after it; a
long token whose letters and digits look drawn by lot. The plugins of detect-secrets run besides on any
text that one of the nets' cheap first looks lets through.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tsuki_desktop.dataset.personal import Span

SHORTEST_TOKEN = 16
_BLOCK = re.compile(
    r"-----BEGIN (?:[A-Z0-9]+ )*(?:PRIVATE KEY|PGP PRIVATE KEY BLOCK)(?: BLOCK)?-----"
    r"(?:.*?-----END [A-Z0-9 ]+-----|.*)",
    re.DOTALL,
)
_KNOWN = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"sk-[\w-]{16,}|(?:sk|rk|pk)_(?:live|test)_\w{10,}|whsec_\w{16,}"
    r"|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{15,}"
    r"|(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}"
    r"|xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{20,}|hf_[A-Za-z]{30,}|npm_\w{30,}|pypi-[\w-]{40,}"
    r"|SG\.[\w-]{16,}\.[\w-]{16,}|shp(?:at|ca|pa|ss)_\w{20,}|dop_v1_\w{30,}|hv[sb]\.[\w-]{20,}"
    r"|eyJ[\w-]{10,}\.[\w-]{8,}(?:\.[\w-]*)?|AGE-SECRET-KEY-1\w{40,}"
    r"|\d{8,10}:[\w-]{33,40}|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40}"
    r")"
)
_LINKS = re.compile(
    r"(?:https?://)?(?:hooks\.slack\.com/(?:services|workflows)/[\w/+-]{20,}"
    r"|(?:\w+\.)?discord(?:app)?\.com/api/webhooks/\d+/[\w-]{20,}"
    r"|[\w-]+\.webhook\.office\.com/[\w/@-]{20,})"
)
_USER_INFO = re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{0,80}:([^\s/@]{3,120})@[\w.-]", re.IGNORECASE)
_QUERY = re.compile(
    r"[?&#;](?:[\w-]*(?:token|key|secret|sig|signature|password|passwd|pwd|auth|session|code))=([^&\s#]{8,})",
    re.IGNORECASE,
)
_NAMES = (
    r"(?:pass(?:word|wd|wort|code|phrase|e)?|pwd|pw|passwort|kennwort|contrase\u00f1a|mot de passe|senha"
    r"|pin|secret|api[ _-]?key|apikey|access[ _-]?key|auth[ _-]?(?:token|key)|token|bearer|credentials?|login"
    r"|(?:client|private|secret|account|encryption|license)[ _-]?(?:secret|key)"
    r"|recovery[ _-]?(?:code|key)|seed[ _-]?phrase|wi-?fi(?: key)?|otp|2fa(?: code)?)"
)
_NAMED = re.compile(
    rf"(?<![A-Za-z]){_NAMES}s?\b(?P<for>(?: (?:for|to|of|on|at) [\w' .-]{{1,30}}?)?)[\"'`]?\s*"
    r"(?P<mark>:=|=>|->|[:=]|\b(?:is|are|was|ist|est|es)\b(?: now| still| just)?:?)\s*"
    r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`,;<>]{4,200})",
    re.IGNORECASE,
)
_ENV_NAMED = re.compile(
    r"\b[A-Za-z0-9_.-]*(?:PASSWORD|PASSWD|PWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?|_KEY|AUTH)"
    r"[A-Za-z0-9_]*[\"']?\s*[:=]\s*[\"']?(?P<value>[^\s\"'`,;<>]{6,400})",
    re.IGNORECASE,
)
_CUES = (
    "pass",
    "pwd",
    "pw",
    "kennw",
    "contras",
    "senha",
    "pin",
    "secret",
    "key",
    "token",
    "login",
    "bearer",
    "creden",
    "auth",
    "recovery",
    "seed",
    "wifi",
    "wi-fi",
    "otp",
    "2fa",
)
_TOKEN = re.compile(r"[A-Za-z0-9+/_=.~-]{16,}")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z][a-z]{3,}|[A-Z]{4,}")
_HEX = re.compile(r"^(?:0x)?[0-9a-fA-F]{24,}$")
_UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", re.IGNORECASE)
_PLUGINS_OFF = {"Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector", "IPPublicDetector"}
"""Their own nets are finer above: those work on quoted source code, not on talk."""


def secrets(text: str) -> Iterator[Span]:
    """Secrets in `text`, in no order; spans may overlap."""
    lower = text.lower()
    if any(map(lower.__contains__, _CUES)):
        yield from _named(text)
    if len(max(text.split(), key=len, default="")) < SHORTEST_TOKEN:
        return
    if "-----begin" in lower:
        yield from (("private_key", *m.span()) for m in _BLOCK.finditer(text))
    yield from (("api_key", *m.span()) for m in _KNOWN.finditer(text))
    if "://" in text or ".com/" in text:
        yield from (("secret_link", *m.span()) for m in _LINKS.finditer(text))
        yield from (("password", *m.span(1)) for m in _USER_INFO.finditer(text))
        yield from (("api_key", *m.span(1)) for m in _QUERY.finditer(text))
    yield from _drawn_by_lot(text)
    yield from _plugin_finds(text)


def _named(text: str) -> Iterator[Span]:
    for match in _NAMED.finditer(text):
        found = match["value"].rstrip(".?)")
        if found and _password_like(found, sure=match["mark"][:1] in "=:-" or bool(match["quote"])):
            start = match.start("value")
            yield ("password", start, start + len(found))
    for match in _ENV_NAMED.finditer(text):
        found = match["value"]
        if _password_like(found, sure=False):
            yield ("api_key", *match.span("value"))


def _password_like(found: str, *, sure: bool) -> bool:
    """`sure`: the value stands after a colon or in quotes, so that a plain word may be one."""
    if (
        "://" in found
        or found.startswith(("[", "{", "$", "(", "<", "*", "xxx", "..."))
        or len(set(found)) < 3
    ):
        return False
    digit = any(sign.isdigit() for sign in found)
    sign = any(not sign.isalnum() for sign in found.strip("\"'.,!?:;)-"))
    upper_inside = any(sign.isupper() for sign in found[1:]) and not found.isupper()
    strange = (digit and any(sign.isalpha() for sign in found)) or (digit and len(found) >= 4) or upper_inside
    if "'" in found and not digit:
        return False
    return (
        strange
        or (sign and "-" not in found and "/" not in found and "'" not in found)
        or (sure and len(found) >= 8)
    )


def _drawn_by_lot(text: str) -> Iterator[Span]:
    """Long tokens that no language makes. Inside a link only its last, random-looking parts count."""
    links = [m.span() for m in _URL.finditer(text)] if "://" in text or "www." in text.lower() else []
    for match in _TOKEN.finditer(text):
        if any(start <= match.start() < end for start, end in links):
            continue
        token = match.group().strip("=.~-_/")
        if looks_drawn(token):
            start = match.start() + match.group().find(token)
            yield ("random_token", start, start + len(token))


def looks_drawn(token: str) -> bool:
    """Whether letters and digits of a token look random: mixed, spread out, and not words."""
    if len(token) < SHORTEST_TOKEN or _UUID.match(token):
        return False
    digits = sum(sign.isdigit() for sign in token)
    letters = sum(sign.isalpha() for sign in token)
    if _HEX.match(token) and digits >= 4 and letters >= 2:
        return entropy(token) > 2.6
    path = "/" in token and not digits and token.count("/") > len(token) / 12
    in_words = sum(len(word) for word in _WORDS.findall(token) if _spoken(word))
    if not letters or path or in_words > len(token) * 0.5:
        return False
    mixed = token.upper() != token and token.lower() != token
    if not digits and not (mixed and len(token) >= 24):
        return False
    enough = 2.9 if digits >= 4 else 3.2 if digits >= 2 else 3.6
    changes = sum(_sort(a) != _sort(b) for a, b in itertools.pairwise(token))
    return entropy(token) >= enough and changes >= len(token) * 0.2


def _spoken(word: str) -> bool:
    """Whether a run of letters could be a word: vowels in it, and no long run without one."""
    lower = word.lower()
    vowels = sum(sign in "aeiouy" for sign in lower)
    return vowels / len(lower) >= 0.2 and re.search(r"[^aeiouy]{5}", lower) is None and len(lower) > 2


def _sort(sign: str) -> int:
    return 0 if sign.isdigit() else 1 if sign.isupper() else 2 if sign.islower() else 3


def entropy(token: str) -> float:
    """Shannon entropy in bits a character."""
    total = len(token)
    return -sum(n / total * math.log2(n / total) for n in Counter(token).values())


def _plugin_finds(text: str) -> Iterator[Span]:
    for plugin in _plugins():
        for found in plugin.analyze_string(text):
            start = text.find(found) if isinstance(found, str) and found else -1
            if start >= 0:
                yield ("api_key", start, start + len(found))


@cache
def _plugins() -> tuple[Any, ...]:
    """detect-secrets' own rules for issuers; the calls that would ask the network are never made."""
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    classes = get_mapping_from_secret_type_to_class().values()
    return tuple(
        kind() for kind in sorted(classes, key=lambda k: k.__name__) if kind.__name__ not in _PLUGINS_OFF
    )
