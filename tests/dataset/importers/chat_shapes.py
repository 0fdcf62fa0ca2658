"""One small example of each kind of file that a chat program exports."""

import json

from shape_parts import lines, zipped


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
