"""What llama.cpp makes of a file: the log-likelihood of given tokens, straight from its Python binding."""

import numpy as np


def nll(model, rows, lora=None):
    """Mean NLL a trained token of rows `{"input_ids", "labels"}`, as llama.cpp sees `model` with `lora`."""
    from llama_cpp import Llama

    llama = Llama(
        str(model), lora_path=str(lora) if lora else None, n_ctx=1024, n_threads=1, n_gpu_layers=0,
        logits_all=True, verbose=False,
    )  # fmt: skip
    try:
        assert lora is None or llama._lora_adapter, "llama.cpp did not take the adapter"
        total, count = 0.0, 0
        for row in rows:
            llama.reset()
            llama.eval(row["input_ids"])
            logits = np.array(llama.scores[: len(row["input_ids"]) - 1], dtype=np.float64)
            logits -= logits.max(axis=1, keepdims=True)
            logprobs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
            for position, label in enumerate(row["labels"][1:]):
                if label != -100:
                    total -= logprobs[position, label]
                    count += 1
        return total / count
    finally:
        llama.close()
