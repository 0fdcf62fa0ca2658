"""From a LoRA adapter to files that llama.cpp runs.

    python to_gguf.py JOB.json

where the job is `{"base": "base.gguf", "adapter": PEFT's folder or a GGUF file, "lora_out": "adapter.gguf" or
null, "merged_out": "merged-f16.gguf" or null, "name": "…"}`. Prints one JSON object:
`{"architecture", "tensors", "lora_out", "merged_out"}` or `{"error", "hint"}`. Where the recipe measured how
much each input matters, that is written beside the merged file, as `importance.npz` with llama.cpp's names.

The adapter file stays beside the base and can be swapped while she runs; the merged file holds the base's
weights, metadata and tokenizer with the training added, in 16 bits, to be quantised by llama.cpp. Quantising
it to the base's own old type can erase the training (measured for Q4_1): choose Q8_0 or Q4_K_M.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

PERMUTED = {"llama": True, "qwen2": False}
"""The architectures that were tested, and whether llama.cpp stores their query and key rows in another order
than Hugging Face does (it does for llama: the two halves of each head are interleaved)."""
NOT_PLAIN = ("use_rslora", "use_dora", "modules_to_save", "rank_pattern", "alpha_pattern", "bias")
"""Options of PEFT that llama.cpp's adapters do not have."""
F16 = 1
"""llama.cpp's number for a file of 16-bit floats (`general.file_type`)."""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error of the program
    """A sentence for the person and a hint."""


@dataclass
class Pair:
    """One module's LoRA: the change of its weight is `scale * b @ a`, rows in llama.cpp's order."""

    a: np.ndarray
    b: np.ndarray


@dataclass
class Adapter:
    """A LoRA with llama.cpp's tensor names."""

    architecture: str
    alpha: float
    rank: int
    pairs: dict[str, Pair]

    def change(self, tensor: str) -> np.ndarray | None:
        """What training added to the weight called `tensor`, as float32; None where nothing."""
        pair = self.pairs.get(tensor)
        return None if pair is None else (self.alpha / self.rank) * (pair.b @ pair.a)


def read_adapter(folder: Path, base: gguf.GGUFReader) -> Adapter:
    """Read a PEFT adapter and give it the base's tensor names and row order.

    Raises:
        Refused: the architecture is not tested, the adapter is not plain LoRA, or it is another base's.

    """
    from safetensors.numpy import load_file

    architecture = base.get_field("general.architecture").contents()
    if architecture not in PERMUTED:
        raise Refused(
            f"Models of the kind '{architecture}' cannot be deployed yet.",
            f"Tested are {', '.join(sorted(PERMUTED))}; others may store their rows in another order.",
        )
    config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
    odd = [key for key in NOT_PLAIN if config.get(key) not in (None, False, {}, [], "none")]
    if config.get("peft_type") != "LORA" or odd:
        raise Refused(
            "This adapter is not a plain LoRA.", f"It uses {', '.join(odd) or config.get('peft_type')}."
        )
    names = tensor_names(architecture, base)
    halves: dict[str, dict[str, np.ndarray]] = {}
    for key, value in load_file(folder / "adapter_model.safetensors").items():
        module, half, _ = key.removeprefix("base_model.model.").rsplit(".", 2)
        name = names.get_name(module)
        if name is None or half not in {"lora_A", "lora_B"}:
            raise Refused("This adapter changes a part that llama.cpp does not know.", key)
        halves.setdefault(f"{name}.weight", {})[half] = value.astype(np.float32)
    pairs = {name: Pair(both["lora_A"], both["lora_B"]) for name, both in halves.items()}
    check_shapes(pairs, base)
    for name, pair in pairs.items():
        pair.b = in_order(pair.b, name, architecture, base)
    return Adapter(architecture, float(config["lora_alpha"]), int(config["r"]), pairs)


def tensor_names(architecture: str, base: gguf.GGUFReader) -> gguf.TensorNameMap:
    """From Hugging Face's names of a model's parts to llama.cpp's."""
    blocks = base.get_field(f"{architecture}.block_count").contents()
    kind = next(number for number, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture)
    return gguf.get_tensor_name_map(kind, blocks)


def write_importance(given: Path, architecture: str, base: gguf.GGUFReader, target: Path) -> None:
    """Give the recipe's `importance.safetensors` llama.cpp's names."""
    from safetensors.numpy import load_file

    names = tensor_names(architecture, base)
    there = {tensor.name for tensor in base.tensors}
    found = {}
    for module, columns in load_file(given).items():
        name = f"{names.get_name(module)}.weight"
        # Many small models use their embeddings once more, as what the last layer's output goes through.
        found["token_embd.weight" if name == "output.weight" and name not in there else name] = columns
    np.savez(target, **found)


