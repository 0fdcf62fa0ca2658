"""The command line as a program meets it: JSON alone on standard output, exit status, one line of reason."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = [sys.executable, "-m", "tsuki_desktop"]


@pytest.fixture
def tsuki(tmp_path: Path):
    def run(*arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [*PYTHON, "--profile", str(tmp_path / "profile"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run


def said(tsuki, text: str, *more: str) -> dict:
    return json.loads(tsuki("chat", text, "--backend", "echo", "--json", *more).stdout)


def test_chat_prints_one_document_with_the_keys_of_the_contract(tsuki) -> None:
    reply = said(tsuki, "hello there")
    assert set(reply) == {
        "conversation_id",
        "message_id",
        "text",
        "status",
        "reason",
        "emotion",
        "model",
        "stats",
    }
    assert set(reply["stats"]) >= {
        "prompt_tokens",
        "reply_tokens",
        "first_token_s",
        "tokens_per_s",
        "dropped_turns",
    }
    assert (reply["status"], reply["reason"]) == ("complete", "stop")


def test_a_private_chat_is_not_written_down(tsuki, tmp_path: Path) -> None:
    reply = said(tsuki, "the marzipan zeppelin", "--private")
    assert (reply["conversation_id"], reply["message_id"]) == (None, None)
    assert reply["text"]
    assert json.loads(tsuki("log", "list", "--json").stdout) == []
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"zeppelin" in path.read_bytes().lower()] == []
    tsuki("chat", "hm", "--private", "--conversation", "01J", status=2)


def test_a_conversation_goes_on_and_is_listed_and_shown(tsuki) -> None:
    first = said(tsuki, "hello there")
    said(tsuki, "and again", "--conversation", first["conversation_id"])
    listed = json.loads(tsuki("log", "list", "--json").stdout)
    assert [(one["id"], one["messages"]) for one in listed] == [(first["conversation_id"], 4)]
    shown = json.loads(tsuki("log", "show", first["conversation_id"], "--json").stdout)
    assert [message["role"] for message in shown["messages"]] == ["user", "assistant"] * 2
    assert shown["messages"][1]["id"] == first["message_id"]
    assert shown["messages"][2]["parent_id"] == first["message_id"]


def test_a_thumb_becomes_a_training_row(tsuki, tmp_path: Path) -> None:
    reply = said(tsuki, "i fixed the bug")
    tsuki("rate", reply["message_id"], "up", "--reason", "warm")
    out = tmp_path / "chats.jsonl"
    done = json.loads(tsuki("export", str(out), "--no-system", "--json").stdout)
    assert (done["rows"], done["path"]) == (1, str(out))
    row = json.loads(out.read_text())
    assert row["messages"] == [
        {"role": "user", "content": "i fixed the bug"},
        {"role": "assistant", "content": reply["text"]},
    ]
    assert "is already there" in tsuki("export", str(out), status=1).stderr
    tsuki("export", str(out), "--force")
    tsuki("rate", reply["message_id"], "clear")
    assert "nothing to export" in tsuki("export", str(tmp_path / "none.jsonl"), status=1).stderr


def test_search_finds_words_and_survives_any_query(tsuki) -> None:
    reply = said(tsuki, "the moon is lovely tonight")
    found = json.loads(tsuki("log", "search", "lovely", "--json").stdout)
    assert found["hits"][0]["conversation_id"] == reply["conversation_id"]
    narrow = ("--conversation", reply["conversation_id"], "--model", reply["model"], "--since", "2020-01-01")
    found = json.loads(tsuki("log", "search", "lovely", *narrow, "--until", "2999-01-01", "--json").stdout)
    assert [hit["role"] for hit in found["hits"]] == ["assistant"]
    found = json.loads(tsuki("log", "search", "lovely", "--rating", "up", "--json").stdout)
    assert found["hits"] == []
    for query in ('"', "a:b", "*", "-x", "NEAR("):
        tsuki("log", "search", "--json", "--", query)


def test_a_conversation_is_written_as_markdown_and_json(tsuki, tmp_path: Path) -> None:
    reply = said(tsuki, "keep this")
    tsuki("log", "export", reply["conversation_id"], str(tmp_path / "chat.md"))
    assert "keep this" in (tmp_path / "chat.md").read_text()
    tsuki("log", "export", reply["conversation_id"], str(tmp_path / "chat.json"))
    assert json.loads((tmp_path / "chat.json").read_text())["messages"]


def test_deleting_hides_a_conversation(tsuki) -> None:
    reply = said(tsuki, "forget this")
    tsuki("log", "delete", reply["conversation_id"])
    assert json.loads(tsuki("log", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "status", "reason"),
    [
        (("nonsense",), 2, "No such command"),
        (("chat",), 2, "Missing argument"),
        (("log", "show", "nope"), 1, "tsuki:"),
        (("rate", "nope", "up"), 1, "tsuki:"),
        (("chat", "hi", "--backend", "nope"), 1, "There is no backend"),
        (("chat", "hi", "--backend", "echo", "--conversation", "nope"), 1, "tsuki:"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tsuki, arguments, status, reason) -> None:
    done = tsuki(*arguments, status=status)
    assert reason in done.stderr
    assert done.stdout == ""
    if status == 1:
        assert len(done.stderr.strip().splitlines()) == 1


def test_the_log_of_a_profile_in_use_can_be_read_but_not_written(tsuki, tmp_path: Path) -> None:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.store.lock import ProfileLock

    said(tsuki, "before")
    with ProfileLock(Profile(tmp_path / "profile").lock):
        assert len(json.loads(tsuki("log", "list", "--json").stdout)) == 1
        assert "using this profile" in tsuki("chat", "now", "--backend", "echo", status=1).stderr


def test_a_chat_starts_without_qt_and_the_help_lists_every_command(tsuki) -> None:
    code = (
        "import sys; sys.argv = ['tsuki', '--help']\n"
        "from tsuki_desktop.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'torch', 'llama_cpp'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for command in ("chat", "rate", "log", "export", "models", "doctor", "bench"):
        assert f"\n  {command} " in done.stdout


@pytest.mark.model
def test_the_starter_model_answers(tsuki) -> None:
    reply = json.loads(tsuki("chat", "hey, how are you?", "--seed", "3", "--json").stdout)
    assert reply["text"]
    assert reply["model"].startswith("llama.cpp:")
    assert reply["stats"]["reply_tokens"] > 0
    again = json.loads(tsuki("chat", "hey, how are you?", "--seed", "3", "--json").stdout)
    assert again["text"] == reply["text"]


def test_the_doctor_tells_what_is_there(tsuki) -> None:
    done = json.loads(tsuki("doctor", "--json").stdout)
    assert {"python", "window", "data folder", "persona", "model"} <= {check["check"] for check in done}
    assert all(set(check) == {"check", "ok", "found", "hint"} for check in done)


def test_data_comes_in_is_checked_cleaned_listed_and_deleted(tsuki, tmp_path: Path) -> None:
    source = tmp_path / "chats.jsonl"
    rows = [
        {
            "messages": [
                {"role": "user", "content": f"how is {thing}?"},
                {"role": "assistant", "content": answer},
            ]
        }
        for thing, answer in (
            ("tea", "Hot. Obviously."),
            ("rain", "Wet, and I like it."),
            ("tea", "Hot. Obviously."),
        )
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows) + "not json\n")
    (tried,) = json.loads(tsuki("import", str(source), "--dry-run", "--json").stdout)
    assert (tried["rows"], tried["dataset_id"]) == (2, None)
    (done,) = json.loads(tsuki("import", str(source), "--json").stdout)
    assert done["rows"] == 2
    assert sum(done["dropped"].values()) == 2
    (again,) = json.loads(tsuki("import", str(source), "--json").stdout)
    assert (again["rows"], again["dataset_id"]) == (0, None)
    (listed,) = json.loads(tsuki("data", "list", "--json").stdout)
    assert (listed["id"], listed["rows"]) == (done["dataset_id"], 2)
    shown = json.loads(tsuki("data", "show", listed["id"], "--json").stdout)
    assert shown[0]["messages"][1]["content"] == "Hot. Obviously."
    report = json.loads(tsuki("lint", str(source), "--json", status=1).stdout)
    assert report["errors"][0]["line"] == 4
    assert json.loads(tsuki("lint", listed["id"], "--json").stdout)["rows"] == 2
    out = tmp_path / "clean.jsonl"
    assert json.loads(tsuki("clean", str(source), "--out", str(out), "--json").stdout)["rows"] == 3
    tsuki("data", "delete", listed["id"])
    assert json.loads(tsuki("data", "list", "--json").stdout) == []


def test_wrong_use_of_the_data_commands_is_told(tsuki, tmp_path: Path) -> None:
    assert "known are" in tsuki("import", "x.jsonl", "--as", "nonsense", status=2).stderr
    assert "no file" in tsuki("import", str(tmp_path / "none.jsonl"), status=1).stderr.lower()
    assert "no data set" in tsuki("data", "delete", "nope", status=1).stderr.lower()


@pytest.mark.skipif(sys.platform == "win32", reason="has no core dumps")
def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    code = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
sys.argv = ["tsuki", "--version"]
from tsuki_desktop.cli import main
try:
    main()
except SystemExit:
    print(resource.getrlimit(resource.RLIMIT_CORE)[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "0"
