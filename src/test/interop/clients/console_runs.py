"""Three Python programs, one after the other and all at once: the console shows each in one run, and calls none of them silent."""

import asyncio
import base64
import hashlib
import http.client
import json
import os
import secrets
import shlex
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from fastmcp import Client
from fastmcp.client.auth import OAuth
from key_value.aio.stores.memory import MemoryStore

import mcp_sdk
from row import MCP_URL
from text_browser import approve

CALLBACK = "http://localhost:3917/callback"
CONSOLE = MCP_URL.removesuffix("/mcp") + "/console/"
TEXT_BROWSER = shlex.join([sys.executable, str(Path(__file__).with_name("text_browser.py"))])
os.environ["BROWSER"] = f"{TEXT_BROWSER} %s &"


def send(method, url, body="", **headers):
    """A connection for each request, and no User-Agent: http.client sends none."""
    where = urlsplit(url)
    connection = http.client.HTTPConnection(where.netloc)
    connection.request(method, where.path, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    text = reply.read().decode()
    connection.close()
    return reply, text


def message(**more):
    info = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bare", "version": "1"}}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": info})
    accept = "application/json, text/event-stream"
    return send("POST", MCP_URL, body, Content_Type="application/json", Accept=accept, **more)


def bare():
    refusal, _ = message()
    place = refusal.getheader("WWW-Authenticate").split('resource_metadata="')[1].split('"')[0]
    resource = json.loads(send("GET", place)[1])
    issuer = resource["authorization_servers"][0]
    server = json.loads(send("GET", issuer + "/.well-known/oauth-authorization-server")[1])
    metadata = {"client_name": "bare", "redirect_uris": [CALLBACK], "token_endpoint_auth_method": "none"}
    client = json.loads(send("POST", server["registration_endpoint"], json.dumps(metadata), Content_Type="application/json")[1])
    verifier = secrets.token_urlsafe(40)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    common = {"client_id": client["client_id"], "redirect_uri": CALLBACK, "resource": resource["resource"]}
    asked = common | {"response_type": "code", "code_challenge": challenge, "code_challenge_method": "S256", "scope": "mcp.read", "state": "bare"}
    callback = approve(server["authorization_endpoint"] + "?" + urlencode(asked))
    code = parse_qs(urlsplit(callback).query)["code"][0]
    form = urlencode(common | {"grant_type": "authorization_code", "code": code, "code_verifier": verifier})
    tokens = json.loads(send("POST", server["token_endpoint"], form, Content_Type="application/x-www-form-urlencoded")[1])
    assert message(Authorization="Bearer " + tokens["access_token"])[0].status == 200


async def sdk():
    async with mcp_sdk.connected(mcp_sdk.Memory(), []) as client:
        await client.call_tool("echo", {"message": "x"})


async def fast():
    async with Client(MCP_URL, auth=OAuth(token_storage=MemoryStore(), callback_timeout=30)) as client:
        await client.call_tool("echo", {"message": "x"})


async def at_once():
    await asyncio.gather(asyncio.to_thread(bare), sdk(), fast())


def runs():
    with urllib.request.urlopen(CONSOLE + "runs") as reply:
        found = json.load(reply)["runs"]
    return sorted((run["name"], run["verdict"]) for run in found if not run["name"].startswith("The resource server"))


def assert_runs_of_each(count):
    wanted = sorted((name, "connected") for name in ("bare", "mcp", "FastMCP Client") for _ in range(count))
    for _ in range(50):
        if runs() == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(runs())


def main():
    bare()
    asyncio.run(sdk())
    asyncio.run(fast())
    assert_runs_of_each(1)
    asyncio.run(at_once())
    assert_runs_of_each(2)


main()
