"""Profiles to draw: what was said in them, and how it was rated."""

from sqlite_utils import Database

from tests.ui import stage as s
from tsuki_desktop.domain.chat import Finish, Rating, Status
from tsuki_desktop.domain.emotions import Emotion
from tsuki_desktop.store import conversations, ratings

CODE = """Okay, okay, look. It's *one* line, dummy:

```python
def phase(day: int) -> str:
    # eight of them, in case you forgot
    names = ["new", "crescent", "half", "gibbous", "full"]
    return names[day % len(names)]
```

And before you ask what they mean:

| phase | mood | hours |
|---|---|--:|
| new | sleepy | 2 |
| full | **unbearable** | 12 |

1. Read it twice.
2. Then `git commit`, see [the page](https://example.org/moon).

> I'm not helping you because I like you."""


def seed(db: Database) -> None:
    for title in ("What to call the cat", "Exam nerves", "Ramen, obviously"):
        one = conversations.create(db, title=title)
        s.answer(db, one.id, s.say(db, one.id, None, "hey"), "Hey yourself.")
    pinned = conversations.create(db, title="Things she promised")
    s.say(db, pinned.id, None, "hm")
    conversations.set_flags(db, pinned.id, pinned=True, never_train=True)
    long = conversations.create(db, title="A title that is much too long to fit into the side bar at all")
    s.say(db, long.id, None, "hm")
    db.execute("UPDATE conversations SET updated_at = '2026-11-21T20:00:00Z' WHERE id <= 2")
    bug = conversations.create(db, title="The bug that wasn't")
    at = s.say(db, bug.id, None, "Are you there?")
    at = s.answer(db, bug.id, at, "Obviously. Where else would the moon be?", Emotion.CALM)
    at = s.say(db, bug.id, at, "I spent three hours on a bug and it was a typo")
    at = s.answer(
        db,
        bug.id,
        at,
        "Three hours?! For one typo?\n…Okay, okay. We've all hugged the wrong semicolon. "
        "Did you at least yell at it?",
        Emotion.SURPRISED,
    )
    at = s.say(db, bug.id, at, "a little")
    s.answer(db, bug.id, at, "Pff.", Emotion.POUTY)
    at = s.answer(
        db,
        bug.id,
        at,
        "Hmph. Good. It deserved it. Now drink some water and tell me which file, before you do it again~",
        Emotion.HAPPY,
        rating=1,
        dropped=2,
    )


def code(db: Database) -> None:
    seed(db)
    one = conversations.create(db, title="Moon phases, but in Python")
    at = s.say(db, one.id, None, "Show me the phases in Python?")
    s.answer(db, one.id, at, CODE, Emotion.CURIOUS)


def odd(db: Database) -> None:
    one = conversations.create(db, title="שלום עולם")
    at = s.say(db, one.id, None, "שלום, מה שלומך היום? אני כותב בעברית (with some English) כדי לראות.")
    at = s.answer(db, one.id, at, "היי! **לא** שחיכיתי לך או משהו. מה קורה?", Emotion.FLUSTERED)
    at = s.say(db, one.id, at, "Donaudampfschifffahrtsgesellschaftskapitän" * 5)
    at = s.answer(
        db,
        one.id,
        at,
        "<think>no</think> vector<string> ![x](http://a.b/c.png) 🌙✨ 月がきれい",
        Emotion.SAD,
        rating=-1,
    )
    at = s.say(db, one.id, at, "go on")
    s.answer(db, one.id, at, "And then, at the very end, she said that", reason=Finish.LENGTH)


def stopped(db: Database) -> None:
    seed(db)
    one = conversations.create(db, title="Half a story")
    at = s.say(db, one.id, None, "Tell me a story")
    at = s.answer(
        db, one.id, at, "Once there was a moon who", reason=Finish.CANCELLED, status=Status.INTERRUPTED
    )
    at = s.say(db, one.id, at, "And?")
    s.answer(db, one.id, at, "She was", reason=Finish.ERROR, status=Status.FAILED)


def lessons(db: Database, liked: int = 36, *, private: bool = False) -> None:
    """Rated replies over some weeks: `liked` of them, some disliked, rewritten and chosen."""
    seed(db)
    at = None
    for number in range(liked + liked // 4):
        if number % 15 == 0:
            one = conversations.create(db, title=TITLES[number // 15 % len(TITLES)])
            at = None
        words = f"{SAID[number % len(SAID)]}"
        if private and number == 3:
            words += " oh, and my mail is rin.takeda@moonmail.example, key sk-proj-Zr8qT4LmXw2VbN6yKc0PdJ5h"
        at = s.say(db, one.id, at, words)
        bad = number % 15 > 11
        moods = list(Emotion)
        at = s.answer(db, one.id, at, REPLIES[number % len(REPLIES)], moods[number % len(moods)])
        correction = "Hmm, not sure about that one~ ask me again?" if bad and number % 15 == 14 else ""
        ratings.rate(db, at, Rating(-1 if bad else 1, correction=correction))
        weeks = int(8 * (1 - number / (liked + liked // 4)) ** 1.6)
        db.execute(
            "UPDATE ratings SET updated_at = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?) WHERE message_id = ?",
            [f"-{7 * weeks} days", at],
        )


TITLES = ("Everything and nothing", "Late again", "Jazz, sort of", "It compiles!", "Soup weather")
SAID = (
    "i overslept again",
    "what do you think of jazz?",
    "my code works!!",
    "tell me something nice",
    "ramen?",
)
REPLIES = (
    "Again? The moon sets an alarm and it still comes up on time. Get up, sleepyhead.",
    "Jazz is just someone losing an argument with a trumpet. I love it. Don't tell anyone.",
    "It WORKS? Okay, who are you and what did you do with my human?",
    "You came back today. That's nice. That's all you get.",
    "I do not know. However, it is recommended to eat.",
)


def stiff(db: Database) -> None:
    seed(db)
    one = conversations.create(db, title="Is jazz any good?")
    at = s.say(db, one.id, None, "do you like jazz?")
    s.answer(db, one.id, at, "I don't know. However, it is recommended to listen to it.", Emotion.CALM)
