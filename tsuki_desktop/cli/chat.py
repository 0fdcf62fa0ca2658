"""`tsuki chat` and `tsuki rate`: one turn, and one thumb."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from tsuki_desktop.cli.output import as_json, document, job
from tsuki_desktop.domain.events import Loading, ReplyEnded, Token
from tsuki_desktop.errors import NotFoundError, TsukiError
from tsuki_desktop.services.session import Session

if TYPE_CHECKING:
    from tsuki_desktop.paths import Profile
    from tsuki_desktop.services.private import PrivateChat
    from tsuki_desktop.services.reply import Reply


@click.command()
@click.argument("text")
@click.option("--backend", help="Who runs the model, such as llama.cpp, ollama or echo.")
@click.option("--model", help="A model's id or name; see “tsuki models list”.")
@click.option("--conversation", metavar="UID", help="Go on with this conversation.")
@click.option("--private", is_flag=True, help="Write nothing of this down.")
@click.option("--seed", type=int, help="Draw the same reply again.")
@as_json
@click.pass_obj
@job
async def chat(
    profile: Profile,
    text: str,
    backend: str | None,
    model: str | None,
    conversation: str | None,
    private: bool,
    seed: int | None,
    json_: bool,
) -> int:
    """Say TEXT to Tsuki and print what she answers.

    With --private neither is kept; your shell may still remember the command.
    """
    if private and conversation:
        raise click.UsageError("A private chat cannot go on with one that was kept.")
    async with await Session.open(profile) as session:
        for problem in session.problems:
            click.echo(f"tsuki: {problem}", err=True)
        if backend or model:
            session.models.use(await _model_id(session, backend, model))
        room: Session | PrivateChat = session
        conversation_id = (await session.library.by_uid(conversation)).id if conversation else None
        if private:
            room = await session.begin_private()
            conversation_id = room.conversation_id
        ended = await _watch(room.chatting.send(conversation_id, text, seed=seed), quiet=json_)
        uid = None if private else (await session.library.get(ended.message.conversation_id)).uid
    message = ended.message
    if json_:
        document(
            {
                "conversation_id": uid,
                "message_id": None if private else message.uid,
                "text": message.text,
                "status": message.status,
                "reason": message.reason,
                "emotion": message.emotion,
                "model": message.model,
                "stats": asdict(message.stats),
            }
        )
    if ended.error:
        raise ended.error
    return 0


async def _model_id(session: Session, backend: str | None, model: str | None) -> str:
    """Find the model that `--backend` and `--model` name.

    Raises:
        NotFoundError: there is none.

    """
    if backend and model and ":" not in model:
        model = f"{backend}:{model}"
    if backend:
        found = await session.models.backend(backend).list_models()
    else:
        found = await session.models.available()
    for info in found:
        if not model or model in {info.id, info.name}:
            return info.id
    raise NotFoundError(f"There is no model “{model or backend}”.", "See “tsuki models list”.")


async def _watch(reply: Reply, *, quiet: bool) -> ReplyEnded:
    ended: ReplyEnded | None = None
    async for event in reply:
        match event:
            case Token(text) if not quiet:
                click.echo(text, nl=False)
            case Loading(model) if sys.stderr.isatty():
                click.echo(f"loading {model} …", err=True)
            case ReplyEnded():
                ended = event
            case _:
                pass
    if ended is None:
        raise TsukiError("Stopped before anything was written.")
    if not quiet:
        click.echo()
    return ended


@click.command()
@click.argument("message")
@click.argument("rating", type=click.Choice(["up", "down", "clear"]))
@click.option("--reason", multiple=True, help="Why; may be given several times.")
@click.option("--note", default="", help="Anything else worth keeping.")
@click.option("--correction", default="", help="What Tsuki should have said.")
@as_json
@click.pass_obj
@job
async def rate(
    profile: Profile,
    message: str,
    rating: str,
    reason: tuple[str, ...],
    note: str,
    correction: str,
    json_: bool,
) -> None:
    """Rate the reply MESSAGE (a uid) up or down, or take the rating back."""
    async with await Session.open(profile) as session:
        target = await session.library.message_by_uid(message)
        if rating == "clear":
            await session.teaching.clear(target.id)
        else:
            value = 1 if rating == "up" else -1
            await session.teaching.rate(target.id, value, reasons=reason, note=note, correction=correction)
    if json_:
        document({"message_id": target.uid, "rating": None if rating == "clear" else rating})
    else:
        click.echo("Rating taken back." if rating == "clear" else f"Rated {rating}.")
