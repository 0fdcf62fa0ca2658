"""Makes Hugging Face folders for the tests, in the training interpreter.

make_hf.py read CACHE TEXT MODEL…       reads models, files or folders; prints folders, and TEXT's ids and NLL
make_hf.py same GGUF BACK               prints the tensors of BACK that are not GGUF's, de-quantised
make_hf.py tiny FOLDER OUT KIND-SPLIT…  makes tiny random models with FOLDER's words, split in another way
make_hf.py refused OUT FOLDER…          prints why each folder is not converted
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch

HERE = Path(__file__).resolve()
sys.path.append(str(HERE.parents[2] / "tsuki_desktop" / "training" / "recipes"))


class NoRun:
    """What reading a base needs of a run."""

    def __init__(self, cache):
        self.cache = Path(cache)

    def place(self, _name):
        return self.cache

    def say(self, _event):
        pass


def read(cache, text, *models):
    return [read_one(cache, text, model) for model in models]


def read_one(cache, text, model):
    import common
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder = common.converted(NoRun(cache), Path(model)) if Path(model).is_file() else Path(model)
    ids = AutoTokenizer.from_pretrained(folder)(text, add_special_tokens=False)["input_ids"]
    loaded = AutoModelForCausalLM.from_pretrained(folder)
    with torch.no_grad():
        loss = loaded(input_ids=torch.tensor([ids]), labels=torch.tensor([ids])).loss
    return {"folder": str(folder), "ids": ids, "nll": loss.item()}


def same(model, back):
    tensors = {one.name: one for one in gguf.GGUFReader(model).tensors}
    found = {one.name: one.data for one in gguf.GGUFReader(back).tensors}
    assert found.keys() == tensors.keys()
    plain = {name: gguf.quants.dequantize(one.data, one.tensor_type) for name, one in tensors.items()}
    return [
        name
        for name, told in plain.items()
        if not np.array_equal(told.astype(found[name].dtype), found[name])
    ]


def tiny(folder, out, *names):
    for name in names:
        kind, _, split = name.partition("-")
        tiny_one(kind, split, folder, Path(out) / name)


def tiny_one(kind, split, folder, out):
    import hf_to_gguf
    from tokenizers import Regex, pre_tokenizers
    from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, Qwen2Config

    tokenizer = AutoTokenizer.from_pretrained(folder)
    names = {name: pattern for pattern, name in hf_to_gguf.SPLITS.items()}
    first = (
        pre_tokenizers.Split(Regex(names[split]), behavior="isolated")
        if split in names
        else pre_tokenizers.Digits(individual_digits=True)
    )
    rest = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=split not in names)
    tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence([first, rest])
    tokenizer.save_pretrained(out)
    torch.manual_seed(5)
    config = {"llama": LlamaConfig, "qwen2": Qwen2Config}[kind](
        hidden_size=64, num_attention_heads=4, num_key_value_heads=2, intermediate_size=128,
        num_hidden_layers=2, vocab_size=len(tokenizer) + 40, max_position_embeddings=2048,
        tie_word_embeddings=kind == "qwen2", initializer_range=0.12, bos_token_id=1, eos_token_id=2,
        rope_parameters={"rope_type": "default", "rope_theta": 50_000.0},
    )  # fmt: skip
    model = AutoModelForCausalLM.from_config(config, dtype=torch.bfloat16)
    for name, weight in model.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.normal_(weight, std=0.1)
    model.save_pretrained(out, max_shard_size="4MB")


def refused(out, *folders):
    import hf_to_gguf

    told = []
    for folder in folders:
        try:
            hf_to_gguf.convert({"folder": folder, "out": out, "name": "x", "sample": "x"})
        except hf_to_gguf.Refused as refusal:
            told.append(refusal.args[0])
    return told


told = {"read": read, "same": same, "tiny": tiny, "refused": refused}[sys.argv[1]](*sys.argv[2:])
print(json.dumps(told))
