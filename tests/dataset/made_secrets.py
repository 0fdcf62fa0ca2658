"""Secrets drawn by lot in the shapes that issuers publish; most of the shapes have no rule of their own."""

import base64
import json
import random
import string
import uuid

ALNUM = string.ascii_letters + string.digits
LOWER = string.ascii_lowercase + string.digits
URLSAFE = ALNUM + "-_"
B64 = ALNUM + "+/"
HEX = "0123456789abcdef"
WORDS = [
    "correct",
    "horse",
    "battery",
    "staple",
    "winter",
    "purple",
    "monkey",
    "dragon",
    "falcon",
    "sunny",
    "river",
    "moon",
    "tiger",
    "coffee",
]


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def kinds(r: random.Random):
    """Name → maker of one secret."""

    def some(alphabet, n):
        return "".join(r.choices(alphabet, k=n))

    def jwt():
        head = _b64(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
        body = _b64(json.dumps({"sub": str(r.randrange(10**9)), "iat": r.randrange(10**9)}).encode())
        return f"{head}.{body}.{_b64(r.randbytes(32))}"

    def pem():
        body = base64.b64encode(r.randbytes(600)).decode()
        lines = "\n".join(body[i : i + 64] for i in range(0, len(body), 64))
        return f"-----BEGIN RSA PRIVATE KEY-----\n{lines}\n-----END RSA PRIVATE KEY-----"

    def password():
        base = r.choice(WORDS).capitalize()
        return base + some(string.digits, r.randrange(2, 5)) + r.choice("!#%&*?")

    return {
        "openai": lambda: "sk-" + some(ALNUM, 48),
        "openai_project": lambda: "sk-proj-" + some(URLSAFE, 74),
        "anthropic": lambda: "sk-ant-api03-" + some(URLSAFE, 93) + "AA",
        "github": lambda: "ghp_" + some(ALNUM, 36),
        "github_fine": lambda: f"github_pat_{some(ALNUM, 22)}_{some(ALNUM, 59)}",
        "gitlab": lambda: "glpat-" + some(URLSAFE, 20),
        "aws_id": lambda: "AKIA" + some(string.ascii_uppercase + "234567", 16),
        "aws_secret": lambda: some(B64, 40),
        "google": lambda: "AIza" + some(URLSAFE, 35),
        "slack": lambda: f"xoxb-{some(string.digits, 12)}-{some(string.digits, 12)}-{some(ALNUM, 24)}",
        "stripe": lambda: "sk_live_" + some(ALNUM, 24),
        "twilio": lambda: "SK" + some(HEX, 32),
        "sendgrid": lambda: f"SG.{some(URLSAFE, 22)}.{some(URLSAFE, 43)}",
        "discord": lambda: f"{some(ALNUM, 24)}.{some(URLSAFE, 6)}.{some(URLSAFE, 27)}",
        "discord_hook": lambda: (
            f"https://discord.com/api/webhooks/{some(string.digits, 18)}/{some(URLSAFE, 68)}"
        ),
        "telegram": lambda: f"{some(string.digits, 9)}:AA{some(URLSAFE, 33)}",
        "jwt": jwt,
        "pem": pem,
        "npm": lambda: "npm_" + some(ALNUM, 36),
        "huggingface": lambda: "hf_" + some(string.ascii_letters, 34),
        "postgres": password,
        # From here on: issuers that no rule names.
        "replicate": lambda: "r8_" + some(ALNUM, 37),
        "groq": lambda: "gsk_" + some(ALNUM, 52),
        "linear": lambda: "lin_api_" + some(ALNUM, 40),
        "notion": lambda: "secret_" + some(ALNUM, 43),
        "databricks": lambda: "dapi" + some(HEX, 32),
        "mailgun": lambda: "key-" + some(HEX, 32),
        "newrelic": lambda: "NRAK-" + some(string.ascii_uppercase + string.digits, 27),
        "grafana": lambda: f"glsa_{some(ALNUM, 32)}_{some(HEX, 8)}",
        "planetscale": lambda: "pscale_tkn_" + some(URLSAFE, 43),
        "doppler": lambda: "dp.pt." + some(ALNUM, 43),
        "postman": lambda: f"PMAK-{some(HEX, 24)}-{some(HEX, 34)}",
        "airtable": lambda: f"pat{some(ALNUM, 14)}.{some(HEX, 64)}",
        "atlassian": lambda: "ATATT3xFfGF0" + some(URLSAFE + "=", 180),
        "facebook": lambda: "EAA" + some(ALNUM, 120),
        "dropbox": lambda: "sl." + some(URLSAFE, 130),
        "sonar": lambda: "squ_" + some(HEX, 40),
        "figma": lambda: f"figd_{some(URLSAFE, 40)}",
        "hex32": lambda: some(HEX, 32),
        "hex64": lambda: some(HEX, 64),
        "azure": lambda: some(B64, 86) + "==",
        "cloudflare": lambda: some(URLSAFE, 40),
        "bitcoin_wif": lambda: (
            r.choice("5KL")
            + some(ALNUM.replace("0", "").replace("O", "").replace("I", "").replace("l", ""), 51)
        ),
        "password": password,
        "passphrase": lambda: "-".join(r.choices(WORDS, k=4)) + some(string.digits, 2),
        "password_odd": lambda: some(ALNUM + "!@#$%^&*", r.randrange(10, 18)),
        "uuid_key": lambda: str(uuid.UUID(bytes=r.randbytes(16), version=4)),
    }


SENTENCES = (
    "here you go: {}",
    "ok so use {} for now",
    "don't tell anyone but it's {}",
    "{}",
    "i pasted {} into the config and it still fails lol",
    "wait is {} still valid?",
    'const client = new Client("{}")',
)
NAMED = (
    "my password is {}",
    "password: {}",
    "the wifi password is {} btw",
    "pw = {}",
    "try logging in, the pass is {}",
    'PASSWORD="{}"',
    "the password for the laptop is {}",
)
UUID_NAMED = ("api key: {}", "my api key is {}", "HEROKU_API_KEY={}", "the token is {}")


def seeded(count: int, seed: int):
    """(kind, text, secret), `count` of them: every kind equally often."""
    r = random.Random(seed)
    makers = kinds(r)
    names = sorted(makers)
    for i in range(count):
        kind = names[i % len(names)]
        secret = makers[kind]()
        if kind == "postgres":
            text = f"try postgres://tsuki:{secret}@db.example.com:5432/app"
        elif kind.startswith("pass"):
            text = r.choice(NAMED).format(secret)
        elif kind == "uuid_key":
            text = r.choice(UUID_NAMED).format(secret)
        else:
            text = r.choice(SENTENCES).format(secret)
        yield kind, text, secret
