"""What the doctor finds."""

from tsuki_desktop.services.doctor import Check, examine


async def found(profile, *, settings: str = "") -> dict[str, Check]:
    profile.create()
    profile.settings.write_text(f'ollama_host = "127.0.0.1:1"\n{settings}')
    return {check.check: check for check in await examine(profile)}


async def test_a_chosen_model_that_is_gone_is_told(profile) -> None:
    check = (await found(profile, settings='model = "llama.cpp:gone"\n'))["model"]
    assert not check.ok
    assert "gone" in check.found or check.found == "none"
    assert check.hint


async def test_a_file_that_is_no_model_is_told_by_name(profile) -> None:
    profile.models.mkdir(parents=True)
    (profile.models / "moon.gguf").write_bytes(b"GGUF, or is it?")
    checks = await found(profile)
    told = checks.get("file moon.gguf") or checks["llama.cpp"]  # without llama.cpp its files are no matter
    assert not told.ok
    assert told.found


async def test_it_says_in_words_what_llama_cpp_runs_on(profile) -> None:
    check = (await found(profile))["llama.cpp"]
    assert "=" not in check.found
    assert "processor" in check.found or "layers" in check.found or not check.ok
