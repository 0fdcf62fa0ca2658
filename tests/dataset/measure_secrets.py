"""How many seeded secrets are caught, and how often ordinary talk is taken for one.

python tests/dataset/measure_secrets.py
"""

import itertools
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from made_secrets import seeded  # noqa: E402  the path comes first

from tsuki_desktop.dataset.scrub import Scrubber, scan  # noqa: E402  the path comes first

TALK = 50_000


def talk():
    """Messages of real chats between people: `pip install chitchat-dataset` first."""
    from chitchat_dataset import MessageDataset

    return list(itertools.islice(MessageDataset(), TALK))


def main():
    caught = sum(
        secret not in Scrubber().clean(text) and any(f.secret for f in scan(text))
        for _, text, secret in seeded(1000, seed=20_260)
    )
    print(f"secrets: {caught} of 1000 caught whole (goal 990)")
    said = talk()
    hit = [text for text in said if any(f.secret for f in scan(text))]
    marked = sum(bool(scan(text)) for text in said)
    print(f"ordinary talk: {len(hit)} of {len(said)} ({len(hit) / len(said):.3%}) held a secret (goal 1%)")
    print(f"with personal details: {marked} ({marked / len(said):.3%})")


if __name__ == "__main__":
    main()
