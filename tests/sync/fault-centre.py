#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A line before the centre that breaks: fault-centre.py PORT BACKEND-PORT FOLDER.

FOLDER/faults names what may happen to a request, one word of it drawn for each ("pass" passes); it is read anew for
every request. Every request is written to FOLDER as N.head and N.body."""
import http.client
import itertools
import os
import random
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, BACKEND, FOLDER = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
COUNT = itertools.count(1)
DRAW = random.Random(7)
LOCK = threading.Lock()


def draw():
    try:
        with open(os.path.join(FOLDER, "faults"), encoding="utf-8") as handle:
            words = handle.read().split()
    except FileNotFoundError:
        words = []
    with LOCK:
        return DRAW.choice(words or ["pass"])


class Line(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def record(self, body):
        with LOCK:
            number = next(COUNT)
        with open(os.path.join(FOLDER, f"{number:05}.head"), "w", encoding="utf-8") as handle:
            handle.write(f"{self.command} {self.path}\n{self.headers}")
        with open(os.path.join(FOLDER, f"{number:05}.body"), "wb") as handle:
            handle.write(body)

    def ask(self, body):
        line = http.client.HTTPConnection("127.0.0.1", BACKEND, timeout=20)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "accept-encoding")}
        line.request(self.command, self.path, body if body else None, headers)
        answer = line.getresponse()
        data = answer.read()
        line.close()
        return answer.status, answer.getheaders(), data

    def say(self, status, headers, data, shown=None):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data if shown is None else data[:shown])

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = draw()
        self.record(body)
        if fault == "reset":
            self.close_connection = True
            return
        if fault in ("429", "503"):
            self.say(int(fault), [("Retry-After", "1")], b'{"error":{"code":"busy","message":"x"}}')
            return
        if fault == "garbage":
            self.say(200, [("Content-Type", "text/html")], b"<html>sign in to this network</html>")
            return
        if fault == "gate":
            self.say(302, [("Location", "http://127.0.0.1:9/")], b"")
            return
        if fault == "endless":
            self.say(200, [], b"[" * (3 * 1024 * 1024))
            return
        try:
            status, headers, data = self.ask(body)
            if fault == "twice":
                status, headers, data = self.ask(body)
        except OSError:
            self.close_connection = True
            return
        if fault == "lost":
            self.close_connection = True
            return
        if fault == "cut":
            self.say(status, headers, data, len(data) // 2)
            self.close_connection = True
            return
        self.say(status, headers, data)

    do_GET = do_PUT = do_POST = do_DELETE = handle_any


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, address):
        pass


Server(("127.0.0.1", PORT), Line).serve_forever()
