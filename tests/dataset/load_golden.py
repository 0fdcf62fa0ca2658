"""Loads the golden files with the libraries that people train with; run by the training interpreter.

    PYTHON load_golden.py FOLDER CACHE

Prints, for each format, the columns and rows that `datasets` sees; for what TRL trains on, how many rows its
trainer kept, and after how many steps it was done with all of them. The model is tiny, and bytes are its
words.
"""

import json
import sys
from pathlib import Path

from datasets import load_dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

FORMATS = ("messages", "instruction", "threads", "preference", "unpaired", "sharegpt")
TRAINERS = {
    "messages": (SFTTrainer, SFTConfig),
    "preference": (DPOTrainer, DPOConfig),
    "unpaired": (KTOTrainer, KTOConfig),
}


CHAT = (
    "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def words():
    alphabet = ["</s>", "<pad>", *sorted(pre_tokenizers.ByteLevel.alphabet())]
    made = Tokenizer(models.BPE({letter: at for at, letter in enumerate(alphabet)}, []))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token="</s>", pad_token="<pad>", chat_template=CHAT
    )


def tiny(tokenizer):
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
        )
    )


def train(form, rows, folder):
    trainer, config = TRAINERS[form]
    tokenizer = words()
    arguments = config(
        output_dir=str(folder / form),
        per_device_train_batch_size=2,
        num_train_epochs=1,
        report_to=[],
        use_cpu=True,
        save_strategy="no",
    )
    # From a folder, as everyone's model is: the trainers of preferences load it a second time.
    tiny(tokenizer).save_pretrained(folder / "model")
    model = LlamaForCausalLM.from_pretrained(folder / "model")
    made = trainer(model=model, args=arguments, train_dataset=rows, processing_class=tokenizer)
    made.train()
    return {"kept": len(made.train_dataset), "steps": made.state.global_step}


def main(golden, cache):
    told = {}
    for form in FORMATS:
        file = str(golden / f"{form}.jsonl")
        rows = load_dataset("json", data_files=file, split="train", cache_dir=str(cache / "datasets"))
        told[form] = {"columns": sorted(rows.column_names), "rows": len(rows)}
        if form in TRAINERS:
            told[form] |= train(form, rows, cache)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
