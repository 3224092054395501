"""FastMCP's client, which opens a browser and listens for its redirect itself."""

import asyncio
import os
import shlex
import sys
from pathlib import Path

from fastmcp import Client
from fastmcp.client.auth import OAuth
from key_value.aio.stores.memory import MemoryStore

from row import MCP_URL, Row, restart, text

TEXT_BROWSER = shlex.join([sys.executable, str(Path(__file__).with_name("text_browser.py"))])
os.environ["BROWSER"] = f"{TEXT_BROWSER} %s &"


async def answered(message, response_type, params, context):
    return {"username": "alice", "email": "alice@example.com"}


def connected(storage):
    return Client(MCP_URL, auth=OAuth(token_storage=storage, callback_timeout=30), elicitation_handler=answered)


async def connected_steps(client, row):
    row.does("log in")
    assert (await client.list_tools())[0].name == "whoami"
    row.does("list")
    assert text(await client.call_tool("echo", {"message": "hi", "repeat_count": 2})) == "hihi"
    row.does("call")
    progress = []

    async def note(done, total, message):
        progress.append(done)

    await client.call_tool("test_tool_with_progress", progress_handler=note)
    assert progress == [0, 50, 100], progress
    row.does("progress")
    assert "alice@example.com" in text(await client.call_tool("test_elicitation", {"message": "who?"}))
    row.does("elicitation")
    await client.call_tool("add_note", {"note": "stepped up"})
    row.does("step-up")


async def main():
    storage = MemoryStore()
    async with connected(storage) as client:
        row = Row("FastMCP 4.1.2", client.session.protocol_version)
        await connected_steps(client, row)
        restart()
        await client.call_tool("echo", {"message": "still here"})
        row.does("restart")
    restart(forgetting_key=True)
    async with connected(storage) as client:
        await client.call_tool("echo", {"message": "back"})
        row.does("forgotten")
    row.write()


asyncio.run(main())
