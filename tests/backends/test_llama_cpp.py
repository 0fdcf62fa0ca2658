import pytest

from tests.backends.contract import BackendContract
from tsuki_desktop.backends.llama_cpp import LlamaCppBackend

STARTER = "llama.cpp:SmolLM2-135M-Instruct"

pytestmark = pytest.mark.model


class TestLlamaCppContract(BackendContract):
    @pytest.fixture
    def backend(self, tmp_path):
        backend = LlamaCppBackend(folders=[tmp_path])
        yield backend
        self.run(backend.close())

    @pytest.fixture
    def model(self):
        return STARTER
