"""Writes a tiny random model as GGUF, with the starter's tokenizer: `make_tiny.py ARCH STARTER OUT`.

Runs in the training interpreter. Big enough to have all kinds of tensors, grouped query heads among them.
"""

import sys

import gguf
import numpy as np

WIDTH, HEADS, KV_HEADS, FFN, BLOCKS = 64, 4, 2, 128, 2


def main(arch, starter, out):
    source = gguf.GGUFReader(starter)
    writer = gguf.GGUFWriter(out, arch)
    for field in source.fields.values():
        if field.name.startswith("tokenizer."):
            kind = field.types[0]
            inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(field.name, field.contents(), kind, sub_type=inner)
    vocabulary = len(source.get_field("tokenizer.ggml.tokens").contents())
    writer.add_name(f"tiny {arch}")
    writer.add_context_length(512)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(BLOCKS)
    writer.add_feed_forward_length(FFN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(vocabulary)
    chance = np.random.default_rng(5)

    def matrix(name, rows, columns):
        writer.add_tensor(name, (chance.standard_normal((rows, columns)) * 0.12).astype(np.float16))

    def vector(name, size, value=None):
        data = np.full(size, value) if value is not None else chance.standard_normal(size) * 0.1
        writer.add_tensor(name, data.astype(np.float32))

    key_width = WIDTH // HEADS * KV_HEADS
    matrix("token_embd.weight", vocabulary, WIDTH)
    vector("output_norm.weight", WIDTH, 1.0)
    for block in range(BLOCKS):
        at = f"blk.{block}"
        vector(f"{at}.attn_norm.weight", WIDTH, 1.0)
        vector(f"{at}.ffn_norm.weight", WIDTH, 1.0)
        for part, rows in (("q", WIDTH), ("k", key_width), ("v", key_width)):
            matrix(f"{at}.attn_{part}.weight", rows, WIDTH)
            if arch == "qwen2":
                vector(f"{at}.attn_{part}.bias", rows)
        matrix(f"{at}.attn_output.weight", WIDTH, WIDTH)
        matrix(f"{at}.ffn_gate.weight", FFN, WIDTH)
        matrix(f"{at}.ffn_up.weight", FFN, WIDTH)
        matrix(f"{at}.ffn_down.weight", WIDTH, FFN)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


main(*sys.argv[1:])
