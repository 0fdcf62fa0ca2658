"""How fast and how lean imports are: `python tests/dataset/measure_import.py 300 [NAME]`.

300 MB of each kind, or of the one that is named: rows, discord, telegram.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tsuki_desktop.dataset.importers.intake import Choices
from tsuki_desktop.dataset.importers.run import read

SENTENCE = "hey so like the moon is kinda nice tonight right dont you think i was about to say that"
WORDS = SENTENCE.split()


def text(r):
    return " ".join(r.choices(WORDS, k=r.randrange(4, 40)))


def jsonl(path, size):
    r = random.Random(1)
    blocks = []
    for _ in range(500):
        turns = [{"role": ("user", "assistant")[n % 2], "content": text(r)} for n in range(6)]
        turns[0]["content"] += " %d"
        blocks.append(json.dumps({"messages": turns}) + "\n")
    written = n = 0
    with path.open("w") as out:
        while written < size:
            n += 1
            # Each is new, and none costs more than its number to make.
            written += out.write(blocks[n % 500] % n)


def discord(path, size):
    r = random.Random(1)
    blocks = []
    for n in range(500):
        who = ("mika", "luna")[n % 2]
        message = {
            "id": "%d",
            "type": "Default",
            "timestamp": f"2024-05-01T{n % 24:02}:00:00.000+00:00",
            "content": text(r) + " %d",
            "author": {"id": who, "name": who, "isBot": False, "nickname": who},
        }
        blocks.append(",\n" + json.dumps(message, indent=1))
    with path.open("w") as out:
        written = out.write(
            '{"guild": {"id": "1"}, "channel": {"id": "2", "type": "DirectTextChat"}, "messages": ['
        )
        written += out.write(blocks[0][2:] % (0, 0))
        n = 0
        while written < size:
            n += 1
            written += out.write(blocks[n % 500] % (n, n))
        out.write("]}")


def telegram(path, size):
    """A whole account in which one chat is nearly everything."""
    r = random.Random(1)
    blocks = []
    for n in range(500):
        who, said = ("mika", "luna")[n % 2], text(r) + " %d"
        message = {
            "id": "%d",
            "type": "message",
            "date_unixtime": str(1_714_500_000 + n * 60),
            "from": who,
            "from_id": f"user{n % 2}",
            "text": said,
            "text_entities": [{"type": "plain", "text": said}],
        }
        blocks.append(",\n" + json.dumps(message, indent=1))
    small = {"name": "luna", "type": "personal_chat", "id": 1, "messages": []}
    with path.open("w") as out:
        written = out.write('{"about": "", "chats": {"about": "", "list": [' + json.dumps(small) + ",\n")
        written += out.write('{"name": "mika", "type": "personal_chat", "id": 2, "messages": [')
        written += out.write(blocks[0][2:] % (0, 0, 0))
        n = 0
        while written < size:
            n += 1
            written += out.write(blocks[n % 500] % (n, n, n))
        out.write("]}]}}")


def peak():
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def one(path):
    begin = time.process_time()
    rows = sum(1 for _ in read(path, Choices(persona_speaker="luna")).rows)
    spent = time.process_time() - begin
    lean = peak()
    bare = 0.0
    if path.suffix == ".jsonl":
        begin = time.process_time()
        with path.open() as lines:
            for line in lines:
                json.loads(line)
        bare = time.process_time() - begin
    ratio = f", bare json.loads loop {bare:.1f} s, ratio {bare / spent:.2f} (goal 0.5)" if bare else ""
    size = path.stat().st_size >> 20
    print(f"{path.name}: {size} MB, {rows} rows, {spent:.1f} s{ratio}, peak {lean:.0f} MB (goal 256)")


def main(megabytes, wanted=""):
    with tempfile.TemporaryDirectory() as folder:
        for make, name in (
            (jsonl, "rows.jsonl"),
            (discord, "discord.json"),
            (telegram, "telegram.json"),
        ):
            path = Path(folder) / name
            if wanted not in name:
                continue
            make(path, megabytes << 20)
            subprocess.run([sys.executable, __file__, "--one", str(path)], check=True)
            path.unlink()


if __name__ == "__main__":
    if sys.argv[1] == "--one":
        one(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]), *sys.argv[2:])