def read_lora(path: Path, base: gguf.GGUFReader) -> Adapter:
    """Read what `write_lora` wrote.

    Raises:
        Refused: it is another base's.

    """
    file = gguf.GGUFReader(path)
    halves: dict[str, dict[str, np.ndarray]] = {}
    for tensor in file.tensors:
        name, _, half = tensor.name.rpartition(".")
        halves.setdefault(name, {})[half] = tensor.data.astype(np.float32)
    pairs = {name: Pair(both["lora_a"], both["lora_b"]) for name, both in halves.items()}
    check_shapes(pairs, base)
    architecture = file.get_field("general.architecture").contents()
    alpha = file.get_field("adapter.lora.alpha").contents()
    return Adapter(architecture, float(alpha), next(iter(pairs.values())).a.shape[0], pairs)


def in_order(
    b: np.ndarray, name: str, architecture: str, base: gguf.GGUFReader, *, back: bool = False
) -> np.ndarray:
    """The rows of `b` as llama.cpp stores those of the weight it belongs to; `back` from there."""
    if not PERMUTED[architecture] or not name.endswith(("attn_q.weight", "attn_k.weight")):
        return b
    heads = base.get_field(f"{architecture}.attention.head_count").contents()
    if name.endswith("attn_k.weight"):
        few = base.get_field(f"{architecture}.attention.head_count_kv")
        heads = few.contents() if few else heads
    return interleave(b, heads, back=back)


def interleave(rows: np.ndarray, heads: int, *, back: bool = False) -> np.ndarray:
    """The rows of a llama's query or key matrix as llama.cpp stores them; `back` from there."""
    halves = (heads, -1, 2, rows.shape[-1]) if back else (heads, 2, -1, rows.shape[-1])
    return rows.reshape(halves).swapaxes(1, 2).reshape(rows.shape)


def check_shapes(pairs: dict[str, Pair], base: gguf.GGUFReader) -> None:
    """Refuse an adapter that was trained on another base: llama.cpp would crash on it."""
    shapes = {tensor.name: tuple(int(side) for side in reversed(tensor.shape)) for tensor in base.tensors}
    for name, pair in pairs.items():
        if shapes.get(name) != (pair.b.shape[0], pair.a.shape[1]):
            raise Refused("This adapter was trained on another base model.", f"{name} does not fit.")


def write_lora(adapter: Adapter, target: Path, name: str) -> None:
    """Write the adapter file, in 16 bits: half the size, and the difference drowns in the base's rounding."""
    writer = gguf.GGUFWriter(str(target) + ".partial", adapter.architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", adapter.alpha)
    writer.add_name(name)
    for tensor, pair in sorted(adapter.pairs.items()):
        writer.add_tensor(f"{tensor}.lora_a", np.ascontiguousarray(pair.a, np.float16))
        writer.add_tensor(f"{tensor}.lora_b", np.ascontiguousarray(pair.b, np.float16))
    finish(writer, target)


def write_merged(adapter: Adapter, base: gguf.GGUFReader, target: Path, name: str) -> None:
    """Write the base with the training added; matrices in 16 bits, vectors as they were."""
    # The temporary file keeps a big model out of memory.
    writer = gguf.GGUFWriter(str(target) + ".partial", adapter.architecture, use_temp_file=True)
    copy_metadata(base, writer)
    writer.add_name(name)
    writer.add_file_type(F16)
    for tensor in base.tensors:
        weight = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        change = adapter.change(tensor.name)
        if change is not None:
            weight = weight + change
        matrix = len(tensor.shape) > 1
        writer.add_tensor(tensor.name, weight.astype(np.float16 if matrix else np.float32))
    finish(writer, target)


def copy_metadata(base: gguf.GGUFReader, writer: gguf.GGUFWriter) -> None:
    """Everything the base says about itself and its tokenizer, but what is true of the old weights only."""
    own = {"general.architecture", "general.name", "general.file_type", "general.quantization_version"}
    for field in base.fields.values():
        if field.name.startswith(("GGUF.", "quantize.")) or field.name in own:
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), kind, sub_type=inner)


def finish(writer: gguf.GGUFWriter, target: Path) -> None:
    """Write all, sync, and put the file in its place in one step."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    partial = Path(str(target) + ".partial")
    with partial.open("r+b") as file:
        os.fsync(file.fileno())
    partial.replace(target)


def convert(job: dict) -> dict:
    """Do the job; returns what is printed.

    Raises:
        Refused: see `read_adapter`.

    """
    base = gguf.GGUFReader(job["base"])
    given = Path(job["adapter"])
    adapter = read_lora(given, base) if given.suffix == ".gguf" else read_adapter(given, base)
    name = job.get("name") or "Tsuki"
    if job.get("lora_out"):
        write_lora(adapter, Path(job["lora_out"]), name)
    if job.get("merged_out"):
        write_merged(adapter, base, Path(job["merged_out"]), name)
        measured = given / "importance.safetensors"
        if measured.exists():
            beside = Path(job["merged_out"]).with_name("importance.npz")
            write_importance(measured, adapter.architecture, base, beside)
    return {
        "architecture": adapter.architecture,
        "tensors": len(adapter.pairs),
        "lora_out": job.get("lora_out"),
        "merged_out": job.get("merged_out"),
    }


if __name__ == "__main__":
    try:
        print(json.dumps(convert(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    except Refused as refusal:
        print(json.dumps({"error": refusal.args[0], "hint": refusal.args[1]}))
        sys.exit(2)
