"""A headless Chromium driven over its DevTools protocol, for screenshots of the running product."""

import base64
import json
import os
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websocket


class Browser:
    """One window of one person.

    :param str program: Chromium's executable
    :param tuple size: width and height of the window in pixels
    """

    def __init__(self, program, size=(1440, 860)):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--lang=ru",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                f"--user-data-dir={self.profile.name}",
                f"--window-size={size[0]},{size[1]}",
                "about:blank",
            ],
            # Odoo shows times in the browser's zone and takes it for a new user's
            env={**os.environ, "TZ": "Europe/Moscow"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.number = 0
        self.socket = websocket.create_connection(self._address(), timeout=60)
        self.send("Page.enable")
        self.resize(*size)

    def _address(self):
        place = Path(self.profile.name, "DevToolsActivePort")
        for _n in range(200):
            if place.exists() and (lines := place.read_text().split()):
                with urllib.request.urlopen(f"http://127.0.0.1:{lines[0]}/json") as answer:
                    for page in json.load(answer):
                        if page["type"] == "page":
                            return page["webSocketDebuggerUrl"]
            time.sleep(0.1)
        raise RuntimeError("Chromium does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        self.profile.cleanup()

    def send(self, method, **params):
        """Send a command and return its answer."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]

    def resize(self, width, height):
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def run(self, script):
        """Value of a JavaScript expression in the page."""
        answer = self.send(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def wait(self, condition, seconds=40):
        """Wait until a JavaScript expression is true.

        :raise RuntimeError: it is not in time
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if self.run(f"!!({condition})"):
                    return
            except RuntimeError:
                # the page is being replaced
                pass
            time.sleep(0.1)
        raise RuntimeError(f"the page does not show {condition}")

    def wait_for(self, selector):
        self.wait(f"document.querySelector({json.dumps(selector)})")

    def open(self, address):
        self.send("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def click(self, selector):
        """Click the first element that a CSS selector finds, once it is there."""
        self.wait_for(selector)
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def log_in(self, server, login):
        """Log in with a demo user, whose password is the login."""
        self.send("Network.clearBrowserCookies")
        self.open(f"{server}/web/login")
        self.wait_for("input[name=password]")
        self.run(
            f"document.querySelector('input[name=login]').value = {json.dumps(login)};"
            f"document.querySelector('input[name=password]').value = {json.dumps(login)};"
            "document.querySelector('.oe_login_form button[type=submit]').click()",
        )
        self.wait_for(".o_main_navbar")

    def settle(self):
        """Wait until nothing loads and the pictures are there."""
        self.wait("!document.querySelector('.o_loading_indicator, .o_view_nocontent_loading')")
        self.wait("[...document.images].every(image => image.complete)")
        time.sleep(0.8)

    def shoot(self, path):
        """Write a PNG of the window."""
        self.settle()
        answer = self.send("Page.captureScreenshot", format="png")
        Path(path).write_bytes(base64.b64decode(answer["data"]))
