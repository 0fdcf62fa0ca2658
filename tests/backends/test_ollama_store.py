import hashlib
import json

from tests.backends.gguf_files import MODEL, gguf, pair
from tsuki_desktop.backends.llama_models import Shelf
from tsuki_desktop.backends.ollama_store import stored


def put(folder, place, data, *more):
    """A model in a folder laid out as Ollama's."""
    digest = hashlib.sha256(data).hexdigest()
    (folder / "blobs").mkdir(parents=True, exist_ok=True)
    blob = folder / "blobs" / f"sha256-{digest}"
    blob.write_bytes(data)
    manifest = folder / "manifests" / place
    manifest.parent.mkdir(parents=True, exist_ok=True)
    layers = [{"mediaType": "application/vnd.ollama.image.model", "digest": f"sha256:{digest}"}, *more]
    manifest.write_text(json.dumps({"schemaVersion": 2, "layers": layers}))
    return blob


def test_each_model_is_found_under_the_name_that_people_know(tmp_path):
    one = put(tmp_path, "registry.ollama.ai/library/llama3.2/3b", gguf())
    two = put(tmp_path, "registry.ollama.ai/someone/moon/latest", gguf(data=512))
    three = put(tmp_path, "hf.co/owner/repo/Q4_K_M", gguf(data=768))
    assert stored(tmp_path) == {one: "llama3.2:3b", two: "someone/moon", three: "hf.co/owner/repo:Q4_K_M"}


def test_what_is_no_model_of_its_own_is_left_out(tmp_path):
    put(tmp_path, "registry.ollama.ai/library/tuned/latest", gguf(), {
        "mediaType": "application/vnd.ollama.image.adapter", "digest": "sha256:" + "0" * 64,
    })  # fmt: skip
    put(tmp_path, "registry.ollama.ai/library/gone/latest", gguf(data=512)).unlink()
    library = tmp_path / "manifests/registry.ollama.ai/library"
    for name, text in (("half", '{"layers": ['), ("list", "[]"), ("odd", '{"layers": [1, {"digest": 2}]}')):
        (library / name).write_text(text)
    up = {"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:../../../etc/passwd"}
    (library / "up").write_text(json.dumps({"layers": [up]}))
    assert stored(tmp_path) == {}
    assert stored(tmp_path / "nowhere") == {}


def test_llama_cpp_lists_them_by_those_names(tmp_path):
    blob = put(tmp_path / "models", "registry.ollama.ai/library/llama3.2/3b", gguf())
    shelf = Shelf([tmp_path / "models"], [], tmp_path / "cache")
    found = {info.id: info.path for info in shelf.scan()}
    assert found["llama.cpp:llama3.2:3b"] == blob
    assert shelf.broken == []


def test_what_reads_pictures_beside_a_model_is_not_listed(tmp_path):
    eye = (pair("general.architecture", 8, "clip"), *MODEL[1:])
    (tmp_path / "mmproj-moon.gguf").write_bytes(gguf(eye))
    (tmp_path / "moon.gguf").write_bytes(gguf())
    names = {info.name for info in Shelf([tmp_path], [], tmp_path / "cache").scan() if not info.starter}
    assert names == {"moon"}
