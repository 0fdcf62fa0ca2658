"""How fast an export runs beside a bare json.dumps loop: `python tests/dataset/measure_export.py 1000000`."""

import itertools
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from trees import reply, say, tree  # noqa: E402  the path comes first

from tsuki_desktop.dataset.export import Options, export  # noqa: E402  the path comes first
from tsuki_desktop.dataset.formats import Format  # noqa: E402  the path comes first
from tsuki_desktop.dataset.scrub import Scrubber  # noqa: E402  the path comes first
from tsuki_desktop.dataset.walk import Rules  # noqa: E402  the path comes first

WORDS = [
    "hey",
    "so",
    "like",
    "the",
    "moon",
    "is",
    "kinda",
    "nice",
    "tonight",
    "right",
    "dont",
    "you",
    "think",
    "i",
    "was",
    "about",
    "to",
    "say",
    "that",
    "lol",
]
RATED_IN_ONE = 5


def made(rated):
    """Conversations of five rated replies each, every text its own."""
    r = random.Random(7)

    def text():
        own = "".join(r.choices("bdfgklmnprst", k=6))
        return (
            " ".join(r.choices(WORDS, k=r.randrange(4, 16))) + f" {own}{r.choice(('', '', '', '', ' 7pm'))}"
        )

    for number in range(rated // RATED_IN_ONE):
        messages = []
        for turn in range(RATED_IN_ONE):
            first = number * 10 + turn * 2 + 1
            messages.append(say(first, first - 1 if turn else None, text()))
            messages.append(reply(first + 1, first, text(), 1))
        yield tree(*messages, number=number + 1)


def main(rated, form):
    options = Options(
        Format(form), Rules(system="You are Tsuki, a playful companion who lives on this computer.")
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        begin = time.process_time()
        done = export(made(rated), options, out, Scrubber())
        spent = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begin = time.process_time()
        for _ in made(rated):
            pass
        making = time.process_time() - begin
        loop = 0.0
        with (
            out.open(encoding="utf-8") as lines,
            (Path(folder) / "bare.jsonl").open("w", encoding="utf-8") as bare,
        ):
            while batch := [json.loads(line) for line in itertools.islice(lines, 5000)]:
                begin = time.process_time()
                for row in batch:
                    bare.write(json.dumps(row, ensure_ascii=False) + "\n")
                loop += time.process_time() - begin
    ours = spent - making
    print(f"{done.rows} rows, {ours:.1f} s (fixtures' own {making:.1f} s taken off), bare loop {loop:.1f} s")
    print(f"ratio {loop / ours:.2f} (goal 0.1), peak {peak:.0f} MB (goal 200)")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "messages")
