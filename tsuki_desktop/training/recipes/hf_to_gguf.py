"""From a Hugging Face folder to a GGUF file in 16 bits, which a retrain takes as its base.

    python hf_to_gguf.py JOB.json

where the job is `{"folder": a folder with config.json, safetensors and a tokenizer, "out": "base.gguf",
"name": "…", "sample": "some text"}`. Prints one JSON object: `{"architecture", "tensors", "out", "sample",
"ids"}` or `{"error", "hint"}`. `ids` are the tokenizer's own for `sample`, to which a short chat in the
model's template was added: llama.cpp must read it to the same ones.

Only what was tested is turned: plain llama and qwen2, and tokenizers of bytes that split a text in a way that
llama.cpp has under a name. Anything else is refused, since it could come out wrong without a sound.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gguf
import numpy as np
from to_gguf import F16, Refused, finish, interleave

ARCHITECTURES = {"LlamaForCausalLM": "llama", "Qwen2ForCausalLM": "qwen2"}
"""The classes that were tested, and what llama.cpp calls them."""
_TAIL = r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_WORDS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+"
SPLITS = {
    f"{_WORDS}|\\p{{N}}{{1,3}}{_TAIL}": "llama-bpe",
    f"{_WORDS}|\\p{{N}}{_TAIL}": "qwen2",
}
"""llama.cpp's names for the expressions in tokenizer.json that say where a text may be split."""
CHAT = [{"role": "user", "content": "Hi, Tsuki! 12 + 34?"}, {"role": "assistant", "content": "46."}]


def architecture_of(folder: Path) -> str:
    """What llama.cpp calls the model in `folder`.

    Raises:
        Refused: it was not tested.

    """
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    names = told.get("architectures") or [told.get("model_type", "")]
    if names[0] not in ARCHITECTURES:
        raise Refused(
            f"Models of the kind '{names[0]}' cannot be turned into a GGUF file yet.",
            f"Tested are {', '.join(sorted(ARCHITECTURES))}; or choose a GGUF file of it.",
        )
    return ARCHITECTURES[names[0]]


def refuse_unusual(config) -> None:
    """Refuse what the tested architectures can have, and was not tested with them."""
    heads, width = config.num_attention_heads, config.hidden_size
    odd = {
        "weights that are quantised already": getattr(config, "quantization_config", None),
        "a stretched context": (config.rope_parameters or {}).get("rope_type", "default") != "default",
        "a sliding window": getattr(config, "use_sliding_window", False),
        "biases": getattr(config, "attention_bias", False) or getattr(config, "mlp_bias", False),
        f"the activation {config.hidden_act}": config.hidden_act != "silu",
        "heads of another width": (getattr(config, "head_dim", None) or width // heads) * heads != width,
    }
    found = [name for name, is_so in odd.items() if is_so]
    if found:
        raise Refused(
            f"This model was not tested: it has {found[0]}.", "Choose a GGUF file of it, or another model."
        )


def pre_tokenizer(told: dict) -> str:
    """llama.cpp's name for how the tokenizer (its tokenizer.json) splits a text.

    Raises:
        Refused: it is none of those that were tested.

    """
    steps = told["pre_tokenizer"] or {}
    steps = steps.get("pretokenizers", [steps])
    kinds = [step.get("type") for step in steps]
    whole_bytes = kinds[-1] == "ByteLevel" and not steps[-1]["add_prefix_space"]
    usual = whole_bytes and steps[-1].get("use_regex", True)
    plain = told["model"]["type"] == "BPE" and (told["normalizer"] or {"type": "NFC"})["type"] == "NFC"
    name = None
    if kinds == ["ByteLevel"] and usual:
        name = "gpt-2"
    elif kinds == ["Digits", "ByteLevel"] and usual and steps[0]["individual_digits"]:
        name = "smollm"
    elif kinds == ["Split", "ByteLevel"] and whole_bytes and not usual:
        name = SPLITS.get(steps[0]["pattern"].get("Regex")) if steps[0]["behavior"] == "Isolated" else None
    if name is None or not plain:
        raise Refused(
            "This model's tokenizer is not one that was tested.",
            "Tested are those of GPT-2, SmolLM, Llama 3 and Qwen2; or choose a GGUF file of it.",
        )
    return name


def write_tokenizer(writer: gguf.GGUFWriter, tokenizer, size: int) -> None:
    """Words, merges, special tokens and the chat template. `size` is the embeddings' number of rows."""
    told = json.loads(tokenizer.backend_tokenizer.to_str())
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre_tokenizer(told))
    words = {number: word for word, number in told["model"]["vocab"].items()}
    kinds = dict.fromkeys(words, gguf.TokenType.NORMAL)
    for added in told["added_tokens"]:
        words[added["id"]] = added["content"]
        special = added["special"]
        kinds[added["id"]] = gguf.TokenType.CONTROL if special else gguf.TokenType.USER_DEFINED
    if max(words) >= size:
        raise Refused("This model's tokenizer has more words than the model.", "Is the folder whole?")
    # Many models have more rows than words, to a round number.
    writer.add_token_list([words.get(number, f"[PAD{number}]") for number in range(size)])
    writer.add_token_types([kinds.get(number, gguf.TokenType.UNUSED) for number in range(size)])
    writer.add_token_merges(
        [one if isinstance(one, str) else " ".join(one) for one in told["model"]["merges"]]
    )
    for name in ("bos", "eos", "unk", "pad"):
        number = getattr(tokenizer, f"{name}_token_id")
        if number is not None:
            getattr(writer, f"add_{name}_token_id")(number)
    around = tokenizer("x")["input_ids"]
    writer.add_add_space_prefix(False)
    writer.add_add_bos_token(around[0] == tokenizer.bos_token_id)
    writer.add_add_eos_token(len(around) > 1 and around[-1] == tokenizer.eos_token_id)
    writer.add_chat_template(tokenizer.get_chat_template())


