"""Hugging Face folders as bases: read by llama.cpp as transformers reads them."""

import json
import shutil
import subprocess
from pathlib import Path

import gguf
import pytest

from tsuki_desktop.errors import TrainingError
from tsuki_desktop.services import building
from tsuki_desktop.services.retraining import Choice
from tsuki_desktop.services.session import Session
from tsuki_desktop.services.starting_point import as_file
from tsuki_desktop.training import deploy, hugging_face

pytestmark = [pytest.mark.slow, pytest.mark.model, pytest.mark.timeout(900)]

CHAT = (
    "<|im_start|>user\nHow do I boil an egg?<|im_end|>\n<|im_start|>assistant\n"
    "Put it into boiling water, wait 7 minutes, and cool it under the tap. つきは月だよ 🌙<|im_end|>\n"
)
TINIES = ("llama-smollm", "llama-llama-bpe", "qwen2-qwen2")
STRETCHED = {"rope_type": "linear", "factor": 2.0, "rope_theta": 1e4}


@pytest.fixture(scope="module")
def made(trainer):
    """`made(*arguments)` is what make_hf.py prints."""

    def run(*arguments):
        script = Path(__file__).with_name("make_hf.py")
        done = subprocess.run([trainer, script, *arguments], check=True, capture_output=True)
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture(scope="module")
def read(made, starter, cache):
    """The starter as a Hugging Face folder, with what transformers says there."""
    return made("read", cache, hugging_face.SAMPLE + CHAT, starter)[0]


@pytest.fixture(scope="module")
def tinies(made, read, tmp_path_factory):
    """A folder of tiny random models; a name says the kind, and how a text is split."""
    folder = tmp_path_factory.mktemp("tinies")
    made("tiny", read["folder"], folder, *TINIES)
    return folder


@pytest.fixture
def tiny(tinies, tmp_path):
    """`tiny(name)` is a folder of its own of a tiny random model."""

    def make(name="llama-smollm", copy="tiny"):
        return Path(shutil.copytree(tinies / name, tmp_path / copy))

    return make


def head(path):
    """What the file says of the model and its tokenizer."""
    fields = gguf.GGUFReader(path).fields.values()
    return {one.name: one.contents() for one in fields if one.name.startswith(("llama.", "tokenizer."))}


async def ids_of(path, text):
    async with building.backend_for([], [path]) as backend:
        model = next(one for one in await backend.list_models() if one.path == path)
        return await backend.tokenise(model.id, text, special=True)


async def test_the_starter_comes_back_as_it_was(starter, read, made, trainer, tmp_path, llama_nll):
    back = Path(await as_file(read["folder"], lambda: trainer, tmp_path))
    assert made("same", starter, back) == []
    # transformers forgets that SmolLM splits digits: the folder says so, and llama.cpp must follow it.
    # Only blanks before a digit are read otherwise.
    forgotten = {"tokenizer.ggml.pre": "gpt-2", "tokenizer.ggml.add_eos_token": False}
    assert head(back) == head(starter) | forgotten
    assert await ids_of(back, hugging_face.SAMPLE + CHAT) == read["ids"]
    assert await ids_of(back, CHAT) == await ids_of(starter, CHAT)
    row = {"input_ids": read["ids"], "labels": read["ids"]}
    assert llama_nll(back, [row]) == pytest.approx(read["nll"], abs=0.01)
    assert llama_nll(starter, [row]) == pytest.approx(read["nll"], abs=0.02), "its coarse weights round"
    assert [path.name for path in (tmp_path / "bases").iterdir()] == [back.name]


async def test_kinds_and_tokenizers_say_what_torch_says(tinies, made, trainer, tmp_path, llama_nll):
    folders = [tinies / name for name in TINIES]
    files = [Path(await as_file(str(folder), lambda: trainer, tmp_path)) for folder in folders]
    for name, file, there in zip(TINIES, files, made("read", tmp_path, CHAT, *folders), strict=True):
        kind, _, split = name.partition("-")
        assert head(file)["tokenizer.ggml.pre"] == split
        assert any(one.name == "output.weight" for one in gguf.GGUFReader(file).tensors) is (kind == "llama")
        assert there["ids"] == await ids_of(file, CHAT), name
        row = {"input_ids": there["ids"], "labels": there["ids"]}
        assert llama_nll(file, [row]) == pytest.approx(there["nll"], abs=0.01), name


