import struct
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backends.gguf_files import ARRAY, MODEL, STRING, U32, adapter, gguf, pair, tensor, text
from tsuki_desktop.backends.gguf_header import read_header
from tsuki_desktop.errors import BadFileError

FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)


@pytest.fixture
def read(tmp_path):
    path = tmp_path / "model.gguf"

    def write_and_read(data):
        path.write_bytes(data)
        return read_header(path)

    return write_and_read


def test_says_what_the_file_says(read):
    head = read(gguf())
    assert (head.architecture, head.name, head.layers, head.embedding, head.context) == (
        "llama",
        "Tiny",
        2,
        8,
        512,
    )
    assert (head.parameters, head.quantisation, head.adapter) == (64, "F32", False)
    assert head.cache_bytes(100) == 2 * 100 * 2 * 2 * (2 + 2)


def test_reads_the_starter():
    from tsuki_desktop.backends.llama_models import starter_path

    head = read_header(starter_path())
    assert (head.architecture, head.layers, head.embedding, head.context) == ("llama", 30, 576, 8192)
    assert head.quantisation == "Q4_1"
    assert head.parameters == 134_515_008
    assert head.chat_template.startswith("{% for message in messages %}")


def test_an_adapter_knows_its_model(read):
    lora, base = read(adapter()), read(gguf())
    assert lora.adapter
    assert (lora.lora_alpha, lora.lora_rank) == (4.0, 2)
    assert lora.fits(base)


@pytest.mark.parametrize(
    "foreign",
    [adapter(width=16), adapter(out=12), adapter(arch="qwen2"), adapter(name="blk.9.attn_q.weight")],
)
def test_a_foreign_adapter_does_not_fit(read, foreign):
    lora, base = read(foreign), read(gguf())
    assert not lora.fits(base)
    assert not base.fits(base)


WRONG = {
    "empty": b"",
    "three bytes": b"GGU",
    "other magic": gguf(magic=b"GGML"),
    "old version": gguf(version=1),
    "big-endian version": gguf(version=0x03000000),
    "many keys": gguf(pair_count=2**63),
    "many tensors": gguf(tensor_count=2**60),
    "more keys than there are": gguf(pair_count=len(MODEL) + 5),
    "no architecture": gguf(pairs=MODEL[1:]),
    "a key twice": gguf(pairs=(*MODEL, MODEL[0])),
    "long key": gguf(pairs=(*MODEL, text("k" * 2000) + struct.pack("<II", U32, 1))),
    "endless string": gguf(pairs=(*MODEL, text("k") + struct.pack("<IQ", STRING, 2**62))),
    "unknown type": gguf(pairs=(*MODEL, text("k") + struct.pack("<I", 77))),
    "endless list": gguf(pairs=(*MODEL, text("k") + struct.pack("<IIQ", ARRAY, U32, 2**61))),
    "endless list of texts": gguf(pairs=(*MODEL, text("k") + struct.pack("<IIQ", ARRAY, STRING, 2**61))),
    "list of lists": gguf(pairs=(*MODEL, text("k") + struct.pack("<IIQ", ARRAY, ARRAY, 1))),
    "five dimensions": gguf(tensors=(tensor("t", (1, 1, 1, 1, 1)),)),
    "no dimensions": gguf(tensors=(tensor("t", ()),)),
    "an extent of 0": gguf(tensors=(tensor("t", (0, 4)),)),
    "overflow": gguf(tensors=(tensor("t", (2**40, 2**40)),)),
    "half a block": gguf(tensors=(tensor("t", (8, 8), kind=3),)),
    "off the alignment": gguf(tensors=(tensor("t", (2, 2), offset=4),)),
    "behind the end": gguf(tensors=(tensor("t", (8, 8), offset=64),)),
    "far behind the end": gguf(tensors=(tensor("t", (8, 8), offset=2**63),)),
    "a tensor twice": gguf(tensors=(tensor("t", (8, 8)), tensor("t", (8, 8)))),
    "odd alignment": gguf(pairs=(*MODEL, pair("general.alignment", U32, 33))),
    "alignment 0": gguf(pairs=(*MODEL, pair("general.alignment", U32, 0))),
    "cut short": gguf()[:-1],
}


@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_told_with_a_hint(read, data):
    with pytest.raises(BadFileError) as error:
        read(data)
    assert error.value.hint
    assert "model.gguf" in error.value.message


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadFileError):
        read_header(tmp_path / "none.gguf")
    with pytest.raises(BadFileError):
        read_header(tmp_path)


@FILE
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(read, data):
    check(read, b"GGUF" + struct.pack("<I", 3) + data)


@FILE
@given(at=st.integers(0, len(gguf()) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused(read, at, byte):
    data = bytearray(gguf())
    data[at] = byte
    check(read, bytes(data))


@FILE
@given(at=st.integers(0, len(gguf()) - 8), number=st.integers(0, 2**64 - 1))
def test_any_changed_number_is_read_or_refused(read, at, number):
    data = bytearray(gguf())
    data[at : at + 8] = struct.pack("<Q", number)
    check(read, bytes(data))


@FILE
@given(end=st.integers(0, len(gguf()) - 1))
def test_any_cut_is_refused(read, end):
    with pytest.raises(BadFileError):
        read(gguf()[:end])


def check(read, data):
    try:
        head = read(data)
    except BadFileError:
        return
    head.cache_bytes(2048)
    head.fits(head)


def test_a_lying_file_of_some_size_costs_little_memory(tmp_path):
    path = tmp_path / "liar.gguf"
    endless = text("k") + struct.pack("<IIQ", ARRAY, U32, 30_000_000)
    with path.open("wb") as file:
        file.write(gguf(pairs=(*MODEL, endless)))
        file.truncate(200 * 2**20)
    tracemalloc.start()
    with pytest.raises(BadFileError):
        read_header(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20
