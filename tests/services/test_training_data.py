"""What a retrain learns from, out of a real log and real files."""

import importlib.util
import json
from pathlib import Path

import pytest

from tsuki_desktop.errors import NotFoundError, TrainingError
from tsuki_desktop.persona import starter
from tsuki_desktop.services.training_data import collect, trained_replies
from tsuki_desktop.store import lineage
from tsuki_desktop.store.rated_trees import ids_of
from tsuki_desktop.training.plan import Method, mark

NAMES = {"conversation"}
SYSTEM = "You are Tsuki, for a test."


def load_helpers():
    spec = importlib.util.spec_from_file_location("rated_chats", Path(__file__).with_name("rated_chats.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


chats = load_helpers()


def words(rows):
    return " ".join(turn["content"] for row in rows for key in row.keys() - NAMES for turn in row[key])


async def test_rated_replies_are_trained_alone_and_disliked_ones_never(opened) -> None:
    async with await opened() as session:
        await chats.add_many(session, 60)
        bad = await session.log.run(chats.add, "say something mean", "You smell of old socks.", -1)
        better = await session.log.run(chats.add, "be nice", "No.", -1, "Okay, okay. You look rested.")
        secret = await session.log.run(chats.add, "my mail?", "It is someone@example.com, dummy.")
        data = await collect(session.log, ["rated"], Method.SFT, SYSTEM)
        rows = [*data.train, *data.held_out]
        assert len(rows) == 62
        assert all(set(row) - NAMES == {"prompt", "completion"} for row in rows)
        assert len({row["conversation"] for row in data.held_out}) == len(data.held_out)
        assert len(data.trained) == len(data.train)
        assert all(row["prompt"][0] == {"role": "system", "content": SYSTEM} for row in rows)
        assert "old socks" not in words(rows)
        assert "You look rested." in words(rows)
        assert "someone@example.com" not in words(rows)
        assert bad.uid not in data.sources
        assert len(await session.log.read(ids_of, data.sources)) == len(data.train)
        assert data.left_out["disliked"] == 1
        assert {better.uid, secret.uid} - set(data.sources) <= {better.uid, secret.uid}
        again = await collect(session.log, ["rated"], Method.SFT, SYSTEM)
        assert again.held_out == data.held_out, "a chat that is held out stays so"


async def test_starter_conversations_train_every_reply_and_keep_their_split(opened) -> None:
    async with await opened() as session:
        data = await collect(session.log, ["starter"], Method.SFT, SYSTEM)
    kept = [chat for chat in starter.conversations() if starter.held_out(chat.id)]
    assert len(data.held_out) == len(kept)
    assert [turn["content"] for turn in data.held_out[0]["messages"][1:]] == [t.text for t in kept[0].turns]
    assert len(trained_replies(data.held_out[0])) == len(kept[0].emotions)
    said = {json.dumps(row) for row in data.train}
    assert not said & {json.dumps(row) for row in data.held_out}


async def test_who_knows_the_starter_conversations_reads_some_of_them_again(opened) -> None:
    names = ["starter", "rated"]
    async with await opened() as session:
        await session.log.run(chats.add, "hi", "Hm? Oh. You.")
        with pytest.raises(TrainingError, match="1 liked replies are too few"):
            await collect(session.log, names, Method.SFT, SYSTEM, rehearse=True)
        alone = await collect(session.log, ["starter"], Method.SFT, SYSTEM, rehearse=True)
        assert not alone.rehearsed, "nothing new: they are all there is to learn"
        for number in range(399):
            await session.log.run(chats.add, f"and {number}?", f"Number {number}, obviously.")
        data = await collect(session.log, names, Method.SFT, SYSTEM, rehearse=True)
        again = await collect(session.log, names, Method.SFT, SYSTEM, rehearse=True)
        whole = await collect(session.log, names, Method.SFT, SYSTEM)
    new = sum("completion" in row for row in data.train)
    assert data.rehearsed
    assert 320 < new < 400
    assert len(data.train) == new + new // 4
    assert sum("messages" in row for row in data.held_out) == 64, "enough to measure by"
    assert data.counts == {"starter": new // 4 + 64, "rated": 400}
    assert (again.train, again.held_out) == (data.train, data.held_out)
    held = {json.dumps(row) for row in whole.held_out}
    assert all(json.dumps(row) in held for row in data.held_out), "each stays on its side"


async def test_a_chat_that_a_model_has_learned_from_never_judges_a_later_one(opened) -> None:
    async with await opened() as session:
        learned, seen = set(), []
        for at in range(10):
            for number in range(3):
                turns = [{"content": f"hm {at}.{number}"}, {"content": f"Hm yourself, {number}."}]
                await session.log.run(chats.add_chat, turns * 4)
            try:
                data = await collect(session.log, ["rated"], Method.SFT, SYSTEM, trained=learned)
            except TrainingError:
                continue  # not enough yet
            held = {mark(row["conversation"]) for row in data.held_out}
            assert held
            assert held.isdisjoint(data.trained | learned)
            learned |= data.trained
            seen.append(held)
    assert len(seen) > 2


async def test_too_little_is_refused(opened) -> None:
    async with await opened() as session:
        await chats.add_many(session, 12)
        with pytest.raises(TrainingError, match="12 liked replies are too few"):
            await collect(session.log, ["rated"], Method.SFT, SYSTEM)
        with pytest.raises(TrainingError, match="no pairs"):
            await collect(session.log, ["rated"], Method.DPO, SYSTEM)
        with pytest.raises(TrainingError, match="50 of each"):
            await collect(session.log, ["rated"], Method.KTO, SYSTEM)
        with pytest.raises(NotFoundError):
            await collect(session.log, ["nothing.jsonl"], Method.SFT, SYSTEM)


async def test_files_of_any_format_are_read_and_bad_rows_counted(opened, tmp_path) -> None:
    rows = [
        {"instruction": "Respond to boredom", "input": f"bored {n}", "output": "Then dance."}
        for n in range(30)
    ]
    rows += [
        {
            "id": f"chat-{n}",
            "conversations": [
                {"from": "human", "value": f"hm {n}"}, {"from": "gpt", "value": "Hm yourself."},
                {"from": "human", "value": "why"}, {"from": "gpt", "value": "Because."},
            ],
        }
        for n in range(30)
    ]  # fmt: skip
    rows += [{"messages": [{"role": "user", "content": "alone"}]}]
    path = tmp_path / "mixed.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\nnot json\n")
    async with await opened() as session:
        data = await collect(session.log, [str(path)], Method.SFT, SYSTEM)
    assert len(data.train) + len(data.held_out) == 60
    assert sum(data.left_out.values()) == 2
    assert max(len(trained_replies(row)) for row in data.train) == 2


async def test_a_corrected_reply_is_a_pair_for_preferences(opened) -> None:
    async with await opened() as session:
        await chats.add_many(session, 60)
        for number in range(12):
            await session.log.run(chats.add, f"well {number}", "No.", -1, f"Fine, number {number}.")
        data = await collect(session.log, ["rated"], Method.DPO, SYSTEM)
        assert len(data.train) + len(data.held_out_pairs) == 12
        assert data.train[0]["rejected"] == [{"role": "assistant", "content": "No."}]
        assert all(set(row) == {"prompt", "completion", *NAMES} for row in data.held_out)
        assert not (await session.log.read(lineage.runs))
