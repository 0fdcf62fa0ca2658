"""`tsuki models`: who can speak for Tsuki, and how to get, make and remove them."""

from __future__ import annotations

import sys
import time
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.errors import UsageError
from tsuki_desktop.services import model_folders
from tsuki_desktop.services.session import Session, open_models
from tsuki_desktop.services.speeds import expect, seen, suiting
from tsuki_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from tsuki_desktop.backends.base import FetchProgress
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.model_files import ModelFiles, Recommended
    from tsuki_desktop.services.speeds import Seen

_MEGABYTE = 1_000_000
_SHOWN_EVERY_S = 0.2
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def models() -> None:
    """See, fetch, make and choose who speaks for Tsuki."""


@models.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List the models that are here."""
    known = open_models(profile)
    try:
        found = await known.available()
        current = (await known.current())[0] if found else ""
    finally:
        await known.close()
    if json_:
        document(
            [
                {
                    "id": one.id,
                    "name": one.name,
                    "backend": one.backend,
                    "path": str(one.path) if one.path else None,
                    "size_bytes": one.size_bytes,
                    "family": one.family,
                    "quantisation": one.quantisation,
                    "memory_bytes": one.memory_bytes,
                    "fits": one.fits,
                    "cloud": one.cloud,
                    "current": one.id == current,
                }
                for one in found
            ]
        )
        return
    rows = [
        (
            "*" if one.id == current else "",
            one.id,
            f"{one.size_bytes / _MEGABYTE:,.0f} MB" if one.size_bytes else "",
            one.family,
            one.quantisation,
            f"about {one.memory_bytes / 1e9:.1f} GB" if one.memory_bytes else "",
            "cloud" if one.cloud else {True: "fits", False: "too large", None: ""}[one.fits],
        )
        for one in found
    ]
    heads = ("", "id", "size", "family", "quantisation", "needs", "memory")
    table(heads, rows, empty="No model is here yet.")
    _tell_memory()
    for name, error in known.problems.items():
        click.echo(f"{name}: {error}", err=True)


def _tell_memory() -> None:
    import psutil

    memory = psutil.virtual_memory()
    click.echo(f"{memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB of memory are free.", err=True)


@models.command()
@click.argument("model")
@as_json
@click.pass_obj
@job
async def use(profile: Profile, model: str, json_: bool) -> None:
    """Let MODEL (an id or name) speak for Tsuki from the next message on."""
    async with await Session.open(profile) as session:
        chosen = await session.models.choose(model)
    if json_:
        document({"id": chosen.id, "name": chosen.name, "backend": chosen.backend, "current": True})
    else:
        click.echo(f"{chosen.id} speaks for Tsuki now.")


@models.command()
@click.argument("model", required=False)
@click.option("--discard", is_flag=True, help="Throw away what has arrived of a stopped download instead.")
@as_json
@click.pass_obj
@job
async def pull(profile: Profile, model: str | None, discard: bool, json_: bool) -> None:
    """Fetch MODEL: ollama:NAME, llama.cpp:NAME or llama.cpp:OWNER/REPOSITORY/FILE.gguf.

    huggingface:OWNER/NAME gets a base for “tsuki train --base OWNER/NAME”.

    Without MODEL, tell what is worth having on this computer. Stop with Ctrl-C; the same command goes on.
    """
    if model is None:
        await _recommend(profile, json_)
        return
    if discard:
        async with _opened(profile) as files:
            freed = await files.discard(model)
        if json_:
            document({"model": model, "bytes": freed, "status": "discarded"})
        else:
            click.echo(f"{freed / _MEGABYTE:,.0f} MB of {model} are thrown away.")
        return
    async with _opened(profile) as files:
        last = await _watch(files.pull(model))
    if json_:
        document({"model": model, "bytes": last.total if last else 0, "status": "success"})
    else:
        click.echo(f"{model} is here.")


@models.command()
@click.argument("model")
@as_json
@click.pass_obj
@job
async def show(profile: Profile, model: str, json_: bool) -> None:
    """Tell all that is known of MODEL."""
    async with _opened(profile) as files:
        told = await files.show(model)
    if json_:
        document(told)
        return
    known = {key: value for key, value in told.items() if value not in (None, "") and key != "ollama"}
    table(("", ""), [(key, str(value)) for key, value in known.items()], empty="")
    for key, value in told.get("ollama", {}).items():
        click.echo(f"\n{key}:\n{value}")


@models.command()
@click.argument("model")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
@job
async def delete(profile: Profile, model: str, yes: bool, json_: bool) -> None:
    """Delete MODEL from Ollama, or its file from this profile."""
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Delete {model}?", err=True)):
        raise UsageError("Nothing was deleted.", "Say --yes to delete without being asked.")
    async with _opened(profile) as files:
        gone = await files.delete(model)
    if json_:
        document({"id": gone.id, "deleted": True})
    else:
        click.echo(f"{gone.id} is gone.")


@models.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@as_json
@click.pass_obj
@job
async def add(profile: Profile, path: Path, json_: bool) -> None:
    """Let llama.cpp use the GGUF model or adapter PATH where it lies, or all models of the folder PATH."""
    if path.is_dir():  # noqa: ASYNC240 - nothing else runs here
        place = model_folders.add(SettingsFile(profile.settings), path)
        told = {"path": str(place.path), "models": place.count}
        words = f"{place.path}: {place.count} can be chosen now."
    else:
        async with _opened(profile) as files:
            target = files.add(path)
        told, words = {"path": str(target)}, f"{target.name} can be chosen now."
    if json_:
        document(told)
    else:
        click.echo(words)


@models.command()
@click.option(
    "--forget",
    type=click.Path(path_type=Path),
    help="Take this folder off the list; its files stay where they are.",
)
@as_json
@click.pass_obj
@job
async def folders(profile: Profile, forget: Path | None, json_: bool) -> None:
    """List the folders of other programs whose models are used, and those that could be."""
    settings = SettingsFile(profile.settings)
    if forget:
        model_folders.forget(settings, forget)
    used, found = model_folders.listed(settings.value), model_folders.suggested(settings.value)
    if json_:
        rows = [(one, True) for one in used] + [(one, False) for one in found]
        document(
            [
                {
                    "path": str(one.path),
                    "program": one.program or None,
                    "models": one.count,
                    "there": one.there,
                    "used": is_used,
                }
                for one, is_used in rows
            ]
        )
        return
    lines = [
        ("*", str(one.path), one.program, str(one.count) if one.there else "not there") for one in used
    ] + [("", str(one.path), one.program, str(one.count)) for one in found]
    empty = "No folder is used, and none of a known program is here."
    table(("", "folder", "of", "models"), lines, empty=empty)


@models.command()
@click.argument("name", default="tsuki")
@click.option("--from", "base", default="", help="The Ollama model to make her from.")
@click.option("--gguf", type=_FILE, help="The GGUF model to make her from.")
@click.option("--adapter", type=_FILE, help="A GGUF adapter for it.")
@click.option("--few-shot/--no-few-shot", default=False, help="Bake the examples of her voice in.")
@click.option("--modelfile", type=click.Path(dir_okay=False, path_type=Path), help="Only write a Modelfile.")
@as_json
@click.pass_obj
@job
async def create(
    profile: Profile,
    name: str,
    base: str,
    gguf: Path | None,
    adapter: Path | None,
    few_shot: bool,
    modelfile: Path | None,
    json_: bool,
) -> None:
    """Make the Ollama model NAME that is Tsuki: her words on top of another model."""
    from tsuki_desktop.services.tsuki_in_ollama import Wish, check_name, recipe
    from tsuki_desktop.services.tsuki_in_ollama import modelfile as text_of

    wish = Wish(base.removeprefix("ollama:"), gguf, adapter, few_shot)
    async with await Session.open(profile) as session:
        settings = session.settings.value
        if modelfile:
            text = await text_of(session.voice, settings, wish, session.styles)
            modelfile.write_text(text, encoding="utf-8")  # noqa: ASYNC240 - nothing else runs here
        else:
            check_name(name)
            made = await recipe(session.voice, settings, wish, session.styles)
            await _watch(session.model_files.create(name, made))
    told = {"path": str(modelfile)} if modelfile else {"id": f"ollama:{name}"}
    if json_:
        document(told)
    else:
        click.echo(f"{next(iter(told.values()))} is ready.")


@asynccontextmanager
async def _opened(profile: Profile) -> AsyncGenerator[ModelFiles]:
    """The profile's model files without its log: a window may be open."""
    from tsuki_desktop.services.model_files import ModelFiles

    known = open_models(profile)
    try:
        yield ModelFiles(profile, known, known.settings)
    finally:
        await known.close()


