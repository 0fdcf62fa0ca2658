"""`tsuki models` against a server of the tests."""

import json
import os
import subprocess
import sys

import pytest

from tests.backends.ollama_double import Double
from tests.backends.ollama_double_state import Model


@pytest.fixture
def server():
    with Double(Model("llama3.2:3b"), Model("big:cloud", remote_host="https://ollama.com:443")) as double:
        double.state.registry["qwen3:4b"] = {"sha256:" + "a" * 64: 5000}
        yield double


@pytest.fixture
def tsuki(tmp_path, server):
    def run(*arguments, status=0):
        command = [sys.executable, "-m", "tsuki_desktop", "--profile", str(tmp_path / "profile"), *arguments]
        environment = {**os.environ, "OLLAMA_HOST": server.url, "TSUKI_CACHE": str(tmp_path / "cache")}
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=120, check=False, env=environment
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def test_models_are_listed_used_and_shown(tsuki):
    listed = {one["id"]: one for one in json.loads(tsuki("models", "list", "--json").stdout)}
    assert set(listed["ollama:llama3.2:3b"]) >= {
        "id", "name", "backend", "path", "size_bytes", "family", "quantisation", "fits", "current"
    }  # fmt: skip
    assert listed["ollama:big:cloud"]["cloud"]
    assert not listed["ollama:big:cloud"]["current"]
    tsuki("models", "use", "llama3.2:3b")
    reply = json.loads(tsuki("chat", "hello", "--json").stdout)
    assert (reply["model"], reply["status"]) == ("ollama:llama3.2:3b", "complete")
    shown = json.loads(tsuki("models", "show", "llama3.2:3b", "--json").stdout)
    assert shown["context"] == 131072
    assert shown["ollama"]["capabilities"] == ["completion"]


def test_a_model_is_fetched_made_into_tsuki_and_deleted(tsuki, server):
    assert json.loads(tsuki("models", "pull", "ollama:qwen3:4b", "--json").stdout)["bytes"] == 5000
    assert (
        json.loads(tsuki("models", "create", "--from", "qwen3:4b", "--few-shot", "--json").stdout)["id"]
        == "ollama:tsuki"
    )
    assert "Tsuki" in server.state.find("tsuki").system
    assert server.state.find("tsuki").messages
    tsuki("models", "delete", "tsuki", status=1)
    tsuki("models", "delete", "tsuki", "--yes")
    assert server.state.find("tsuki") is None
    assert "nobody" in tsuki("models", "pull", "nobody", status=1).stderr
    assert "leave this computer" in tsuki("models", "pull", "glm:cloud", status=1).stderr


def test_a_modelfile_is_written_and_the_catalogue_told(tsuki, tmp_path):
    tsuki("models", "create", "--from", "qwen3:4b", "--few-shot", "--modelfile", str(tmp_path / "Modelfile"))
    assert (tmp_path / "Modelfile").read_text(encoding="utf-8").startswith("FROM qwen3:4b\n")
    rows = json.loads(tsuki("models", "pull", "--json").stdout)
    assert sum(row["best"] for row in rows) <= 1
    assert all(row["memory_bytes"] > 0 for row in rows)


def test_a_file_that_is_no_model_is_not_added(tsuki, tmp_path):
    (tmp_path / "x.gguf").write_text("hello")
    assert tsuki("models", "add", str(tmp_path / "x.gguf"), status=1).stderr
