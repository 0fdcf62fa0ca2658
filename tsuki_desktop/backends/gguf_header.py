"""Reads the head of a GGUF file, and checks it before llama.cpp gets to see the file.

The layout is that of ggml's `docs/gguf.md`, versions 2 and 3, little-endian: magic, version, counts, keys
and values, tensor descriptions, then the tensors. A file from outside may be anything: every count and
length is bounded before it is believed, and what is read is never more than `MOST_BYTES`.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from tsuki_desktop.backends.gguf_types import BLOCKS, FILE_TYPES, TENSOR_TYPES
from tsuki_desktop.errors import BadFileError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 256 * 2**20
"""The largest known heads (a vocabulary of 256,000 words) have about 16 MiB."""
MOST_KEYS = 4096
MOST_TENSORS = 65536
MOST_DIMENSIONS = 4
_LONGEST_NAME = 1024
_KEPT_TEXT = 2**20
_KEPT_ITEMS = 1024
_BLOCK = 2**20

_STRING, _ARRAY, _BOOL = 8, 9, 7
_SCALARS = {
    0: struct.Struct("<B"),
    1: struct.Struct("<b"),
    2: struct.Struct("<H"),
    3: struct.Struct("<h"),
    4: struct.Struct("<I"),
    5: struct.Struct("<i"),
    6: struct.Struct("<f"),
    7: struct.Struct("<B"),
    10: struct.Struct("<Q"),
    11: struct.Struct("<q"),
    12: struct.Struct("<d"),
}
_U32, _U64 = _SCALARS[4], _SCALARS[10]

Value = int | float | bool | str | list[int] | list[float] | list[bool]


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor's description; `shape` in ggml's order, the fastest dimension first."""

    shape: tuple[int, ...]
    kind: int
    offset: int


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What the head of a GGUF file says."""

    path: Path
    size_bytes: int
    architecture: str
    name: str
    adapter: bool
    """A LoRA adapter rather than a model."""
    parameters: int
    quantisation: str
    context: int | None = None
    layers: int | None = None
    embedding: int | None = None
    chat_template: str = ""
    lora_alpha: float | None = None
    lora_rank: int | None = None
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    """All single values and short lists of numbers, by key."""
    tensors: Mapping[str, Tensor] = field(default_factory=dict[str, Tensor])

    def number(self, key: str) -> int | None:
        """The whole number at `key`, {arch} filled in; of a list (one a layer) the largest."""
        value = self.values.get(key.format(arch=self.architecture))
        if isinstance(value, list):
            value = max(value, default=None)
        return int(value) if isinstance(value, int | float) and math.isfinite(value) else None

    def cache_bytes(self, context: int) -> int | None:
        """Memory of the key-value cache for `context` tokens in f16; None where the file does not say."""
        heads = self.number("{arch}.attention.head_count")
        if not (self.layers and self.embedding and heads):
            return None
        kept = self.number("{arch}.attention.head_count_kv") or heads
        key = self.number("{arch}.attention.key_length") or self.embedding // heads
        value = self.number("{arch}.attention.value_length") or self.embedding // heads
        return 2 * context * self.layers * kept * (key + value)

    def fits(self, base: GgufHeader) -> bool:
        """Whether this adapter's tensors have the shapes that `base` needs."""
        if not self.adapter or base.adapter or self.architecture != base.architecture or not self.tensors:
            return False
        return all(_matches(name, tensor, base.tensors) for name, tensor in self.tensors.items())


def _matches(name: str, tensor: Tensor, base: Mapping[str, Tensor]) -> bool:
    stem, _, part = name.rpartition(".")
    target = base.get(stem)
    if target is None or not tensor.shape or len(target.shape) < 2:  # noqa: PLR2004  a matrix
        return False
    # llama.cpp keeps a [in, rank] and b [rank, out]; for embeddings the two swap their roles.
    inner, outer = target.shape[:2] if stem != "token_embd.weight" else target.shape[1::-1]
    return (part == "lora_a" and tensor.shape[0] == inner) or (part == "lora_b" and tensor.shape[-1] == outer)


