"""Deleting a conversation everywhere, on files as trainings and recoveries leave them."""

import json

import pytest

from tsuki_desktop.services import keeping, leftovers
from tsuki_desktop.store import lineage, quarantine, ratings
from tsuki_desktop.store.clock import new_uid

SECRET = "my sister “Xyzzy” told me about the plughole, honestly"
REPLY = "The plughole of all things? Tell me everything, slowly"
OTHER = "nothing of this has anything to do with the rest of it"


def write(path, *rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def row(*texts):
    return {"messages": [{"role": "user", "content": text} for text in texts]}


async def said(session, text):
    events = [event async for event in session.chatting.send(None, text)]
    return events[-1].message


def a_run(profile, *, train, held_out, adapter=""):
    """A finished run's folder, as the recipes leave it; its uid."""
    uid = new_uid()
    folder = profile.runs / uid
    write(folder / "train.jsonl", *train)
    write(folder / "held_out.jsonl", *held_out)
    write(folder / "events.jsonl", {"event": "finished"})
    write(folder / "adapter" / "held_out_scores.json", [{"input_ids": [1, 2], "nll": 1.0}])
    (folder / "adapter" / "adapter_model.safetensors").write_bytes(b"weights")
    (folder / "plan.json").write_text(json.dumps({"adapter": adapter or None, "method": "sft"}))
    return uid


def a_build(profile, run, *, held_out):
    uid = new_uid()
    folder = profile.builds / uid
    write(folder / "held_out.jsonl", *held_out)
    write(folder / "proof.json", {"pairs": []})
    (folder / "proof.html").write_text("<p>said then</p>")
    (folder / "tsuki.gguf").write_bytes(b"model")
    (folder / "build.json").write_text(json.dumps({"run": run, "base": "b"}))
    return uid


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def holding(profile):
    words = (b"plughole", b"Xyzzy")
    files = [path for path in profile.root.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TSUKI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


async def test_no_file_of_the_profile_keeps_a_word_and_what_learned_is_marked(opened, profile, cache) -> None:
    async with await opened([REPLY, OTHER]) as session:
        gone = await said(session, SECRET)
        kept = await said(session, OTHER)
        keeping.back_up(profile)
        learned = a_run(profile, train=[row(SECRET, REPLY), row(OTHER)], held_out=[row(OTHER)])
        only_held = a_run(profile, train=[row(OTHER)], held_out=[row(SECRET, REPLY)])
        after = a_run(profile, train=[row(OTHER)], held_out=[row(OTHER)], adapter=f"x/{learned}/adapter")
        clean = a_run(profile, train=[row(OTHER)], held_out=[row(OTHER)])
        made = {run: a_build(profile, run, held_out=[row(OTHER)]) for run in (learned, after, clean)}
        proven = a_build(profile, only_held, held_out=[row(SECRET, REPLY)])
        for run, uid in {**made, only_held: proven}.items():
            new = lineage.NewBuild(run, "f", "b", run_uid=run)
            ids = [gone.id, kept.id] if run == learned else [kept.id]
            await session.log.run(lineage.add_build, new, ids, uid=uid)
        export = profile.exports / "e.jsonl"
        write(export, row(SECRET))
        await session.log.run(
            lineage.add_export, path=str(export), format="messages", options={}, manifest={}, row_count=1,
            message_ids=[gone.id],
        )  # fmt: skip
        quarantine.set_aside(profile.database)
        write(cache / "measure" / "M1" / "train.jsonl", row(SECRET))
        write(profile.root / "notes.txt", SECRET)

        found = await session.forgetting.copies(gone.conversation_id)
        assert [path.name for path in found.files.runs] == sorted([learned, only_held, after])
        assert [path.name for path in found.files.builds] == sorted([made[learned], made[after], proven])
        assert (len(found.files.damaged), len(found.files.measured)) == (1, 1)
        assert [path.name for path in found.files.others] == ["notes.txt"]
        assert {one.uid for one in found.builds} == {made[learned], made[after]}
        assert (len(found.backups), len(found.exports)) == (1, 1)

        steps = []
        await session.forgetting.forget(gone.conversation_id, found, lambda at, of: steps.append((at, of)))
        assert steps[-1] == (11, 11)
        marked = {one.uid for one in await session.log.read(lineage.builds) if one.forgotten}
        assert marked == {made[learned], made[after]}
        assert (await session.library.messages([kept.id]))[0].text == OTHER
        assert holding(profile) == ["notes.txt"]
    assert holding(profile) == ["notes.txt"]
    assert not (cache / "measure" / "M1").exists()
    kept_files = ["adapter/adapter_model.safetensors", "events.jsonl", "plan.json"]
    assert names(profile.runs / learned) == kept_files
    assert "train.jsonl" in names(profile.runs / clean)
    assert names(profile.builds / proven) == ["build.json", "tsuki.gguf"]
    assert "held_out.jsonl" in names(profile.builds / made[clean])


async def test_a_second_look_after_it_finds_nothing(opened, profile, cache) -> None:
    async with await opened([REPLY]) as session:
        first = await said(session, SECRET)
        second = await said(session, OTHER)
        await session.log.run(ratings.clear, first.id)
        a_run(profile, train=[row(SECRET)], held_out=[])
        found = await session.forgetting.copies(second.conversation_id)
        assert found.files == leftovers.Leftovers()
