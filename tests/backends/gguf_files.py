"""Small GGUF files, made by hand so that they can be made wrong."""

import struct

STRING, ARRAY = 8, 9
U32, F32 = 4, 6


def text(value):
    data = value.encode() if isinstance(value, str) else value
    return struct.pack("<Q", len(data)) + data


def value(kind, item):
    if kind == STRING:
        return text(item)
    if kind == ARRAY:
        inner, items = item
        return struct.pack("<IQ", inner, len(items)) + b"".join(value(inner, each) for each in items)
    return struct.pack({U32: "<I", F32: "<f", 10: "<Q", 7: "<B", 5: "<i"}[kind], item)


def pair(key, kind, item):
    return text(key) + struct.pack("<I", kind) + value(kind, item)


def tensor(name, shape, kind=0, offset=0):
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, offset)


MODEL = (
    pair("general.architecture", STRING, "llama"),
    pair("general.name", STRING, "Tiny"),
    pair("llama.block_count", U32, 2),
    pair("llama.embedding_length", U32, 8),
    pair("llama.attention.head_count", U32, 4),
    pair("llama.attention.head_count_kv", ARRAY, (U32, [2, 2])),
    pair("llama.context_length", U32, 512),
    pair("tokenizer.ggml.tokens", ARRAY, (STRING, ["a", "b", "c"])),
)
TENSORS = (tensor("blk.0.attn_q.weight", (8, 8)),)


def gguf(
    pairs=MODEL,
    tensors=TENSORS,
    *,
    magic=b"GGUF",
    version=3,
    pair_count=None,
    tensor_count=None,
    data=8 * 8 * 4,
):
    pair_count = len(pairs) if pair_count is None else pair_count
    tensor_count = len(tensors) if tensor_count is None else tensor_count
    head = (
        magic + struct.pack("<IQQ", version, tensor_count, pair_count) + b"".join(pairs) + b"".join(tensors)
    )
    return head + bytes(-len(head) % 32) + bytes(data)


def adapter(rank=2, width=8, out=8, arch="llama", name="blk.0.attn_q.weight"):
    pairs = (
        pair("general.architecture", STRING, arch),
        pair("general.type", STRING, "adapter"),
        pair("adapter.type", STRING, "lora"),
        pair("adapter.lora.alpha", F32, 4.0),
    )
    first = width * rank * 4
    start_b = -(-first // 32) * 32
    tensors = (
        tensor(f"{name}.lora_a", (width, rank)),
        tensor(f"{name}.lora_b", (rank, out), offset=start_b),
    )
    return gguf(pairs, tensors, data=start_b + rank * out * 4)