class _Reader:
    """Bytes from the start of a file, never more than there are and never more than `MOST_BYTES`."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self.size = size
        self._data = b""
        self._at = 0
        self._before = 0

    @property
    def position(self) -> int:
        return self._before + self._at

    def need(self, count: int) -> None:
        """Have `count` more bytes at hand."""
        if self._at + count <= len(self._data):
            return
        if count > self.size - self.position:
            raise _Damage("the file ends in the middle of its head")
        if self.position + count > MOST_BYTES:
            raise _Damage("its head is too large")
        rest = self._data[self._at :]
        self._before += self._at
        self._data = rest + self._file.read(max(count - len(rest), _BLOCK))
        self._at = 0
        if count > len(self._data):
            raise _Damage("the file became shorter while it was read")

    def scalar(self, form: struct.Struct) -> int | float:
        self.need(form.size)
        (value,) = form.unpack_from(self._data, self._at)
        self._at += form.size
        return value

    def u32(self) -> int:
        return int(self.scalar(_U32))

    def u64(self) -> int:
        return int(self.scalar(_U64))

    def skip(self, count: int) -> None:
        while count > 0:
            step = min(count, _BLOCK)
            self.need(step)
            self._at += step
            count -= step

    def text(self, most: int) -> str:
        """A string of at most `most` bytes; broken UTF-8 is replaced."""
        length = self.u64()
        if length > most:
            raise _Damage("a text in its head is too long")
        self.need(length)
        self._at += length
        return self._data[self._at - length : self._at].decode("utf-8", "replace")

    def skip_text(self) -> None:
        self.skip(self.u64())


class _Damage(Exception):  # noqa: N818  never leaves this module
    """What is wrong with the file, to be put into a sentence."""


def read_header(path: Path) -> GgufHeader:
    """Read and check the head of the GGUF file at `path`.

    Raises:
        BadFileError: no such file, not a GGUF file, damaged or cut short.

    """
    try:
        size = path.stat().st_size
        with path.open("rb", buffering=0) as file:
            return _read(path, _Reader(file, size))
    except OSError as error:
        raise BadFileError(
            f"The model file {path.name} cannot be read.", "Check that it is there.", detail=str(error)
        ) from error
    except _Damage as damage:
        raise BadFileError(
            f"The model file {path.name} is damaged or not a GGUF file: {damage}.",
            "Fetch the file again.",
            detail=str(path),
        ) from damage


def _read(path: Path, reader: _Reader) -> GgufHeader:
    reader.need(4)
    if reader.u32() != int.from_bytes(b"GGUF", "little"):
        raise _Damage("it does not begin as one")
    version = reader.u32()
    if version not in {2, 3}:
        raise _Damage(f"its version {version} is not known")
    tensors, keys = reader.u64(), reader.u64()
    if tensors > MOST_TENSORS or keys > MOST_KEYS:
        raise _Damage("its counts are impossible")
    values = _read_values(reader, keys)
    found = _read_tensors(reader, tensors)
    _check_places(reader, values, found)
    return _describe(path, reader.size, values, found)


def _read_values(reader: _Reader, count: int) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for _ in range(count):
        key = reader.text(_LONGEST_NAME)
        if key in values:
            raise _Damage("a key comes twice")
        value = _read_value(reader, reader.u32())
        if value is not None:
            values[key] = value
    return values


def _read_value(reader: _Reader, kind: int) -> Value | None:
    """The value, or None for a long list or a list of texts."""
    if kind == _STRING:
        return reader.text(_KEPT_TEXT)
    if kind == _ARRAY:
        return _read_array(reader, reader.u32(), reader.u64())
    if kind not in _SCALARS:
        raise _Damage(f"it holds a value of unknown type {kind}")
    value = reader.scalar(_SCALARS[kind])
    return bool(value) if kind == _BOOL else value


def _read_array(reader: _Reader, kind: int, count: int) -> Value | None:
    if kind == _STRING:
        if count > (reader.size - reader.position) // 8:
            raise _Damage("a list in its head is longer than the file")
        for _ in range(count):
            reader.skip_text()
        return None
    if kind not in _SCALARS:
        raise _Damage(f"it holds a list of unknown type {kind}")
    form = _SCALARS[kind]
    if count > _KEPT_ITEMS:
        reader.skip(count * form.size)
        return None
    return [int(value) if isinstance(value, int) else value for value in _items(reader, form, count)]


def _items(reader: _Reader, form: struct.Struct, count: int) -> list[float]:
    return [reader.scalar(form) for _ in range(count)]


def _read_tensors(reader: _Reader, count: int) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    for _ in range(count):
        name = reader.text(_LONGEST_NAME)
        dimensions = reader.u32()
        if name in tensors or not 1 <= dimensions <= MOST_DIMENSIONS:
            raise _Damage("its tensors are described wrongly")
        shape = tuple(reader.u64() for _ in range(dimensions))
        if any(not 0 < extent < 2**48 for extent in shape) or math.prod(shape) >= 2**56:
            raise _Damage("a tensor has an impossible size")
        tensors[name] = Tensor(shape, reader.u32(), reader.u64())
    return tensors


def _check_places(reader: _Reader, values: Mapping[str, Value], tensors: Mapping[str, Tensor]) -> None:
    """Every tensor must begin on the alignment and end inside the file."""
    align = values.get("general.alignment", 32)
    if not isinstance(align, int) or not 8 <= align <= 2**20 or align & (align - 1):  # noqa: PLR2004  sane
        raise _Damage("its alignment is impossible")
    start = -(-reader.position // align) * align
    for tensor in tensors.values():
        block, size = BLOCKS.get(tensor.kind, (1, 0))
        if tensor.shape[0] % block or tensor.offset % align:
            raise _Damage("a tensor is out of place")
        end = start + tensor.offset + math.prod(tensor.shape) // block * size
        if end > reader.size:
            raise _Damage("it is cut short")


def _describe(
    path: Path, size: int, values: Mapping[str, Value], tensors: Mapping[str, Tensor]
) -> GgufHeader:
    architecture = _text(values, "general.architecture")
    if not architecture:
        raise _Damage("it does not say what kind of model it is")
    ranks = {tensor.shape[-1] for name, tensor in tensors.items() if name.endswith(".lora_a")}
    alpha = values.get("adapter.lora.alpha")
    head = GgufHeader(
        path=path,
        size_bytes=size,
        architecture=architecture,
        name=_text(values, "general.name") or path.stem,
        adapter=_text(values, "general.type") == "adapter",
        parameters=sum(math.prod(tensor.shape) for tensor in tensors.values()),
        quantisation=_quantisation(values, tensors),
        chat_template=_text(values, "tokenizer.chat_template"),
        lora_alpha=float(alpha) if isinstance(alpha, int | float) else None,
        lora_rank=max(ranks, default=None),
        values=values,
        tensors=tensors,
    )
    return _with_sizes(head)


def _with_sizes(head: GgufHeader) -> GgufHeader:
    from dataclasses import replace

    return replace(
        head,
        context=head.number("{arch}.context_length"),
        layers=head.number("{arch}.block_count"),
        embedding=head.number("{arch}.embedding_length"),
    )


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _quantisation(values: Mapping[str, Value], tensors: Mapping[str, Tensor]) -> str:
    """What the file says, else the type that most of its weights have."""
    said = values.get("general.file_type")
    if isinstance(said, int) and said in FILE_TYPES:
        return FILE_TYPES[said]
    weights: Counter[int] = Counter()
    for tensor in tensors.values():
        weights[tensor.kind] += math.prod(tensor.shape)
    return TENSOR_TYPES.get(weights.most_common(1)[0][0], "") if weights else ""
