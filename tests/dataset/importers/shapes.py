"""Small files in the true shape of each format, written by hand. Names and words are made up."""

import base64
import json
import struct
import zlib

from chat_shapes import (
    DISCORD,
    DISCORD_PACKAGE,
    REDDIT,
    SLACK,
    TELEGRAM,
    TELEGRAM_ACCOUNT,
    WHATSAPP,
    WHATSAPP_ANDROID,
    X_ARCHIVE,
)
from shape_parts import lines


def _turns(*texts, roles=("user", "assistant"), role="role", words="content"):
    return [{role: roles[n % 2], words: text} for n, text in enumerate(texts)]


MESSAGES = lines({"messages": _turns("hi", "hey you")}, {"messages": _turns("yo", "sup", "nm")})
SHAREGPT = json.dumps(
    [
        {
            "id": "QWJhYvA_0",
            "conversations": _turns(
                "what is up", "the moon", roles=("human", "gpt"), role="from", words="value"
            ),
        },
        {"id": "QWJhYvA_11", "conversations": [{"from": "gpt", "value": "left over"}]},
        {"id": "b_0", "conversations": []},
        {
            "id": "c_0",
            "conversations": [{"from": "human", "value": "x"}, {"from": "function_call", "value": "{}"}],
        },
    ]
).encode()
ALPACA = json.dumps([{"instruction": "Say hi", "input": "", "output": "hi"}]).encode()
DOLLY = lines(
    {
        "instruction": "Who is she?",
        "context": "The moon.[1]",
        "response": "The moon.",
        "category": "closed_qa",
    }
)


def _node(key, role, text, *replies, **more):
    return {
        "message_id": key,
        "role": role,
        "text": text,
        "lang": "en",
        "review_count": 3,
        "review_result": True,
        "deleted": False,
        "synthetic": False,
        "replies": list(replies),
    } | more


OASST_TREE = lines(
    {
        "message_tree_id": "t1",
        "tree_state": "ready_for_export",
        "prompt": _node(
            "t1",
            "prompter",
            "why is the sky blue",
            _node("a", "assistant", "because", rank=1),
            _node("b", "assistant", "light scatters", _node("c", "prompter", "oh thanks"), rank=0),
            _node("d", "assistant", "gone", deleted=True, rank=2),
        ),
    }
)
OASST_FLAT = lines(
    _node("t1", "prompter", "hello?", message_tree_id="t1", parent_id=None, replies=[]),
    _node("a", "assistant", "hey", message_tree_id="t1", parent_id="t1", rank=0),
    _node("t2", "prompter", "bye?", message_tree_id="t2", parent_id=None),
    _node("b", "assistant", "later", message_tree_id="t2", parent_id="t2", rank=None),
)
STORIES = b"Once there was a moon.\nIt was small.\n<|endoftext|>\nAnother story.\n<|endoftext|>\n"


def _gpt(key, parent, role, *parts, **more):
    message = {
        "id": key,
        "author": {"role": role, "name": None},
        "create_time": 1.0,
        "content": {"content_type": "text", "parts": list(parts)},
        "weight": 1.0,
        "recipient": "all",
        "metadata": {},
    } | more
    return key, {"id": key, "parent": parent, "children": [], "message": message}


