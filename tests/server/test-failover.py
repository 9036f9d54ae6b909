#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole of it on one machine: workstations (the application's own code), a line that loses and doubles, nginx, several
troly-servers, a PostgreSQL and its synchronous standby. Workstations and servers are killed, PostgreSQL restarts, the primary is
killed and the standby promoted. In the end every item is there once, in the order of its workstation.

usage: test-failover.py TROLY-SERVER OUTBOX-DRIVER FAULT-CENTRE [CLIENTS ITEMS SECONDS]

SECONDS: how long things are killed; after it everything runs until the last item was sent. Prints TAP."""
import glob
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SERVER, DRIVER, LINE = [os.path.realpath(a) for a in sys.argv[1:4]]
CLIENTS, ITEMS, SECONDS = [int(a) for a in (sys.argv[4:7] or ["6", "12", "15"])]
SERVERS = 3
FOUND = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[-2]))
FAULTS = "pass pass pass pass pass lost twice reset cut 503"


def as_user(*command):
    """PostgreSQL does not run as root."""
    return (["runuser", "-u", "nobody", "--"] if os.getuid() == 0 else []) + list(command)


def run(*command):
    done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stdout}")
    return done.stdout


def free_port():
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return own.getsockname()[1]


def wait_for_port(port):
    for _ in range(3000):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"nothing listens on {port}")


def processes():
    """(number, number of its parent) of all."""
    found = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as handle:
                found.append((int(path.split("/")[2]), int(handle.read().rsplit(")", 1)[1].split()[1])))
        except OSError:
            continue
    return found


class Postgres:
    """One of two; its socket is in its folder."""

    def __init__(self, folder):
        self.folder, self.data = folder, os.path.join(folder, "data")
        os.mkdir(folder)
        os.chmod(folder, 0o755)
        if os.getuid() == 0:
            shutil.chown(folder, "nobody")

    def tool(self, name, *arguments):
        return run(*as_user(os.path.join(FOUND[-1], name), *arguments))

    def configure(self):
        text = f"""listen_addresses = ''
