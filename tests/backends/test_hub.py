import random
from contextlib import aclosing

import pytest

from tests.backends.hub_double import HubDouble
from tsuki_desktop.backends.hub import discard, fetch, waiting
from tsuki_desktop.errors import BackendDownError, BackendError, NotFoundError

DATA = random.Random(1).randbytes(30 * 2**20)
FILE = "owner/models/resolve/main/tiny.gguf"


async def through(steps):
    async with aclosing(steps) as rows:
        return [row async for row in rows]


async def test_a_file_arrives_whole_and_tells_how_far_it_is(tmp_path):
    with HubDouble(FILE, DATA, block_s=0.002) as hub:
        steps = await through(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url))
    assert (tmp_path / "tiny.gguf").read_bytes() == DATA
    assert steps[-1].done == len(DATA)
    assert any(0 < step.done < len(DATA) for step in steps)


async def test_a_paused_download_goes_on_where_it_was(tmp_path):
    with HubDouble(FILE, DATA, block_s=0.005) as hub:
        async with aclosing(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url)) as steps:
            async for step in steps:
                if step.done:
                    break
        assert not (tmp_path / "tiny.gguf").exists()
        hub.block_s = 0
        await through(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url))
    assert (tmp_path / "tiny.gguf").read_bytes() == DATA
    assert hub.starts[0] == 0
    assert hub.starts[-1] > 0


async def test_a_wrong_name_and_a_missing_way_are_told(tmp_path):
    with HubDouble(FILE, DATA) as hub:
        with pytest.raises(NotFoundError):
            await through(fetch("owner/models", "other.gguf", tmp_path, endpoint=hub.url))
        url = hub.url
    with pytest.raises(BackendDownError):
        await through(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=url))


async def test_a_damaged_file_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("tsuki_desktop.backends.hub._sha256", lambda _: "f" * 64)
    with HubDouble(FILE, DATA) as hub, pytest.raises(BackendError, match="damaged"):
        await through(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url))
    assert list(tmp_path.iterdir()) == []


async def test_what_has_arrived_can_be_thrown_away(tmp_path):
    (tmp_path / ".other.gguf.abc.part").write_bytes(b"x")
    with HubDouble(FILE, DATA, block_s=0.005) as hub:
        async with aclosing(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url)) as steps:
            async for step in steps:
                if step.done:
                    break
        there = waiting("tiny.gguf", tmp_path)
        assert 0 < there < len(DATA)
        assert discard("tiny.gguf", tmp_path) == there
        assert discard("tiny.gguf", tmp_path) == waiting("tiny.gguf", tmp_path) == 0
        hub.block_s = 0
        await through(fetch("owner/models", "tiny.gguf", tmp_path, endpoint=hub.url))
    assert hub.starts[-1] == 0
    assert (tmp_path / "tiny.gguf").read_bytes() == DATA
    assert (tmp_path / ".other.gguf.abc.part").exists()
    assert waiting("tiny.gguf", tmp_path / "nowhere") == 0