CHATGPT = json.dumps(
    [
        {
            "title": "t",
            "create_time": 1.0,
            "update_time": 2.0,
            "mapping": dict(
                [
                    ("root", {"id": "root", "parent": None, "children": ["s"], "message": None}),
                    _gpt("s", "root", "system", "", metadata={"is_visually_hidden_from_conversation": True}),
                    _gpt("u", "s", "user", "tell me", {"content_type": "image_asset_pointer"}),
                    _gpt("x", "u", "assistant", "old branch"),
                    _gpt("t", "u", "tool", "tool words"),
                    _gpt("a", "t", "assistant", "new branch"),
                ]
            ),
            "current_node": "a",
            "id": "chat-1",
        }
    ]
).encode()
CLAUDE = json.dumps(
    [
        {
            "uuid": "c1",
            "name": "n",
            "created_at": "2024-05-01T10:00:00Z",
            "updated_at": "2024-05-01T10:00:00Z",
            "account": {"uuid": "a"},
            "chat_messages": [
                {
                    "uuid": "m1",
                    "sender": "human",
                    "text": "hi",
                    "content": [{"type": "text", "text": "hi there"}],
                    "attachments": [],
                    "files": [],
                },
                {
                    "uuid": "m2",
                    "sender": "assistant",
                    "text": "placeholder",
                    "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "hello"}],
                    "attachments": [],
                    "files": [],
                },
            ],
        }
    ]
).encode()
SILLYTAVERN = (
    lines(
        {"user_name": "unused", "character_name": "unused", "chat_metadata": {}},
        {
            "name": "Luna",
            "is_user": False,
            "is_system": False,
            "send_date": "2024-09-28 @12h 30m 15s 123ms",
            "mes": "greeting",
        },
        {"name": "Mika", "is_user": True, "is_system": False, "send_date": "x", "mes": "hi"},
        {
            "name": "Luna",
            "is_user": False,
            "is_system": False,
            "send_date": "x",
            "mes": "two",
            "swipes": ["one", "two"],
            "swipe_id": 1,
        },
        {"name": "S", "is_user": False, "is_system": True, "send_date": "x", "mes": "note"},
    )
    + b"{broken\n"
)
TABLE = b'speaker;text;time\r\nmika;hi there;1\r\nluna;"multi\r\nline";2\r\n;lost;3\r\n'
EXCHANGES = b'user,assistant\nhi,"hey, you"\nempty,\n'
TRANSCRIPT = b"Mika: hi\nLuna: hey you\nand you\nMika: ok\nLuna: night\n"
PROSE = b"It was a dark night, and the moon was out.\n\nShe looked at it for a long time.\n"

CARD = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Luna",
        "description": "{{char}} likes {{user}}.",
        "personality": "moody",
        "scenario": "",
        "first_mes": "Oh, {{user}}.",
        "mes_example": "<START>\n{{user}}: hi\n{{char}}: hm, hi.\n"
        "<START>\n{{user}}: why\n{{char}}: because.\nreally.",
        "creator_notes": "",
        "system_prompt": "Be {{char}}. {{original}}",
        "post_history_instructions": "",
        "alternate_greetings": [],
        "tags": ["moon"],
        "creator": "somebody",
        "character_version": "1",
        "extensions": {},
    },
}
CARD_V1 = {
    key: CARD["data"][key]
    for key in ("name", "description", "personality", "scenario", "first_mes", "mes_example")
}


def png(card):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    text = b"chara\0" + base64.b64encode(json.dumps(card).encode())
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"tEXt", text)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


ALL = {
    "messages.jsonl": MESSAGES,
    "sharegpt.json": SHAREGPT,
    "alpaca.json": ALPACA,
    "dolly.jsonl": DOLLY,
    "oasst_tree.jsonl": OASST_TREE,
    "oasst_flat.jsonl": OASST_FLAT,
    "stories.txt": STORIES,
    "discord.json": DISCORD,
    "discord_package.zip": DISCORD_PACKAGE,
    "slack.zip": SLACK,
    "telegram.json": TELEGRAM,
    "telegram_account.json": TELEGRAM_ACCOUNT,
    "whatsapp.txt": WHATSAPP,
    "whatsapp_android.txt": WHATSAPP_ANDROID,
    "reddit.ndjson": REDDIT,
    "x.zip": X_ARCHIVE,
    "chatgpt.json": CHATGPT,
    "claude.json": CLAUDE,
    "sillytavern.jsonl": SILLYTAVERN,
    "table.csv": TABLE,
    "exchanges.csv": EXCHANGES,
    "transcript.txt": TRANSCRIPT,
    "prose.txt": PROSE,
}