async def test_a_folder_is_turned_once_and_anew_when_it_changed(tiny, trainer, tmp_path):
    folder = tiny()
    first = await as_file(str(folder), lambda: trainer, tmp_path)
    assert await as_file(str(folder), pytest.fail, tmp_path) == first
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps({**told, "max_position_embeddings": 1024}), "utf-8")
    assert await as_file(str(folder), lambda: trainer, tmp_path) != first


def changed(folder, file, **values):
    path = folder / file
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **values}), "utf-8")
    return folder


UNTESTED = [
    ("config.json", {"architectures": ["GemmaForCausalLM"]}, "'GemmaForCausalLM'"),
    ("config.json", {"rope_parameters": STRETCHED}, "stretched"),
    ("config.json", {"attention_bias": True}, "biases"),
    ("config.json", {"vocab_size": 1000}, "more words than the model"),
    ("tokenizer.json", {"pre_tokenizer": {"type": "Whitespace"}}, "tokenizer is not one"),
    ("model.safetensors.index.json", {"weight_map": {"x": "gone.safetensors"}}, "not a whole"),
]


async def test_what_was_not_tested_is_refused(tiny, made, trainer, tmp_path):
    folders = [
        changed(tiny(copy=str(number)), file, **values)
        for number, (file, values, _) in enumerate(UNTESTED)
    ]  # fmt: skip
    told = made("refused", tmp_path / "out.gguf", *folders)
    assert len(told) == len(UNTESTED)
    for said, (_, _, why) in zip(told, UNTESTED, strict=True):
        assert why in said
    with pytest.raises(TrainingError, match=UNTESTED[0][2]):
        await as_file(str(folders[0]), lambda: trainer, tmp_path)
    assert list((tmp_path / "bases").iterdir()) == []
    assert not (tmp_path / "out.gguf").exists()


async def test_a_tokenizer_that_llama_cpp_reads_otherwise_is_refused(tiny, trainer, tmp_path, monkeypatch):
    convert = hugging_face.convert

    async def otherwise(*arguments):
        text, ids = await convert(*arguments)
        return text, [*ids[:-1], 7]

    monkeypatch.setattr(hugging_face, "convert", otherwise)
    with pytest.raises(TrainingError, match="reads text otherwise"):
        await as_file(str(tiny()), lambda: trainer, tmp_path)
    assert list((tmp_path / "bases").iterdir()) == []


async def test_other_names_stay_as_they_are(tmp_path):
    for name in ("", "llama.cpp:tsuki", "some/model", "a/file.gguf", str(tmp_path)):
        assert await as_file(name, pytest.fail, tmp_path) == name


async def test_a_plan_takes_a_folder(tiny, trainer, profile, tmp_path):
    profile.create()
    profile.settings.write_text(f'training_python = "{trainer}"\n')
    async with await Session.open(profile) as session:
        session.retraining.cache = tmp_path / "cache"
        choice = Choice(data=("starter",), base=str(tiny("qwen2-qwen2")), max_steps=2)
        proposal = await session.retraining.plan(choice)
        assert proposal.plan.base.parent == tmp_path / "cache" / "bases"
        assert (proposal.base.family, proposal.base.quantisation) == ("qwen2", "F16")
        assert (await session.retraining.plan(choice)).plan.base == proposal.plan.base


async def test_a_qwen2_folder_trains_and_is_deployed(
    tiny, make_run, play, trainer, scores, llama_nll, tmp_path
):
    base = Path(await as_file(str(tiny("qwen2-qwen2")), lambda: trainer, tmp_path))
    folder = make_run(base, learning_rate=2e-2, max_steps=2)
    await play(folder)
    files = await deploy.convert(trainer, base, folder / "adapter", tmp_path / "build")
    rows = scores(folder)
    torch_says = sum(row["nll"] for row in rows) / sum(row["tokens"] for row in rows)
    assert abs(llama_nll(base, rows) - torch_says) > 0.05
    beside = llama_nll(base, rows, lora=tmp_path / "build" / files["adapter"])
    assert deploy.check_parity("f16", torch_says, beside) <= 0.02
    assert deploy.check_parity("f16", torch_says, llama_nll(tmp_path / "build" / files["f16"], rows)) <= 0.02
