"""One client's row of the table client × feature: what it was seen to do, and what it was seen to lack. As lib/row.mjs."""

import json
import os
import re
import urllib.request
from pathlib import Path

MCP_URL = os.environ["GATEHOUSE_ORIGIN"] + "/mcp"


class Row:
    def __init__(self, client, revision):
        self.client, self.revision, self.features, self.remarks = client, revision, {}, []

    def does(self, feature):
        self._set(feature, True)

    def lacks(self, feature, remark):
        """Only after it was seen: the remark goes into src/docs/clients.md."""
        self._set(feature, False, remark)

    def write(self):
        name = re.sub(r"[^\w.]+", "-", f"{self.client} {self.revision}.json")
        Path(os.environ["ROWS"], name).write_text(json.dumps(vars(self), indent=2), encoding="utf-8")

    def _set(self, feature, seen, remark=None):
        print(f"{self.client}: {'' if seen else 'not '}{feature} {remark or ''}", flush=True)
        self.features[feature] = seen
        if remark:
            self.remarks.append(remark)


def restart(*, forgetting_key=False):
    """Stops the servers and starts them again; clients, grants and sessions are gone, the signing key only on demand."""
    address = os.environ["GATEHOUSE_RESTART"] + ("?key=new" if forgetting_key else "")
    with urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=60) as reply:
        assert reply.status == 204


def text(result):
    return "\n".join(part.text for part in result.content)
