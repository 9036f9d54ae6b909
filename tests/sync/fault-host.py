#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad line to a good host: forwards GET requests to a real server and breaks the answers.

usage: fault-host.py UPSTREAM_PORT FAULT [PARAMETER]

Prints its port. Faults of files/, patches/ and originals/ (manifests and signatures pass): none, cut (after random lengths
around PARAMETER bytes), stall, drip, short (a Content-Length that is ten too small), long (too large), corrupt, corrupt-once, endless,
range-ignored, wrong-range, a status (404, 416, 500), redirect (without end). "proxy USER:PASSWORD" is a proxy that asks for a password.
GET /stats tells the requests and the bytes of bodies that were sent, by path."""
import base64
import http.client
import http.server
import json
import random
import sys
import threading
import time
from urllib.parse import urlsplit

UPSTREAM, FAULT = int(sys.argv[1]), sys.argv[2]
PARAMETER = sys.argv[3] if len(sys.argv) > 3 else ""
RANDOM = random.Random(20260301)
LOCK = threading.Lock()
SENT, REQUESTS = {}, {}
BROKEN = set()


class Host(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, headers=(), body=b""):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def send(self, path, data):
        self.wfile.write(data)
        self.wfile.flush()
        with LOCK:
            SENT[path] = SENT.get(path, 0) + len(data)

    def hang_up(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(2)

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/stats":
            return self.answer(200, body=json.dumps({"sent": SENT, "requests": REQUESTS}).encode())
        with LOCK:
            REQUESTS[path] = REQUESTS.get(path, 0) + 1
        if FAULT == "proxy":
            wanted = "Basic " + base64.b64encode(PARAMETER.encode()).decode()
            if self.headers.get("Proxy-Authorization") != wanted:
                return self.answer(407, [("Proxy-Authenticate", 'Basic realm="court"')])
        bad = FAULT != "proxy" and path.startswith(("/files/", "/patches/", "/originals/"))
        if bad and FAULT.isdigit():
            return self.answer(int(FAULT))
        if bad and FAULT == "redirect":
            return self.answer(302, [("Location", path + "?again" + str(time.monotonic_ns()))])
        return self.forward(path, FAULT if bad else "none")

    def forward(self, path, fault):
        upstream = http.client.HTTPConnection("127.0.0.1", UPSTREAM)
        names = ("Range", "If-None-Match") if fault != "range-ignored" else ("If-None-Match",)
        upstream.request("GET", path, headers={n: self.headers[n] for n in names if n in self.headers})
        reply = upstream.getresponse()
        body = reply.read()
        upstream.close()
        length = len(body)
        if fault == "short":
            length = max(length - 10, 0)
            body = body[:length]
        elif fault == "long":
            length += 10
        elif fault == "endless":
            length = 1 << 40
        self.send_response_only(reply.status)
        for name, value in reply.getheaders():
            if name.lower() in ("etag", "last-modified", "content-type"):
                self.send_header(name, value)
            elif name.lower() == "content-range":
                self.send_header(name, "bytes 0-9/10" if fault == "wrong-range" else value)
        if reply.status != 304:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.spoil(path, fault, body)

    def spoil(self, path, fault, body):
        if fault == "cut":
            length = RANDOM.randint(1, 2 * int(PARAMETER))
            self.send(path, body[:length])
            if length < len(body):
                self.hang_up()
        elif fault == "stall":
            self.send(path, b"" if "Range" in self.headers else body[:len(body) // 2])
            time.sleep(30)
            self.hang_up()
        elif fault == "drip":
            for i in range(len(body)):
                self.send(path, body[i:i + 1])
                time.sleep(0.05)
        elif fault == "corrupt" or (fault == "corrupt-once" and path not in BROKEN):
            BROKEN.add(path)
            self.send(path, body[:-1] + bytes([body[-1] ^ 1]))
        elif fault == "endless":
            try:
                while True:
                    self.send(path, bytes(65536))
            except OSError:
                self.close_connection = True
        elif fault == "long":
            self.send(path, body)
            self.hang_up()
        else:
            self.send(path, body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


SERVER = Server(("127.0.0.1", 0), Host)
print(SERVER.server_address[1], flush=True)
SERVER.serve_forever()
