"""`tsuki log`: read the chat log, also while a window holds it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tsuki_desktop.cli.output import as_json, document, job, table
from tsuki_desktop.services.session import Session
from tsuki_desktop.store.search import Within

if TYPE_CHECKING:
    from tsuki_desktop.domain.chat import Message
    from tsuki_desktop.paths import Profile


@click.group()
def log() -> None:
    """Read the chat log."""


@log.command("list")
@as_json
@click.pass_obj
@job
async def list_(profile: Profile, json_: bool) -> None:
    """List conversations, the newest activity first."""
    if not profile.database.exists():
        found = []
    else:
        async with await Session.open(profile, read_only=True) as session:
            found = await session.library.page(limit=-1)
    if json_:
        document(
            [
                {"id": one.uid, "title": one.title, "updated_at": one.updated_at, "messages": one.messages}
                for one in found
            ]
        )
        return
    rows = [(one.uid, one.title, str(one.messages), one.updated_at[:16].replace("T", " ")) for one in found]
    table(("id", "title", "messages", "last"), rows, empty="Nothing yet. Say something: tsuki chat “hello”")


@log.command()
@click.argument("uid")
@as_json
@click.pass_obj
@job
async def show(profile: Profile, uid: str, json_: bool) -> None:
    """Show the conversation UID as it stands in the window."""
    async with await Session.open(profile, read_only=True) as session:
        conversation = await session.library.by_uid(uid)
        steps = await session.library.path(conversation.id)
        said = await session.library.messages([step.message_id for step in steps])
    if json_:
        uids = {message.id: message.uid for message in said}
        rows = [_row(message, uids) for message in said]
        document({"id": conversation.uid, "title": conversation.title, "messages": rows})
        return
    click.echo(conversation.title)
    for message in said:
        who = "You" if message.role == "user" else "Tsuki"
        mark = "" if message.status == "complete" else f" [{message.status}]"
        click.echo(f"\n{who}{mark}: {message.text}")


@log.command()
@click.argument("query")
@click.option("--conversation", metavar="UID", help="Only in this conversation.")
@click.option("--since", metavar="TIME", help="Only from then on, such as 2026-07-04 (ISO 8601, UTC).")
@click.option("--until", metavar="TIME", help="Only before then.")
@click.option("--rating", type=click.Choice(["up", "down"]), help="Only replies with this thumb.")
@click.option("--model", metavar="ID", help="Only replies of this model.")
@as_json
@click.pass_obj
@job
async def search(
    profile: Profile,
    query: str,
    conversation: str | None,
    since: str | None,
    until: str | None,
    rating: str | None,
    model: str | None,
    json_: bool,
) -> None:
    """Find messages that hold the words of QUERY."""
    async with await Session.open(profile, read_only=True) as session:
        within = Within(
            conversation_id=(await session.library.by_uid(conversation)).id if conversation else None,
            since=since,
            until=until,
            rating={"up": 1, "down": -1, None: None}[rating],
            model=model,
        )
        found = await session.library.search(query, within=within)
    if json_:
        keys = ("conversation_uid", "message_uid", "title", "role", "created_at", "snippet")
        names = ("conversation_id", "id", "title", "role", "created_at", "snippet")
        hits = [
            {name: getattr(hit, key) for name, key in zip(names, keys, strict=True)} for hit in found.hits
        ]
        document({"total": found.total, "ranked": found.ranked, "hits": hits})
        return
    rows = [(hit.message_uid, hit.title, hit.created_at[:10], hit.snippet) for hit in found.hits]
    table(("id", "conversation", "day", "text"), rows, empty="Nothing found.")


@log.command()
@click.argument("uid")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "form", type=click.Choice(["md", "json"]), help="By default as OUT's name says.")
@click.pass_obj
@job
async def export(profile: Profile, uid: str, out: Path, form: str | None) -> None:
    """Write the conversation UID to OUT, as Markdown or JSON."""
    async with await Session.open(profile, read_only=True) as session:
        conversation = await session.library.by_uid(uid)
        in_json = form == "json" or (form is None and out.suffix == ".json")
        await session.library.write(conversation.id, out, as_json=in_json)
    click.echo(f"Written to {out}.")


@log.command()
@click.argument("uid")
@as_json
@click.pass_obj
@job
async def delete(profile: Profile, uid: str, json_: bool) -> None:
    """Delete the conversation UID for good."""
    async with await Session.open(profile) as session:
        conversation = await session.library.by_uid(uid)
        await session.library.delete(conversation.id)
    if json_:
        document({"id": conversation.uid, "deleted": True})
    else:
        click.echo(f"Deleted “{conversation.title}”.")


def _row(message: Message, uids: dict[int, str]) -> dict[str, Any]:
    return {
        "id": message.uid,
        "parent_id": uids.get(message.parent_id) if message.parent_id else None,
        "role": message.role,
        "text": message.text,
        "status": message.status,
        "emotion": message.emotion,
        "rating": message.rating.value if message.rating else None,
        "model": message.model,
        "created_at": message.created_at,
    }
