"""Claude Code 2.1, by its `claude mcp` commands, without an account or a model: log in, look, and the same after a restart."""

import os
import pty
import re
import subprocess
import tempfile
import time
from pathlib import Path

from row import MCP_URL, restart
from text_browser import approve, visit

PROGRAM = next(Path(__file__).parents[1].glob("heavy/node_modules/@anthropic-ai/claude-code-*/claude"))
HOME = tempfile.mkdtemp(prefix="claude-code-")
ENVIRONMENT = {
    **os.environ,
    "HOME": HOME,
    "CLAUDE_CONFIG_DIR": HOME,
    "BROWSER": "true",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "DISABLE_AUTOUPDATER": "1",
    "DISABLE_ERROR_REPORTING": "1",
    "DISABLE_TELEMETRY": "1",
}
SECONDS = 60


def main():
    claude("mcp", "add", "--transport", "http", "gatehouse", MCP_URL)
    sees("Needs authentication")
    first = log_in()
    sees("Connected")
    restart()
    sees("Connected")
    restart(forgetting_key=True)
    sees("Needs authentication")
    assert client_id(log_in()) != client_id(first)
    sees("Connected")


def sees(status):
    listed = claude("mcp", "list")
    assert status in listed, listed
    print(f"Claude Code: {status}", flush=True)


def claude(*command):
    done = subprocess.run([PROGRAM, *command], cwd=HOME, env=ENVIRONMENT, timeout=SECONDS, text=True, capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def log_in():
    """Follows the link that it prints; it wants a terminal for that."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, "mcp", "login", "gatehouse"], cwd=HOME, env=ENVIRONMENT, stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    try:
        terminal = Terminal(ours)
        link = terminal.reads(r"http://localhost:\d+/authorize\?[\w%&=.~+-]+(?=[^\w%&=.~+-])")
        visit(approve(link))
        terminal.reads("Authenticated with")
        process.wait(SECONDS)
        assert process.returncode == 0, terminal.text
    finally:
        process.kill()
        os.close(ours)
    return link


class Terminal:
    def __init__(self, descriptor):
        self.text, self._descriptor = "", descriptor
        os.set_blocking(descriptor, False)

    def reads(self, pattern):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self._read()
            if found := re.search(pattern, self.text):
                return found.group()
            time.sleep(0.05)
        raise TimeoutError(f"no {pattern} in:\n{self.text}")

    def _read(self):
        try:
            self.text += os.read(self._descriptor, 65536).decode(errors="replace")
        except BlockingIOError:
            return
        except OSError:  # the program has ended
            return


def client_id(link):
    return re.search(r"[?&]client_id=([^&]+)", link).group(1)


if __name__ == "__main__":
    main()