async def _watch(steps: AsyncGenerator[FetchProgress]) -> FetchProgress | None:
    """Show progress on standard error where that is a terminal; returns the last step."""
    last = None
    started = shown = time.monotonic()
    begun_at: int | None = None
    async with aclosing(steps) as rows:
        async for step in rows:
            last = step
            begun_at = step.done if begun_at is None and step.total else begun_at
            now = time.monotonic()
            if sys.stderr.isatty() and (now - shown > _SHOWN_EVERY_S or not step.total):
                shown = now
                speed = (step.done - (begun_at or 0)) / max(0.001, now - started)
                click.echo(f"\r\x1b[K{_line(step, speed)}", nl=False, err=True)
    if last and sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    return last


def _line(step: FetchProgress, speed: float) -> str:
    if not step.total:
        return step.status
    of = f"{step.done / _MEGABYTE:,.0f} of {step.total / _MEGABYTE:,.0f} MB"
    return f"{step.status}: {of}, {speed / _MEGABYTE:.1f} MB/s"


async def _recommend(profile: Profile, json_: bool) -> None:
    import psutil

    from tsuki_desktop.services.model_files import catalog

    memory = psutil.virtual_memory().total
    measured = await _measured(profile)

    def speed(one: Recommended) -> tuple[float, str]:
        return expect(measured, "llama.cpp" if one.repository else "ollama", one.download_bytes)

    fitting = [one for one in catalog() if one.fits(memory)]
    at = suiting([speed(one)[0] for one in fitting])
    best = None if at is None else fitting[at]

    if json_:
        document(
            [
                {
                    "name": one.name,
                    "ollama": f"ollama:{one.ollama}" if one.ollama else None,
                    "llama_cpp": f"llama.cpp:{one.ollama}" if one.repository else None,
                    "memory_bytes": one.memory_bytes,
                    "licence": one.licence or None,
                    "fits": one.fits(memory),
                    "best": one == best,
                    "estimated_tokens_per_s": round(speed(one)[0], 1) or None,
                }
                for one in catalog()
            ]
        )
        return
    rows = [
        (
            "*" if one == best else "",
            one.ollama,
            "Ollama, llama.cpp" if one.repository else "Ollama",
            f"about {one.memory_bytes / 1e9:.1f} GB",
            "fits" if one.fits(memory) else "too large",
            f"perhaps {speed(one)[0]:.1f} tokens/s" if speed(one)[0] else "",
            one.licence,
        )
        for one in catalog()
    ]
    table(("", "name", "for", "needs", "memory", "speed", "licence"), rows, empty="")
    if used := {speed(one)[1] for one in catalog()} - {""}:
        click.echo(f"Speeds are estimates: from what {', '.join(sorted(used))} did here, by size.", err=True)


async def _measured(profile: Profile) -> list[Seen]:
    """How fast the models that are here wrote; nothing where there is no log yet."""
    if not profile.database.exists():
        return []
    async with await Session.open(profile, read_only=True) as session:
        return list((await seen(session.log, await session.models.available())).values())
