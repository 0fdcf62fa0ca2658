"""What really goes before a chat with the model that speaks by default, in the style that ships with it."""

from contextlib import asynccontextmanager

import pytest

from tests.services.rated_chats import add_many
from tsuki_desktop.backends.echo import EchoBackend
from tsuki_desktop.domain.sampling import Sampling
from tsuki_desktop.errors import UsageError
from tsuki_desktop.paths import bundled
from tsuki_desktop.persona.loader import load
from tsuki_desktop.services.exporting import Choice as ExportChoice
from tsuki_desktop.services.prompting import Prompting
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.store import messages

HER = "llama.cpp:tsuki-starter"
BARE = "llama.cpp:SmolLM2-135M-Instruct"
LUNA = """
name = "Luna"
version = "card"
system_prompt = "You are Luna, a quiet botanist."
greeting = "Come in, mind the ferns."
[[examples]]
user = "Hello"
reply = "Good morning. I was just misting the orchids."
emotion = "calm"
"""


class Room:
    """An open profile whose chats are answered by script, and the prompts that a model would get for them."""

    def __init__(self, session, model):
        self.session = session
        self.model = model
        self.conversation = None
        self.turns = []
        self._prompting = Prompting(session.voice, session.styles)

    async def say(self, text):
        async for event in self.session.chatting.send(self.conversation, text):
            last = event
        self.conversation = last.message.conversation_id
        return last.message

    async def asked(self, text):
        """What goes before the chat where `text` is said next."""
        reply = await self.say(text)
        history = await self.session.log.read(messages.ancestors, reply.parent_id)
        settings = self.session.settings.value
        sampling = Sampling(max_tokens=settings.max_tokens, context=settings.context)
        prompt = await self._prompting.build(EchoBackend(), self.model, history, sampling)
        self.turns = [turn.text for turn in prompt.request.turns]
        return self.turns[: prompt.request.prefix]

    async def prefix(self, text):
        """The same for a new conversation."""
        self.conversation = None
        return await self.asked(text)


@pytest.fixture
def room(opened, profile):
    """Open the profile, with her starter or another model to be asked."""

    @asynccontextmanager
    async def open_(model=HER, persona="", settings=""):
        profile.create()
        profile.settings.write_text(f'model = "echo:echo"\n{settings}')
        if persona:
            profile.persona.write_text(persona)
        async with await opened(["Hmph, fine."]) as session:
            yield Room(session, model)

    return open_


def her_prompt():
    return load(bundled("assets", "persona.toml")).system_prompt


async def test_the_style_that_ships_holds_for_the_persona_that_ships(room) -> None:
    async with room() as one:
        style = await one.session.styles.of(HER)
        assert style.persona_version == one.session.voice.persona.version
        assert await one.prefix("hello") == [her_prompt()]


async def test_a_liked_reply_is_shown_to_her_when_much_the_same_is_said(room) -> None:
    async with room() as one:
        for said, correction in [("what should I call you?", "Moonbeam!"), ("do you like soup", "Ew.")]:
            one.conversation = None
            reply = await one.say(said)
            await one.session.teaching.rate(reply.id, -1, correction=correction)
        assert await one.prefix("my bike was stolen") == [her_prompt()]
        shown = [her_prompt(), "what should I call you?", "Moonbeam!"]
        assert await one.prefix("what can I call you?") == shown
        assert await one.asked("and now something else") == shown, "the prefix stays"
        one.session.settings.update(few_shot=False)
        assert await one.prefix("what can I call you?") == [her_prompt()]


async def test_a_thumb_in_the_middle_of_a_chat_is_followed_in_it(room) -> None:
    async with room() as one:
        await one.say("hey you")
        reply = await one.say("tell me a joke")
        await one.session.teaching.rate(reply.id, 1)
        shown = await one.asked("tell me a good joke")
        assert shown == [her_prompt(), "tell me a joke", "Hmph, fine."]


async def test_any_other_model_is_shown_four_liked_replies_after_the_examples(room) -> None:
    async with room(BARE) as one:
        for number in range(5):
            one.conversation = None
            await one.session.teaching.rate((await one.say(f"word{number}")).id, 1)
        shown = await one.prefix("nothing in common")
        assert shown[-8::2] == ["word1", "word2", "word3", "word4"]


