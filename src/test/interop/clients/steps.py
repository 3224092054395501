"""What a client built on a Python SDK is put through once it is connected. As lib/client-steps.mjs."""

from row import text

ANSWER = {"username": "alice", "email": "alice@example.com"}


async def connected_steps(client, row, *, list_tools, progress_argument):
    """The two SDKs differ in what lists the tools and in how they ask for progress."""
    row.does("log in")
    assert (await list_tools())[0].name == "whoami"
    row.does("list")
    assert text(await client.call_tool("echo", {"message": "hi", "repeat_count": 2})) == "hihi"
    row.does("call")
    progress = []

    async def note(done, total, message):
        progress.append(done)

    await client.call_tool("test_tool_with_progress", **{progress_argument: note})
    assert progress == [0, 50, 100], progress
    row.does("progress")
    assert "alice@example.com" in text(await client.call_tool("test_elicitation", {"message": "who?"}))
    row.does("elicitation")
    assert not (await client.call_tool("add_note", {"note": "stepped up"})).is_error
    row.does("step-up")
