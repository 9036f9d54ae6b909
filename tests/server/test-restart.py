#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A restart on a socket that somebody else keeps (systemd does) loses no request. TAP. usage: test-restart.py TROLY_SERVER"""
import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = sys.argv[1]
RESTARTS, CLIENTS = 4, 4


def start(listener, folder):
    os.set_inheritable(listener.fileno(), True)
    script = f'exec 3<&{listener.fileno()}; LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" --data "$1"'
    process = subprocess.Popen(["sh", "-c", script, PROGRAM, folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               pass_fds=[listener.fileno()])
    process.stdout.readline()
    return process


def ask(port, stop, faults, count):
    while not stop.is_set():
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/v1/openapi.json")
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status != 200:
                faults.append(str(answer.status))
        except (OSError, http.client.HTTPException) as error:
            faults.append(repr(error))
        count.append(1)


def main():
    faults, count, codes, stop = [], [], [], threading.Event()
    with tempfile.TemporaryDirectory(prefix="troly-restart-") as folder, socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        with open(os.path.join(folder, "server.conf"), "w", encoding="utf-8") as settings:
            settings.write("[server]\naddress-rate=0\n")
        process = start(listener, folder)
        threads = [threading.Thread(target=ask, args=(listener.getsockname()[1], stop, faults, count)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for _ in range(RESTARTS):
            time.sleep(0.4)
            process.send_signal(signal.SIGTERM)
            codes.append(process.wait())
            process.stdout.close()
            process = start(listener, folder)
        stop.set()
        for thread in threads:
            thread.join()
        process.send_signal(signal.SIGTERM)
        codes.append(process.wait())
        process.stdout.close()
    for fault in faults[:10]:
        print(f"# {fault}")
    good = not faults and len(count) > RESTARTS and set(codes) == {0}
    print(f"# {len(count)} requests, exit status {codes}\n1..1\n{'ok' if good else 'not ok'} 1 a-restart-loses-no-request")
    return 0 if good else 1


sys.exit(main())
