import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import pytest

from tests.backends.contract import collect, request, text_of
from tests.backends.gguf_files import adapter
from tests.backends.starter import STARTER, run_with
from tsuki_desktop.backends.llama_models import starter_path
from tsuki_desktop.backends.llama_worker import serve
from tsuki_desktop.domain.chat import Finish, Role, Turn
from tsuki_desktop.domain.events import Evaluating, Loading, Token
from tsuki_desktop.errors import BackendCrashedError, BackendDownError, ModelError, OutOfMemoryError

pytestmark = pytest.mark.model

ENDLESS = {"max_tokens": 2000, "temperature": 1.5, "repeat_penalty": 1.0}
LONG = Turn(Role.USER, "Tell me about the moon and the sea. " * 300)


async def until(backend, kind, asked):
    """The stream of `asked`, having yielded an event of `kind`."""
    stream = backend.stream(asked)
    async for event in stream:
        if isinstance(event, kind):
            return stream
    raise AssertionError(f"no {kind}")


async def rest(stream, into):
    async for event in stream:
        into.append(event)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT], ids=lambda how: how.name)
def test_a_worker_that_dies_is_told_and_the_next_reply_comes(how):
    async def scene(backend):
        stream = await until(backend, Token, request(STARTER, **ENDLESS))
        got = []
        os.kill(backend.worker_pid, how)
        with pytest.raises(BackendCrashedError) as error:
            await rest(stream, got)
        assert error.value.hint
        return await collect(backend, request(STARTER, max_tokens=2))

    assert run_with(scene)[-1].finish is Finish.LENGTH


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_restarts_are_capped():
    async def scene(backend):
        for _ in range(3):
            stream = await until(backend, Loading, request(STARTER))
            with pytest.raises(BackendCrashedError):
                await asyncio.gather(rest(stream, []), murder(backend))
        with pytest.raises(BackendCrashedError, match="3 times") as error:
            await collect(backend, request(STARTER))
        assert backend.worker_pid is None
        assert error.value.hint

    async def murder(backend):
        while not backend.worker_pid:
            await asyncio.sleep(0.01)
        os.kill(backend.worker_pid, signal.SIGKILL)

    run_with(scene)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_frozen_worker_is_ended_after_a_stop():
    async def scene(backend):
        stream = await until(backend, Token, request(STARTER, **ENDLESS))
        frozen = backend.worker_pid
        os.kill(frozen, signal.SIGSTOP)
        await stream.aclose()
        for _ in range(200):
            if not psutil.pid_exists(frozen):
                break
            await asyncio.sleep(0.05)
        assert not psutil.pid_exists(frozen)
        return await collect(backend, request(STARTER, max_tokens=2))

    assert run_with(scene)[-1].finish is Finish.LENGTH


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_that_goes_silent_is_told():
    async def scene(backend):
        await collect(backend, request(STARTER, max_tokens=2))
        stream = await until(backend, Token, request(STARTER, **ENDLESS))
        os.kill(backend.worker_pid, signal.SIGSTOP)
        with pytest.raises(BackendCrashedError, match="silent"):
            await rest(stream, [])
        return await collect(backend, request(STARTER, max_tokens=2))

    assert run_with(scene, silence_s=5)[-1].finish is Finish.LENGTH


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_the_worker_ends_with_its_window_in_the_middle_of_reading(tmp_path):
    program = tmp_path / "window.py"
    program.write_text(
        textwrap.dedent(
            f"""
            import asyncio, sys
            from pathlib import Path
            from tsuki_desktop.backends.base import ReplyRequest
            from tsuki_desktop.backends.llama_cpp import LlamaCppBackend
            from tsuki_desktop.domain.chat import Role, Turn
            from tsuki_desktop.domain.events import Evaluating
            from tsuki_desktop.domain.sampling import Sampling

            async def main():
                backend = LlamaCppBackend(folders=[])
                turns = (Turn(Role.USER, "Tell me about the moon and the sea. " * 700),)
                asked = ReplyRequest({STARTER!r}, turns, 0, Sampling(context=8192))
                async for event in backend.stream(asked):
                    if isinstance(event, Evaluating):
                        print(backend.worker_pid, flush=True)

            if __name__ == "__main__":
                asyncio.run(main())
            """
        )
    )
    root = str(Path(__file__).parents[2])
    window = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": root}
    )
    with window:
        child = psutil.Process(int(window.stdout.readline()))
        assert child.is_running()
        window.kill()
        window.wait()
    child.wait(timeout=5)
    assert not child.is_running()


def test_a_stop_while_loading_leaves_it_usable():
    async def scene(backend):
        stream = await until(backend, Loading, request(STARTER))
        task = asyncio.create_task(rest(stream, []))
        await asyncio.sleep(0.3)
        task.cancel()
        await asyncio.wait([task])
        return await collect(backend, request(STARTER, max_tokens=2))

    assert run_with(scene)[-1].finish is Finish.LENGTH


def test_a_waiting_reply_can_be_stopped_and_the_running_one_goes_on():
    async def scene(backend):
        running = await until(backend, Token, request(STARTER, **{**ENDLESS, "max_tokens": 150}))
        pid = backend.worker_pid
        waiting = asyncio.create_task(collect(backend, request(STARTER)))
        await asyncio.sleep(0.1)
        waiting.cancel()
        got = []
        await rest(running, got)
        return pid, backend.worker_pid, got

    before, after, got = run_with(scene)
    assert before == after
    assert text_of(got)


