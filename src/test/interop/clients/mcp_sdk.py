"""The official Python SDK's client, in the revision it finds by itself, with its own OAuth."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from mcp import Client, MCPError, types
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import create_mcp_http_client, streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata

from row import MCP_URL, Row, restart
from steps import ANSWER, connected_steps
from text_browser import Refused, approve


class Memory:
    """A place for registration and tokens, as an application has one."""

    client = tokens = None
    registrations = 0

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client, self.registrations = client, self.registrations + 1

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens


@asynccontextmanager
async def connected(memory, refused, mode="auto"):
    async with create_mcp_http_client(auth=oauth(memory, refused)) as http:
        transport = streamable_http_client(MCP_URL, http_client=http)
        async with Client(transport, mode=mode, elicitation_callback=answered) as client:
            yield client


def oauth(memory, refused):
    callback = []

    async def redirected(url):
        try:
            callback.append(await asyncio.to_thread(approve, url))
        except Refused as page:
            refused.append(page)
            raise

    async def called_back():
        answer = {name: values[0] for name, values in parse_qs(urlsplit(callback.pop()).query).items()}
        return AuthorizationCodeResult(**answer)

    metadata = OAuthClientMetadata(
        client_name="mcp", redirect_uris=["http://localhost:3917/callback"], token_endpoint_auth_method="none"
    )
    return OAuthClientProvider(MCP_URL, metadata, memory, redirected, called_back)


async def answered(context, params):
    return types.ElicitResult(action="accept", content=ANSWER)


async def tools(client):
    return (await client.list_tools()).tools


async def until_restart(mode, memory):
    """Everything that happens before the server has forgotten the client."""
    async with connected(memory, [], mode) as client:
        row = Row("Python SDK 2.3.0", client.protocol_version)
        await connected_steps(
            client, row, list_tools=lambda: tools(client), progress_argument="progress_callback"
        )
        restart()
        try:
            await client.call_tool("echo", {"message": "still here"})
            row.does("restart")
            return row
        except MCPError as lost:
            assert "session" in str(lost).lower(), lost
    async with connected(memory, [], mode) as client:
        await client.call_tool("echo", {"message": "connected again"})
    row.lacks("restart", "reports a lost session (connecting again needs no login)")
    return row


async def recovered(mode, memory):
    """Whether the next call gets through; False where its browser was shown a page that does not know the client."""
    refused = []
    try:
        async with connected(memory, refused, mode) as client:
            await client.call_tool("echo", {"message": "back"})
    except Exception:  # however the SDK wraps what the browser raises
        if not refused:
            raise
    return not refused


async def main():
    for mode in ("auto", "legacy"):
        memory = Memory()
        row = await until_restart(mode, memory)
        assert memory.registrations == 1
        restart(forgetting_key=True)
        if await recovered(mode, memory):
            row.does("forgotten")
        else:
            row.lacks("forgotten", "keeps a forgotten registration until the application drops it")
            memory.client = None
            assert await recovered(mode, memory)
        row.write()


if __name__ == "__main__":
    asyncio.run(main())
