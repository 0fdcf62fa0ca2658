"""Small files in the true shape of each format, written by hand. Names and words are made up."""

import base64
import io
import json
import struct
import zipfile
import zlib


def lines(*values):
    return "\n".join(json.dumps(v) for v in values).encode() + b"\n"


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data if isinstance(data, bytes) else json.dumps(data))
    return packed.getvalue()


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


def _discord(key, who, text, at, kind="Default", **more):
    author = {
        "id": "9" + who[0],
        "name": who,
        "discriminator": "0000",
        "nickname": who,
        "isBot": who == "robo",
    }
    return {
        "id": str(key),
        "type": kind,
        "timestamp": f"2024-05-01T{at}.000+00:00",
        "isPinned": False,
        "content": text,
        "author": author,
        "attachments": [],
        "embeds": [],
        "stickers": [],
        "reactions": [],
        "mentions": [],
    } | more


def discord(*messages, kind="GuildTextChat"):
    return json.dumps(
        {
            "guild": {"id": "1", "name": "G", "iconUrl": ""},
            "channel": {
                "id": "2",
                "type": kind,
                "categoryId": "3",
                "category": "c",
                "name": "general",
                "topic": None,
            },
            "dateRange": {"after": None, "before": None},
            "exportedAt": "2024-06-01T00:00:00+00:00",
            "messages": list(messages),
            "messageCount": len(messages),
        },
        indent=2,
    ).encode()


DISCORD = discord(
    _discord(1, "mika", "anyone up?", "10:00:00"),
    _discord(2, "luna", "me, always", "10:00:20", "Reply", reference={"messageId": "1", "channelId": "2"}),
    _discord(3, "luna", "sadly", "10:00:25"),
    _discord(4, "robo", "beep", "10:00:30"),
    _discord(5, "kit", "joined", "10:00:40", "GuildMemberJoin"),
    _discord(
        6,
        "kit",
        "ok <@9m> see https://example.org/x <:moon:123>",
        "10:01:00",
        mentions=[{"id": "9m", "name": "mika"}],
    ),
    _discord(
        7,
        "kit",
        "",
        "10:02:00",
        attachments=[{"id": "1", "url": "x", "fileName": "a.png", "fileSizeBytes": 3}],
    ),
    _discord(8, "luna", "unlinked words", "11:00:00"),
)
DISCORD_PACKAGE = zipped(
    **{
        "messages/index.json": {"c1": "general"},
        "messages/c1/channel.json": {"id": "1", "type": 0},
        "messages/c1/messages.json": [
            {"ID": 1, "Timestamp": "2024-01-01 00:00:00", "Contents": "hi", "Attachments": ""}
        ],
    }
)
SLACK = zipped(
    **{
        "users.json": [
            {"id": "U1", "name": "mika", "profile": {"display_name": "mika"}},
            {"id": "U2", "name": "luna.m", "profile": {"display_name": "luna"}},
        ],
        "channels.json": [{"id": "C1", "name": "general"}],
        "general/2024-05-01.json": [
            {
                "type": "message",
                "user": "U1",
                "text": "is <https://example.org|this> ok &amp; done, <@U2>?",
                "ts": "1714557600.000100",
            },
            {"type": "message", "user": "U2", "text": "yep", "ts": "1714557660.000200"},
            {
                "type": "message",
                "subtype": "channel_join",
                "user": "U1",
                "text": "joined",
                "ts": "1714557661.0",
            },
            {
                "type": "message",
                "subtype": "bot_message",
                "bot_id": "B1",
                "text": "beep",
                "ts": "1714557662.0",
            },
        ],
    }
)


def _telegram(key, who, text, unix, **more):
    return {
        "id": key,
        "type": "message",
        "date": "2024-05-01T10:00:00",
        "date_unixtime": str(unix),
        "from": who,
        "from_id": f"user{who}",
        "text": text,
        "text_entities": [],
    } | more