async def test_a_proof_is_asked_without_what_was_liked(room) -> None:
    async with room() as one:
        reply = await one.say("tell me a joke")
        await one.session.teaching.rate(reply.id, 1)
        style = await one.session.styles.of(HER)
        assert len(await one.session.voice.prefix("tell me a joke", style)) == 3
        assert len(await one.session.voice.prefix("tell me a joke", style, liked=False)) == 1


async def test_a_character_speaks_as_herself_through_tsukis_own_model(room) -> None:
    async with room(persona=LUNA) as one:
        shown = ["You are Luna, a quiet botanist.", "Hello", "Good morning. I was just misting the orchids."]
        assert await one.prefix("who are you?") == shown
        await one.session.speak_as(load(bundled("assets", "persona.toml")))
        assert await one.prefix("who are you?") == [her_prompt()]


async def test_ones_own_examples_in_a_copied_persona_have_an_effect(room) -> None:
    text = bundled("assets", "persona.toml").read_text(encoding="utf-8")
    async with room(persona=text) as one:
        assert await one.prefix("hello") == [her_prompt()]
    own = '[[examples]]\nuser = "hello"\nreply = "Beep."\nemotion = "calm"\n'
    async with room(persona=f"{text}\n{own}") as one:
        assert (await one.prefix("hello"))[-2:] == ["hello", "Beep."]


async def test_what_tsuki_said_is_no_example_for_a_character(room, profile) -> None:
    async with room(BARE) as one:
        tsuki = one.session.voice.persona
        await one.session.teaching.rate((await one.say("hello")).id, 1)
        profile.persona.write_text(LUNA)
        await one.session.speak_as(load(profile.persona))
        assert await one.session.teaching.examples() == []
        assert "Hmph, fine." not in await one.prefix("hello")
        await one.session.speak_as(tsuki)
        assert (await one.prefix("hello"))[-1] == "Hmph, fine."


async def test_about_you_reaches_her_line_by_line(room) -> None:
    about = 'about_you = "Name: Kim\\nPronouns: she/her\\ntwo cats"\n'
    async with room(settings=about) as one:
        (system,) = await one.prefix("hello")
        assert (
            system == f"{her_prompt()} About the person you talk to: Name: Kim\nPronouns: she/her\ntwo cats"
        )


@pytest.mark.parametrize(
    ("persona", "settings"),
    [(LUNA.replace("quiet", "quiet " * 1900), ""), ("", f'context = 512\nabout_you = "{"cats " * 400}"\n')],
    ids=["a long card", "a long About you"],
)
async def test_what_is_too_long_before_every_chat_is_named_and_not_the_message(room, persona, settings):
    async with room(persona=persona, settings=settings) as one:
        with pytest.raises(UsageError, match="character, or what you wrote about yourself") as caught:
            await one.prefix("hello")
        assert "Raise the context" in caught.value.hint
        one.session.settings.update(context=8192)
        assert await one.prefix("hello")


async def test_examples_make_room_for_the_chat(room) -> None:
    """In a small context as for a long message; the liked ones leave first."""
    async with room(BARE, settings="context = 512\n") as one:
        reply = await one.say("hello")
        await one.session.teaching.rate(reply.id, 1)
        examples = one.session.voice.persona.examples
        shown = await one.prefix("hello")
        assert "Hmph, fine." not in shown
        assert 1 < len(shown) < 1 + 2 * len(examples)
        long = await one.prefix("word " * 250)
        assert len(long) < len(shown)
        assert one.turns[-1] == ("word " * 250).strip()
    async with room(BARE) as one:
        assert len(await one.prefix("hello")) == 1 + 2 * len(examples) + 2


async def test_about_you_is_in_no_export_and_no_training(room) -> None:
    secret = "Xanthippe the collie"
    async with room(settings=f'about_you = "{secret}"\n') as one:
        assert secret in (await one.prefix("hello"))[0]
        await add_many(one.session, 60)
        written = await one.session.exporting.export(ExportChoice())
        proposal = await one.session.retraining.plan(Choice(data=("rated",), elsewhere=True))
        await one.session.retraining.write(proposal)
        root = one.session.profile.root
    files = [path for folder in ("exports", "runs") for path in (root / folder).rglob("*") if path.is_file()]
    assert written.path in files
    assert any(path.name == "train.jsonl" for path in files)
    assert not [path for path in files if secret in path.read_text(encoding="utf-8")]
