"""The real model, for tests that need a worker of their own."""

import asyncio
import tempfile
from pathlib import Path

from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

STARTER = "llama.cpp:SmolLM2-135M-Instruct"


def run_with(scene, *, folder=None, **options):
    """`await scene(backend)` with a fresh backend, which is closed afterwards."""

    async def whole():
        with tempfile.TemporaryDirectory() as empty:
            backend = LlamaCppBackend(folders=[folder or Path(empty)], **options)
            try:
                return await asyncio.wait_for(scene(backend), 120)
            finally:
                await backend.close()

    return asyncio.run(whole())