_CHAT = {
    "name": "mika",
    "type": "personal_chat",
    "id": 77,
    "messages": [
        _telegram(1, "mika", "you awake", 1714557600),
        _telegram(2, "mika", ["look ", {"type": "bold", "text": "now"}], 1714557610),
        _telegram(3, "luna", "no.", 1714557700),
        {"id": 4, "type": "service", "date": "x", "actor": "mika", "action": "phone_call", "text": ""},
        _telegram(5, "mika", "", 1714557800, photo="p.jpg"),
        _telegram(6, "mika", "next day", 1714657800),
        _telegram(7, "luna", "vertical\x0btab", 1714657810),
    ],
}
TELEGRAM = json.dumps(_CHAT, indent=1).replace("\\u000b", "\\x0B").encode()
TELEGRAM_ACCOUNT = json.dumps(
    {
        "about": "Here is your data",
        "personal_information": {"phone_number": "+4915123456789"},
        "contacts": {"list": [{"first_name": "x", "phone_number": "+4915123456789"}]},
        "chats": {"about": "all", "list": [_CHAT]},
    },
    indent=1,
).encode()
WHATSAPP = (
    "\u200e[31/12/2023, 22:58:01] mika: \u200eMessages and calls are end-to-end encrypted.\n"
    "[31/12/2023, 22:59:01] mika: happy new year\n"
    "almost!\n"
    "[31/12/2023, 22:59:30] luna: not yet\n"
    "[31/12/2023, 22:59:40] luna: \u200eimage omitted\n"
    "[31/12/2023, 22:59:50] luna: This message was deleted\n"
    "[01/01/2024, 13:00:00] mika: now then?\n"
    "[01/01/2024, 13:00:05] luna: now. \u200e<This message was edited>\n"
).encode()
WHATSAPP_ANDROID = (
    "5/1/24, 9:01\u202fPM - Messages are end-to-end encrypted. Tap to learn more.\n"
    "5/1/24, 9:02\u202fPM - mika: hey\n"
    "5/13/24, 9:02\u202fPM - luna: <Media omitted>\n"
    "5/13/24, 9:03\u202fPM - luna: took you long enough\n"
).encode()


def _comment(key, parent, who, body, **more):
    return {
        "id": key,
        "body": body,
        "author": who,
        "parent_id": parent,
        "link_id": "t3_p",
        "created_utc": 1556668800,
        "score": 1,
        "subreddit": "moon",
        "stickied": False,
        "distinguished": None,
    } | more


REDDIT = lines(
    _comment("a", "t3_p", "mika", "who else is up"),
    _comment("b", "t1_a", "luna", "me &amp; the moon"),
    _comment("c", "t1_b", "mika", "same"),
    _comment("d", "t1_c", "luna", "twins"),
    _comment("e", "t1_a", "kit", "not me"),
    _comment("f", "t1_a", "[deleted]", "[deleted]"),
    _comment("g", "t3_p", "AutoModerator", "rules"),
)
X_ARCHIVE = zipped(
    **{
        "data/account.js": b'window.YTD.account.part0 = [{"account": {"accountId": "1"}}]',
        "data/tweets.js": b'window.YTD.tweets.part0 = [{"tweet": {"id_str": "5", "full_text": "hi"}}]',
        "data/direct-messages.js": b"window.YTD.direct_messages.part0 = "
        + json.dumps(
            [
                {
                    "dmConversation": {
                        "conversationId": "1-2",
                        "messages": [
                            {
                                "messageCreate": {
                                    "id": "11",
                                    "senderId": "1",
                                    "recipientId": "2",
                                    "text": "hey hey",
                                    "createdAt": "2024-05-01T10:01:00.000Z",
                                    "mediaUrls": [],
                                    "urls": [],
                                }
                            },
                            {
                                "messageCreate": {
                                    "id": "10",
                                    "senderId": "2",
                                    "recipientId": "1",
                                    "text": "hello?",
                                    "createdAt": "2024-05-01T10:00:00.000Z",
                                    "mediaUrls": [],
                                    "urls": [],
                                }
                            },
                            {"participantsLeave": {"userIds": ["2"]}},
                        ],
                    }
                }
            ]
        ).encode(),
    }
)


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