unix_socket_directories = '{self.folder}'
max_connections = 120
synchronous_commit = on
fsync = off
wal_sender_timeout = 5s
"""
        run(*as_user("sh", "-c", f"cat >>'{self.data}/postgresql.conf' <<'END'\n{text}END"))

    def make(self):
        self.tool("initdb", "-D", self.data, "-U", "troly", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self.configure()
        self.start()

    def follow(self, primary):
        """Becomes the synchronous standby of another."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.tool("pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "-d",
                  f"host={primary.folder} user=troly application_name=standby")
        self.configure()
        self.start()
        primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        primary.ask("SELECT pg_reload_conf()")
        for _ in range(600):
            if primary.ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == "1":
                return
            time.sleep(0.1)
        raise RuntimeError("the standby does not follow")

    def start(self):
        self.tool("pg_ctl", "-D", self.data, "-l", f"{self.folder}/log", "-w", "-t", "120", "start")

    def stop(self, mode):
        self.tool("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def pid(self):
        with open(f"{self.data}/postmaster.pid", encoding="utf-8") as handle:
            return int(handle.readline())

    def kill(self):
        """As the power goes."""
        pid = self.pid()
        started = [child for child in processes() if child[1] == pid]
        os.kill(pid, signal.SIGKILL)
        # What it has started ends by itself when it sees that.
        for _ in range(600):
            if not any(os.path.exists(f"/proc/{number}") for number, _ in started):
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL goes on without its first process")

    def promote(self):
        # There is nobody to wait for until another follows.
        run(*as_user("sh", "-c", f"echo \"synchronous_standby_names = ''\" >>'{self.data}/postgresql.auto.conf'"))
        self.tool("pg_ctl", "-D", self.data, "-w", "promote")
        self.ask("SELECT pg_reload_conf()")

    def ask(self, statement):
        return self.tool("psql", "-h", self.folder, "-U", "troly", "-Atqc", statement, "postgres").strip()


class Centre:
    def __init__(self, folder):
        self.folder, self.data = folder, os.path.join(folder, "centre")
        os.makedirs(os.path.join(folder, "records"))
        os.mkdir(self.data)
        self.primary, self.standby = Postgres(os.path.join(folder, "a")), Postgres(os.path.join(folder, "b"))
        self.primary.make()
        self.standby.follow(self.primary)
        self.line_port, self.nginx_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.line_port}"
        hosts = f"{self.primary.folder},{self.standby.folder}"
        with open(f"{self.data}/server.conf", "w", encoding="utf-8") as handle:
            handle.write(f"[server]\npublic-urls={self.url}\naddress-rate=0\ndevice-rate=0\ntrusted-proxies=10.0.0.1\n"
                         f"database=postgresql:///postgres?host={hosts}&user=troly&target_session_attrs=read-write\n")
        run(SERVER, "keygen", "--data", self.data)
        self.ports = [free_port() for _ in range(SERVERS)]
        self.servers = [None] * SERVERS
        self.log = open(f"{folder}/server.log", "a", encoding="utf-8")
        for i in range(SERVERS):
            self.start(i)
        self.nginx = self.start_nginx()
        self.set_faults(FAULTS)
        self.line = subprocess.Popen([sys.executable, LINE, str(self.line_port), str(self.nginx_port), f"{folder}/records"],
                                     stderr=subprocess.DEVNULL)
        wait_for_port(self.line_port)

    def set_faults(self, faults):
        with open(f"{self.folder}/records/.faults", "w", encoding="utf-8") as handle:
            handle.write(faults)
        os.rename(f"{self.folder}/records/.faults", f"{self.folder}/records/faults")

    def start(self, i):
        self.servers[i] = subprocess.Popen([SERVER, "serve", "--data", self.data, "--port", str(self.ports[i])],
                                           stdout=subprocess.DEVNULL, stderr=self.log)
        wait_for_port(self.ports[i])

    def end(self, i, number):
        self.servers[i].send_signal(number)
        self.servers[i].wait()

    def start_nginx(self):
        servers = "".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=1s;" for port in self.ports)
        path = f"{self.folder}/nginx.conf"
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(f"""daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/nginx.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {self.folder}/t1; proxy_temp_path {self.folder}/t2; fastcgi_temp_path {self.folder}/t3;
uwsgi_temp_path {self.folder}/t4; scgi_temp_path {self.folder}/t5;
upstream troly {{ {servers} keepalive 32; }}
server {{ listen 127.0.0.1:{self.nginx_port}; client_max_body_size 1m;
location / {{ proxy_pass http://troly; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
proxy_next_upstream error timeout http_503; proxy_connect_timeout 2s; proxy_read_timeout 20s; }} }} }}
""")
        process = subprocess.Popen(["nginx", "-c", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(self.nginx_port)
        return process

    def fail_over(self):
        self.primary.kill()
        self.standby.promote()
        self.primary, self.standby = self.standby, self.primary

    def close(self):
        self.nginx.terminate()  # a killed master leaves its workers behind
        self.nginx.wait()
        for process in [*self.servers, self.line]:
            if process is not None:
                process.kill()
                process.wait()
        for database in (self.primary, self.standby):
            subprocess.run(as_user(os.path.join(FOUND[-1], "pg_ctl"), "-D", database.data, "-m", "immediate", "stop"), cwd="/",
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


class Client:
    def __init__(self, centre, number):
        self.folder = f"{centre.folder}/client-{number}"
        os.mkdir(self.folder)
        run(SERVER, "enrol", "--data", centre.data, "--public-url", centre.url, "--name", "Nguyễn Thị Mẫu", "--unit", "TAND-01",
            "--unit-name", "Tòa án mẫu", "--role", "judge", "--out", f"{self.folder}/enrolment.json")
        self.process = None

    def start(self):
        with open(f"{self.folder}/told", "a", encoding="utf-8") as told, open(f"{self.folder}/errors", "a", encoding="utf-8") as errors:
            self.process = subprocess.Popen([DRIVER, f"{self.folder}/desk", f"{self.folder}/enrolment.json", str(ITEMS), "200"],
                                            stdout=told, stderr=errors)

    def told(self):
        """Ids of items that the desk had taken before it was killed."""
        with open(f"{self.folder}/told", encoding="utf-8") as handle:
            return [line for line in handle.read().split("\n") if len(line) == 36]


def torment(centre, clients, seconds):
    """Kills what there is to kill until the time is over. Returns how often what."""
    draw, count = random.Random(11), {}
    begin = time.monotonic()
    planned = [(0.35, "primary"), (0.5, "standby"), (0.65, "restart"), (0.85, "primary")]

    def one(name, action):
        action()
        count[name] = count.get(name, 0) + 1

    def restart_postgres():
        centre.primary.stop("immediate" if draw.random() < 0.5 else "fast")
        centre.primary.start()

    def kill_server(number):
        i = draw.randrange(SERVERS)
        centre.end(i, number)
        centre.start(i)

    def kill_client():
        client = draw.choice(clients)
        client.process.kill()
        client.process.wait()
        client.start()

    while time.monotonic() - begin < seconds:
        time.sleep(draw.uniform(0.05, 0.4))
        if planned and time.monotonic() - begin > planned[0][0] * seconds:
            what = planned.pop(0)[1]
            one({"primary": "primary killed, standby promoted", "standby": "new standby", "restart": "PostgreSQL restarted"}[what],
                {"primary": centre.fail_over, "standby": lambda: centre.standby.follow(centre.primary), "restart": restart_postgres}[what])
        elif draw.random() < 0.25:
            one("server killed", lambda: kill_server(signal.SIGKILL))
        elif draw.random() < 0.15:
            one("server ended", lambda: kill_server(signal.SIGTERM))
        else:
            one("workstation killed", kill_client)
    return count


def finish(centre, clients):
    """Everything was killed at once; then nothing disturbs any more."""
    for i in range(SERVERS):
        centre.end(i, signal.SIGKILL)
    centre.primary.stop("immediate")
    centre.primary.start()
    for i in range(SERVERS):
        centre.start(i)
    centre.set_faults("pass")
    begin = time.monotonic()
    for client in clients:
        # A workstation that waits for long because it was told to is started anew, as in the morning.
        for _ in range(60):
            try:
                client.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                client.process.kill()
                client.process.wait()
            if client.process.returncode == 0:
                break
            client.start()
    return time.monotonic() - begin


def check(centre, clients):
    wrong = []
    rows = [line.split("|") for line in centre.primary.ask("SELECT id, device, sequence, state FROM items ORDER BY seq").split("\n")]
    stored = {row[0] for row in rows}
    told = [identity for client in clients for identity in client.told()]
    if len(rows) != CLIENTS * ITEMS or len(stored) != len(rows):
        wrong.append(f"{len(rows)} rows, {len(stored)} ids, {CLIENTS * ITEMS} were handed over")
    if set(told) - stored:
        wrong.append(f"{len(set(told) - stored)} are lost")
    devices = {}
    for row in rows:
        devices.setdefault(row[1], []).append(int(row[2]))
    if len(devices) != CLIENTS:
        wrong.append(f"{len(devices)} workstations instead of {CLIENTS}")
    wrong += [f"{device}: {numbers}" for device, numbers in devices.items() if numbers != list(range(1, ITEMS + 1))]
    return wrong


def main():
    needed = [name for name in ("nginx",) if shutil.which(name) is None] + ([] if FOUND else ["PostgreSQL"])
    if needed:
        print(f"1..0 # SKIP {' and '.join(needed)} not installed")
        return 0
    print("1..1", flush=True)
    folder = tempfile.mkdtemp(prefix="troly-failover-", dir="/tmp")
    os.chmod(folder, 0o755)
    centre = None
    try:
        centre = Centre(folder)
        clients = [Client(centre, i) for i in range(CLIENTS)]
        for client in clients:
            client.start()
        count = torment(centre, clients, SECONDS)
        for name, times in sorted(count.items()):
            print(f"# {name}: {times} times")
        print(f"# sent {finish(centre, clients):.0f} s after the last of it", flush=True)
        wrong = check(centre, clients)
        for line in wrong:
            print(f"# {line}")
        print(f"{'not ' if wrong else ''}ok 1 - {CLIENTS * ITEMS} items of {CLIENTS} workstations are there once and in order")
        return 1 if wrong else 0
    finally:
        for client in locals().get("clients", []):
            if client.process is not None and client.process.poll() is None:
                client.process.kill()
        if centre is not None:
            centre.close()
        if os.environ.get("TROLY_KEEP") is None:
            shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
