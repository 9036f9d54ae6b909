#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""server/openapi.json: its form, that it names the routes of the program and no others, and that what the program answers is what it
says. TAP. usage: test-openapi.py SOURCE_ROOT TROLY_SERVER"""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not installed")
    sys.exit(0)

ROOT, PROGRAM = sys.argv[1], sys.argv[2]
with open(os.path.join(ROOT, "server/openapi.json"), encoding="utf-8") as handle:
    DOCUMENT = json.load(handle)
METHODS = {"get", "put", "post", "delete"}
UUID = "0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f"


def operations():
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


def validator(name):
    return jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]})


def the_form_is_openapi_3_1():
    if DOCUMENT["openapi"] != "3.1.0" or not {"title", "version"} <= set(DOCUMENT["info"]):
        yield "no OpenAPI 3.1 document"
    for method, path, operation in operations():
        if method not in METHODS:
            yield f"{path}: no method {method}"
        if not operation.get("summary") or not operation.get("responses"):
            yield f"{method} {path}: summary and responses are needed"
        for status, response in operation["responses"].items():
            if not re.fullmatch("[1-5][0-9][0-9]", status) or not response.get("description"):
                yield f"{method} {path}: response {status}"
        named = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        if named != set(re.findall(r"\{(\w+)\}", path)):
            yield f"{method} {path}: parameters of the path"
        for requirement in operation["security"]:
            for name in requirement:
                if name not in DOCUMENT["components"]["securitySchemes"]:
                    yield f"{method} {path}: no security scheme {name}"
    for name, schema in DOCUMENT["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
    for reference in references(DOCUMENT):
        if reference.rsplit("/", 1)[1] not in DOCUMENT["components"]["schemas"]:
            yield f"{reference} leads nowhere"


def every_route_is_described_and_no_other():
    with open(os.path.join(ROOT, "server/api/tl-api.c"), encoding="utf-8") as source:
        routes = set(re.findall(r'\{ "([A-Z]+)", "([^"]+)"', source.read()))
    described = {(method.upper(), path) for method, path, _ in operations()}
    for method, path in sorted(routes - described):
        yield f"{method} {path} is not described"
    for method, path in sorted(described - routes):
        yield f"{method} {path} is described and not there"


class Server:
    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="troly-openapi-")
        self.process = subprocess.Popen([PROGRAM, "--data", self.folder.name, "--port", "0"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.getheader("Content-Type", ""), data


def answers_are_what_is_described():
    """Without a sign-in: every operation; what is signed in is validated in test-server.c by its own words."""
    bodies = {"post /v1/session/challenge": [json.dumps({"device": UUID}), "{", json.dumps({"device": UUID, "x": 1}), "[" * 50],
              "post /v1/session": [json.dumps({"device": UUID, "challenge": "a", "signature": "b"}), "{}", "null", "x" * 300000]}
    with Server() as server:
        for method, path, operation in operations():
            for body in bodies.get(f"{method} {path}", [None]):
                status, kind, data = server.call(method.upper(), path.replace("{id}", UUID).replace("{day}", "2026-01-01"), body)
                described = operation["responses"].get(str(status))
                if described is None:
                    yield f"{method} {path}: {status} is not described"
                    continue
                wanted = next(iter(described.get("content", {})), None)
                if wanted and not kind.startswith(wanted):
                    yield f"{method} {path}: {status} is {kind}"
                if wanted == "application/json" and "$ref" in described["content"][wanted]["schema"]:
                    name = described["content"][wanted]["schema"]["$ref"].rsplit("/", 1)[1]
                    for fault in validator(name).iter_errors(json.loads(data)):
                        yield f"{method} {path}: {status}: {fault.message}"


RULES = [the_form_is_openapi_3_1, every_route_is_described_and_no_other, answers_are_what_is_described]


def main():
    failed = 0
    print(f"1..{len(RULES)}")
    for number, rule in enumerate(RULES, 1):
        faults = list(rule())
        for fault in faults:
            print(f"# {fault}")
        failed += bool(faults)
        print(f"{'not ok' if faults else 'ok'} {number} {rule.__name__.replace('_', '-')}")
    return 1 if failed else 0


sys.exit(main())
