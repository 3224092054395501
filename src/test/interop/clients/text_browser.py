"""A browser without script or style, as lib/text-browser.mjs: logs alice in and approves. As a program it also visits the redirect URI."""

import http.cookiejar
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

ALICE = {"username": "alice", "password": "password123"}


class Refused(Exception):
    """The authorization server answered with a page of its own, not with a form or a redirect."""


def approve(authorization_url):
    """The address the browser is then sent to."""
    return _TextBrowser().approve(authorization_url)


class _TextBrowser(urllib.request.HTTPRedirectHandler):
    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, self)
        self._origin, self._left_to = None, None

    def approve(self, url):
        self._origin = _origin(url)
        page = self._open(url)
        if page.has("username"):
            page = self._submit(page, page.hidden() + list(ALICE.items()))
        if not page.has("decision"):
            raise Refused(page.html)
        self._submit(page, page.hidden() + page.ticked() + [("decision", "approve")])
        return self._left_to

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if _origin(newurl) == self._origin:
            return urllib.request.Request(newurl)
        self._left_to = newurl
        return None

    def _submit(self, page, fields):
        target = urllib.parse.urljoin(page.url, page.action)
        return self._open(target, urllib.parse.urlencode(fields).encode(), {"Origin": self._origin})

    def _open(self, url, data=None, headers=None):
        request = urllib.request.Request(url, data, {"Accept": "text/html", **(headers or {})})
        try:
            reply = self._opener.open(request, timeout=20)
        except urllib.error.HTTPError as answer:
            reply = answer
        return _Page(reply.geturl(), reply.read().decode())


class _Page(HTMLParser):
    """The controls of the last form that has a button or a user name."""

    def __init__(self, url, html):
        super().__init__()
        self.url, self.html, self.action, self._controls = url, html, "", []
        self._form = None
        self.feed(html)

    def has(self, name):
        return any(control.get("name") == name for control in self._controls)

    def hidden(self):
        return self._values(lambda control: control.get("type") == "hidden")

    def ticked(self):
        return self._values(lambda control: control.get("name") == "scope" and "disabled" not in control)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self._form = (attributes.get("action", ""), [])
        elif tag in ("input", "button") and self._form:
            self._form[1].append(attributes)

    def handle_endtag(self, tag):
        if tag != "form" or not self._form:
            return
        action, controls = self._form
        self._form = None
        if {control.get("name") for control in controls} & {"username", "decision"}:
            self.action, self._controls = action, controls

    def _values(self, chosen):
        return [(control["name"], control.get("value", "")) for control in self._controls if chosen(control)]


def _origin(url):
    return "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(url))


def visit(url):
    """The client may begin to listen only after it has opened the browser."""
    for _ in range(100):
        try:
            return urllib.request.urlopen(url, timeout=20).read()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody listens at {url}")


if __name__ == "__main__":
    visit(approve(sys.argv[1]))
