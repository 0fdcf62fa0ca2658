"""Files to drop onto the window: chats, articles, tables, a character card."""

import json
from pathlib import Path

from tsuki_desktop.app import Desktop
from tsuki_desktop.services import collecting

STARTER = Path(__file__).parents[2] / "assets" / "starter"
SAID = [
    ("mika", "ok i finally watched it and i have SO many questions"),
    ("mika", "like who was the guy in the snow??"),
    ("luna", "the guy in the snow is the whole point, oh my god"),
    ("luna", "did you skip the beginning again"),
    ("mika", "...maybe a bit"),
    ("luna", "unbelievable. you are the reason they put recaps in everything"),
    ("mika", "https://example.org/the-ending-explained this helped tho"),
    ("luna", "noooo don't read that, ask me. i'm right here"),
    ("mika", ""),
    ("luna", "aww is that the cat. ok you're forgiven"),
    ("mika", "so... again tomorrow? with the beginning this time"),
    ("luna", "fine. but i'm choosing the snacks and you're not allowed to talk"),
]


def telegram(days: int = 9) -> bytes:
    """Two people over some evenings, with a picture, a link and a call."""
    messages = []
    for day in range(days):
        for number, (who, text) in enumerate(SAID):
            at = 1714557600 + day * 86400 + number * 55
            shown = text.replace("it", f"part {day + 1}") if day and "it" in text else text
            one = {"id": len(messages), "type": "message", "date_unixtime": str(at), "from": who}
            messages.append(
                {**one, "from_id": f"user{who}", "text": shown, **({} if text else {"photo": "x"})}
            )
        call = {"id": len(messages), "type": "service", "date_unixtime": "0", "actor": "mika", "text": ""}
        messages.append({**call, "action": "phone_call"})
    return json.dumps({"name": "mika", "type": "personal_chat", "id": 7, "messages": messages}).encode()


TABLE = (
    b"When;Author;Body\n1;mika;anyone up at this hour or is it just me\n2;luna;me, always, unfortunately\n"
    b"3;mika;what are you doing\n4;luna;arguing with the moon. she is winning\n5;;lost words\n"
)
CARD = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Luna",
        "description": "Luna keeps the lighthouse. She talks to ships more than to people, and it shows.",
        "personality": "dry, warm underneath, bad at goodbyes",
        "scenario": "",
        "first_mes": "You're late. The fog was early. Sit, the kettle's on, and don't touch the lamp.",
        "mes_example": "<START>\n{{user}}: are you lonely up here?\n{{char}}: The sea talks. It just never "
        "listens. Bit like you, really.\n<START>\n{{user}}: can i help?\n{{char}}: Hold this. No.",
    },
}
ARTICLE = (
    "The Moon is the only natural satellite of the Earth. The orbit of the Moon lies at an average distance "
    "of 384,399 kilometres, which is about thirty times the diameter of the planet. The gravitational "
    "influence of the body is the principal cause of the tides, and the formation of the crust of the body "
    "is explained by the differentiation of an ocean of magma. Fact number %d of the series."
)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def card(folder: Path) -> Path:
    return put(folder, "luna.json", json.dumps(CARD))


def friends(folder: Path) -> Path:
    """Real talk, with something for lint to find."""
    lines = [
        line for path in sorted(STARTER.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    odd = [
        ("what can you do?", "As an AI language model, I cannot have feelings. How can I help you today?"),
        ("hey {{user}} here", "hey {{user}}, mail me at luna.moon@example.org ok"),
        ("new mug!", "Ooh, is it like the one from yesterday?"),
    ]
    rows = [
        {"messages": [{"role": "user", "content": said}, {"role": "assistant", "content": reply}]}
        for said, reply in odd
    ]
    return put(folder, "Late night chats.jsonl", "\n".join([*lines[:240], *map(json.dumps, rows)]))


def articles(folder: Path) -> Path:
    rows = [
        {"instruction": f"What is fact {n} of the Moon?", "input": "", "output": ARTICLE % n}
        for n in range(70)
    ]
    return put(folder, "Encyclopedia of the Moon.json", json.dumps(rows))


def fill(desk: Desktop, folder: Path) -> None:
    """Two data sets, looked over already."""
    from tsuki_desktop.services import data_sets

    for path in (articles(folder), friends(folder)):
        made = collecting.bring_in(desk.app._profile, path).dataset
        data_sets.look_over(desk.app._profile, made.uid)