def write_shape(writer: gguf.GGUFWriter, config, name: str) -> None:
    """What llama.cpp must know of the model beside its weights."""
    heads = config.num_attention_heads
    writer.add_type("model")
    writer.add_name(name)
    writer.add_file_type(F16)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_rope_dimension_count(config.hidden_size // heads)
    writer.add_vocab_size(config.vocab_size)


def weights(folder: Path):
    """Names and values, one at a time, of the safetensors that the folder's index names."""
    from safetensors import safe_open

    index = folder / "model.safetensors.index.json"
    files = ["model.safetensors"]
    if index.exists():
        files = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    for file in files:
        with safe_open(folder / file, framework="pt") as opened:
            for name in opened.keys():  # noqa: SIM118  it is no dict
                # By way of torch: numpy has no bfloat16.
                yield name, opened.get_tensor(name).float().numpy()


def write_weights(writer: gguf.GGUFWriter, folder: Path, config, architecture: str) -> int:
    """Matrices in 16 bits, vectors in 32, under llama.cpp's names; returns how many."""
    kind = next(number for number, name in gguf.MODEL_ARCH_NAMES.items() if name == architecture)
    names = gguf.get_tensor_name_map(kind, config.num_hidden_layers)
    heads = {"attn_q": config.num_attention_heads, "attn_k": config.num_key_value_heads}
    count = 0
    for told, value in weights(folder):
        if told.endswith("rotary_emb.inv_freq") or (told == "lm_head.weight" and config.tie_word_embeddings):
            continue
        name = names.get_name(told, try_suffixes=(".weight", ".bias"))
        if name is None:
            raise Refused("This model has a part that llama.cpp does not know.", told)
        part = name.split(".")[-2]
        if architecture == "llama" and part in heads:
            value = interleave(value, heads[part])  # noqa: PLW2901
        with np.errstate(over="ignore"):
            value = value.astype(np.float16 if value.ndim > 1 else np.float32)  # noqa: PLW2901
        if not np.isfinite(value).all():
            raise Refused("This model has weights that do not fit into 16 bits.", told)
        writer.add_tensor(name, np.ascontiguousarray(value))
        count += 1
    return count


def convert(job: dict) -> dict:
    """Do the job; returns what is printed.

    Raises:
        Refused: the model, its tokenizer or its files are not what was tested.

    """
    folder, target = Path(job["folder"]), Path(job["out"])
    try:
        architecture = architecture_of(folder)
        from transformers import AutoConfig, AutoTokenizer  # takes seconds, which a refusal need not wait

        config = AutoConfig.from_pretrained(folder, trust_remote_code=False)
        refuse_unusual(config)
        tokenizer = AutoTokenizer.from_pretrained(folder, trust_remote_code=False)
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Refused(f"{folder.name} is not a whole Hugging Face model.", str(error)[:300]) from error
    if not tokenizer.chat_template:
        raise Refused("The base model has no chat template.", "Choose a model that was made for chat.")
    # The temporary file keeps a big model out of memory.
    writer = gguf.GGUFWriter(f"{target}.partial", architecture, use_temp_file=True)
    write_shape(writer, config, job["name"])
    write_tokenizer(writer, tokenizer, config.vocab_size)
    try:
        tensors = write_weights(writer, folder, config, architecture)
    except FileNotFoundError as error:
        raise Refused(f"{folder.name} is not a whole Hugging Face model.", str(error)[:300]) from error
    finish(writer, target)
    sample = job["sample"] + tokenizer.apply_chat_template(CHAT, tokenize=False)
    return {
        "architecture": architecture,
        "tensors": tensors,
        "out": str(target),
        "sample": sample,
        "ids": tokenizer(sample, add_special_tokens=False)["input_ids"],
    }


if __name__ == "__main__":
    try:
        print(json.dumps(convert(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
    except Refused as refusal:
        print(json.dumps({"error": refusal.args[0], "hint": refusal.args[1]}))
        sys.exit(2)