def test_a_prepare_that_is_given_up_while_it_waits_does_no_harm():
    async def scene(backend):
        running = await until(backend, Token, request(STARTER, **{**ENDLESS, "max_tokens": 400}))
        pid = backend.worker_pid
        waiting = asyncio.create_task(backend.prepare(request(STARTER, LONG, context=8192)))
        await asyncio.sleep(0.1)
        waiting.cancel()
        await rest(running, [])
        return pid, backend.worker_pid

    before, after = run_with(scene)
    assert before == after


@pytest.fixture
def starter_copy(tmp_path):
    """The starter under another name, to be damaged."""
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(starter_path().read_bytes())
    return copy


def test_a_truncated_file_is_not_listed_and_says_why(starter_copy):
    os.truncate(starter_copy, 40_000_000)

    async def scene(backend):
        names = [info.name for info in await backend.list_models()]
        with pytest.raises(ModelError) as error:
            await collect(backend, request("llama.cpp:copy"))
        return names, backend.broken_files(), error.value

    names, broken, error = run_with(scene, folder=starter_copy.parent)
    assert names == ["SmolLM2-135M-Instruct"]
    assert [(file.path.name, "cut short" in file.error.message) for file in broken] == [("copy.gguf", True)]
    assert "cut short" in error.message


def test_a_file_that_breaks_between_listing_and_loading(starter_copy):
    async def scene(backend):
        await backend.list_models()
        os.truncate(starter_copy, 40_000_000)
        with pytest.raises(ModelError, match="cut short"):
            await collect(backend, request("llama.cpp:copy"))
        starter_copy.unlink()
        with pytest.raises(ModelError):
            await collect(backend, request("llama.cpp:copy"))
        return await collect(backend, request(STARTER, max_tokens=2))

    assert run_with(scene, folder=starter_copy.parent)[-1].finish is Finish.LENGTH


def test_a_file_that_llama_cpp_refuses_is_told_with_its_words(starter_copy):
    data = starter_copy.read_bytes()
    starter_copy.write_bytes(data.replace(b"llama.block_count", b"llama.block_coumt", 1))

    async def scene(backend):
        with pytest.raises(ModelError) as error:
            await collect(backend, request("llama.cpp:copy"))
        return error.value, await collect(backend, request(STARTER, max_tokens=2))

    error, events = run_with(scene, folder=starter_copy.parent)
    assert error.hint
    assert "block_count" in error.detail
    assert events[-1].finish is Finish.LENGTH


def test_a_changed_starter_is_refused(tmp_path, monkeypatch):
    changed = tmp_path / starter_path().name
    data = bytearray(starter_path().read_bytes())
    data[-1] ^= 1
    changed.write_bytes(data)
    monkeypatch.setattr("tsuki_desktop.backends.llama_models.starter_path", lambda: changed)

    async def scene(backend):
        with pytest.raises(ModelError, match="not the one"):
            await collect(backend, request(STARTER))

    run_with(scene)


def test_adapters_are_offered_with_the_model_that_they_fit(tmp_path):
    (tmp_path / "mine.gguf").write_bytes(adapter(width=576, out=576))
    (tmp_path / "foreign.gguf").write_bytes(adapter(width=64, out=64))

    async def scene(backend):
        pair = f"{STARTER}+mine"
        ids = [info.id for info in await backend.list_models()]
        plain = text_of(await collect(backend, request(STARTER, temperature=0, max_tokens=8)))
        tuned = text_of(await collect(backend, request(pair, temperature=0, max_tokens=8)))
        return ids, plain, tuned

    ids, plain, tuned = run_with(scene, folder=tmp_path)
    assert ids == [STARTER, f"{STARTER}+mine"]
    assert tuned == plain  # this adapter's weights are all zero


def test_a_context_that_cannot_be_held_is_out_of_memory(starter_copy, monkeypatch):
    little = psutil.virtual_memory()._replace(available=50 * 2**20)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: little)

    async def scene(backend):
        with pytest.raises(OutOfMemoryError) as error:
            await collect(backend, request(STARTER, context=8192))
        assert error.value.hint
        return [info.fits for info in await backend.list_models()]

    assert not any(run_with(scene))


def broken_serve(pipe):
    sys.modules["llama_cpp"] = None
    serve.serve(pipe)


def test_without_llama_cpp_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(serve, "serve", broken_serve)

    async def scene(backend):
        with pytest.raises(BackendDownError) as error:
            await collect(backend, request(STARTER))
        return error.value, await backend.device_report(), await backend.list_models()

    error, report, models = run_with(scene)
    assert "starter" in error.hint
    assert not report.installed
    assert report.why
    assert models


def test_stopping_ends_the_work_and_not_only_the_show():
    async def scene(backend):
        stream = await until(backend, Evaluating, request(STARTER, LONG, context=8192))
        child = psutil.Process(backend.worker_pid)
        await stream.aclose()
        await asyncio.sleep(0.5)
        before = child.cpu_times().user
        await asyncio.sleep(1)
        return child.cpu_times().user - before

    assert run_with(scene) < 0.2


def test_closing_leaves_no_child_and_no_thread():
    import threading

    async def scene(backend):
        await collect(backend, request(STARTER, max_tokens=2))
        return backend.worker_pid

    pid = run_with(scene)
    end = time.monotonic() + 5
    names = ["llama-reader"]
    while names and time.monotonic() < end:
        names = [thread.name for thread in threading.enumerate() if thread.name.startswith("llama-")]
    assert names == []
    assert not psutil.pid_exists(pid)


def test_hello_is_said_without_a_model():
    async def scene(backend):
        return await backend.device_report()

    assert run_with(scene).installed
