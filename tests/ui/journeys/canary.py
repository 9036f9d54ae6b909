# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that stand nowhere else, typed into places of the programs, and what looks for them afterwards: in logs, databases, files, settings,
what went to the centre, and every packet of the machine."""
import os
import random
import re
import socket
import sqlite3
import struct
import threading

# linux/if_packet.h and asm-generic/socket.h, which Python does not name.
SOL_PACKET, PACKET_STATISTICS, SO_RCVBUFFORCE = 263, 6, 33
# Of this run alone: somebody else's packets are none of it.
MARK = "zq" + "".join(random.choice("bcdfghjklmnpqrstvwxz") for _ in range(6))
WORD = re.compile(MARK.encode() + rb"\d{3}")


class Words:
    """What was typed where, and where it may stand afterwards: "desk:TABLE.COLUMN", "setting:KEY", "centre:TABLE.COLUMN", "line"."""

    def __init__(self):
        self.typed = {}

    def new(self, place, *keeps):
        word = f"{MARK}{len(self.typed):03}"
        self.typed[word] = (place, set(keeps))
        return word

    def places(self):
        return {place for place, _ in self.typed.values()}

    def faults(self, where, content):
        """A line for each word that stands in what lies there and may not. Of what is kept, whoever may stand there is not told."""
        for word in sorted({found.decode() for found in WORD.findall(content)}):
            place, keeps = self.typed.get(word, (f"nowhere ({word})", set()))
            if where not in keeps:
                yield f"what was typed in “{place}” stands in {where}"


class Line:
    """A port that leads to another, and keeps what goes either way."""

    def __init__(self, target):
        self.target, self.kept = target, bytearray()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                near = self.socket.accept()[0]
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            for a, b in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(a, b), daemon=True).start()

    def _carry(self, source, sink):
        try:
            while data := source.recv(65536):
                self.kept += data
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Packets:
    """Every packet of every interface, where this user may read them: the words that were in one."""

    def __init__(self):
        self.found, self.read = set(), 0
        try:
            self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        except (OSError, AttributeError):
            self.socket = None
            return
        try:
            self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
        except OSError:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                data = self.socket.recv(1 << 17)
            except OSError:
                return
            self.read += 1
            self.found.update(WORD.findall(data))

    def lost(self):
        """How many packets came faster than they were read, since it was last asked."""
        return struct.unpack("II", self.socket.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1] if self.socket is not None else 0

    def close(self):
        if self.socket is not None:
            self.socket.close()


def columns(path):
    """(table.column, what stands there) of a database, where one of the words stands."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for column in [r[1] for r in database.execute(f"PRAGMA table_info({table})")]:
                for (value,) in database.execute(f"SELECT CAST({column} AS TEXT) FROM {table} WHERE instr(CAST({column} AS TEXT), ?)", (MARK,)):
                    yield f"{table}.{column}", value.encode()


def files(folder):
    """(path, content) of every file; names in UTF-16 count too."""
    for path, _, names in os.walk(folder):
        for name in names:
            if os.path.isfile(os.path.join(path, name)):  # not the keyring's socket
                with open(os.path.join(path, name), "rb") as file:
                    content = file.read()
                yield os.path.join(path, name), content + content.replace(b"\0", b"")


def settings(path):
    """(key, value) of the settings in a file."""
    with open(path, "rb") as file:
        for row in file:
            key, _, value = row.partition(b"=")
            yield key.decode(errors="replace"), value
