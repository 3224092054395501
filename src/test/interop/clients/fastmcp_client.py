"""FastMCP's client, which opens a browser and listens for its redirect itself."""

import asyncio
import os
import shlex
import sys
from pathlib import Path

from fastmcp import Client
from fastmcp.client.auth import OAuth
from key_value.aio.stores.memory import MemoryStore

from row import MCP_URL, Row, restart
from steps import ANSWER, connected_steps

TEXT_BROWSER = shlex.join([sys.executable, str(Path(__file__).with_name("text_browser.py"))])
os.environ["BROWSER"] = f"{TEXT_BROWSER} %s &"


async def answered(message, response_type, params, context):
    return ANSWER


def connected(storage):
    return Client(MCP_URL, auth=OAuth(token_storage=storage, callback_timeout=30), elicitation_handler=answered)


async def main():
    storage = MemoryStore()
    async with connected(storage) as client:
        row = Row("FastMCP 4.1.2", client.session.protocol_version)
        await connected_steps(
            client, row, list_tools=client.list_tools, progress_argument="progress_handler"
        )
        restart()
        await client.call_tool("echo", {"message": "still here"})
        row.does("restart")
    restart(forgetting_key=True)
    async with connected(storage) as client:
        await client.call_tool("echo", {"message": "back"})
        row.does("forgotten")
    row.write()


asyncio.run(main())
