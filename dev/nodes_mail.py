"""A mail server that takes everything and keeps nothing, so that letters of the day are sent."""

import socketserver
import threading


class _Letters(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 day")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.server.letters += 1
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of 127.0.0.1 in threads of its own; counts letters."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Letters)
        self.port = self.server_address[1]
        self.letters = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, client_address):
        """Nothing: a worker that is killed closes its connection."""
