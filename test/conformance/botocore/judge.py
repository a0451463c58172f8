"""Holds what went over the wire to botocore's models of AWS.

Reads exchanges from standard input, one JSON object a line: service (its signing name), method, path, query, headers,
body, and of the answer status, answerHeaders, answerBody. Writes one JSON object a line for each: the operation, and in
`faults` each thing that botocore does not know or would not have sent.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from urllib.parse import parse_qsl, unquote

import botocore.parsers
import botocore.session
import botocore.validate

# Where botocore's name of a service is not the name that it signs with.
BOTOCORE_NAMES = {"servicequotas": "service-quotas"}

session = botocore.session.get_session()
models = {}


def model_of(signing_name):
    if signing_name not in models:
        models[signing_name] = session.get_service_model(BOTOCORE_NAMES.get(signing_name, signing_name))
    return models[signing_name]


def judge(exchange):
    model = model_of(exchange["service"])
    operation, params, faults = READERS[model.protocol](model, exchange)
    if operation.input_shape is not None:
        report = botocore.validate.ParamValidator().validate(params, operation.input_shape)
        if report.has_errors():
            faults.append("request: " + report.generate_report())
        faults.extend(f"request: {fault}" for fault in too_long(params, operation.input_shape, ""))
    faults.extend(judge_answer(model, operation, exchange))
    return {"service": exchange["service"], "operation": operation.name, "faults": faults}


# Requests


def read_form(model, exchange):
    form = dict(parse_qsl(exchange["body"], keep_blank_values=True))
    operation = model.operation_model(form.pop("Action"))
    version = form.pop("Version", None)
    faults = [] if version == model.api_version else [f"request: API version {version}"]
    params = Form(form, model.protocol).read(operation.input_shape)
    faults.extend(f"request: {name} is no member" for name in form)
    return operation, params, faults


class Form:
    """Takes out of a form what a shape knows; what is left in it then, nobody knows."""

    def __init__(self, form, protocol):
        self.form = form
        self.is_ec2 = protocol == "ec2"

    def read(self, shape):
        return self.structure("", shape) if shape is not None else {}

    def value(self, prefix, shape):
        if shape.type_name == "structure":
            return self.structure(prefix + ".", shape)
        if shape.type_name == "list":
            return self.list(prefix, shape)
        if shape.type_name == "map":
            return self.map(prefix, shape)
        return from_text(self.form.pop(prefix), shape)

    def structure(self, prefix, shape):
        found = {}
        for name, member in shape.members.items():
            full = prefix + self.name_of(name, member)
            if self.has(full):
                found[name] = self.value(full, member)
        return found

    def list(self, prefix, shape):
        # An empty list is sent as the bare name.
        if self.form.get(prefix) == "":
            self.form.pop(prefix)
            return []
        if not self.is_ec2:
            member_name = shape.member.serialization.get("name", "member")
            if not shape.serialization.get("flattened"):
                prefix = f"{prefix}.{member_name}"
            elif "name" in shape.member.serialization:
                prefix = ".".join([*prefix.split(".")[:-1], member_name])
        return self.numbered(prefix, lambda each: self.value(each, shape.member))

    def map(self, prefix, shape):
        key, value = (part.serialization.get("name", usual) for part, usual in ((shape.key, "key"), (shape.value, "value")))
        if not shape.serialization.get("flattened"):
            prefix += ".entry"
        read = lambda each: (self.form.pop(f"{each}.{key}"), self.value(f"{each}.{value}", shape.value))
        return dict(self.numbered(prefix, read))

    def numbered(self, prefix, read):
        values = []
        while self.has(f"{prefix}.{len(values) + 1}"):
            values.append(read(f"{prefix}.{len(values) + 1}"))
        return values

    def has(self, name):
        return name in self.form or any(key.startswith(name + ".") for key in self.form)

    def name_of(self, name, member):
        if not self.is_ec2:
            return member.serialization.get("name", name)
        own = member.serialization.get("queryName")
        other = member.serialization.get("name", name)
        return own or other[:1].upper() + other[1:]


def from_text(text, shape):
    """The value that a text on the wire stands for; the text itself where it stands for none, which no model takes."""
    readers = {"boolean": {"true": True, "false": False}.__getitem__, "integer": int, "long": int}
    try:
        return {**readers, "float": float, "double": float}.get(shape.type_name, str)(text)
    except (KeyError, ValueError):
        return text


def read_target(model, exchange):
    prefix, _, name = exchange["headers"]["x-amz-target"].partition(".")
    operation = model.operation_model(name)
    params = json.loads(exchange["body"] or "{}")
    faults = [] if prefix == model.metadata["targetPrefix"] else [f"request: target {prefix}"]
    faults.extend(f"request: {fault}" for fault in surplus_json(params, operation.input_shape, ""))
    return operation, params, faults


def read_rest(model, exchange):
    operation, in_path = operation_at(model, exchange["method"], exchange["path"])
    shape = operation.input_shape
    query = parse_qsl(exchange["query"], keep_blank_values=True)
    params, body, faults = {}, json.loads(exchange["body"] or "{}"), []
    by_query = {}
    for name, member in (shape.members if shape is not None else {}).items():
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri" and wire in in_path:
            params[name] = from_text(in_path[wire], member)
        elif location == "querystring":
            by_query[wire] = (name, member)
        elif location is None and wire in body:
            params[name] = body.pop(wire)
            faults.extend(f"request: {fault}" for fault in surplus_json(params[name], member, f".{name}"))
    for wire, text in query:
        if wire not in by_query:
            faults.append(f"request: {wire} is no parameter")
            continue
        name, member = by_query[wire]
        if member.type_name == "list":
            params.setdefault(name, []).append(from_text(text, member.member))
        else:
            params[name] = from_text(text, member)
    faults.extend(f"request: {name} is no member" for name in body)
    return operation, params, faults


def operation_at(model, method, path):
    for name in model.operation_names:
        operation = model.operation_model(name)
        uri = operation.http["requestUri"].split("?")[0]
        pattern = re.sub(r"\\\{([^}]+?)(\\\+)?\\\}", r"(?P<\1>[^/]+)", re.escape(uri))
        match = re.fullmatch(pattern, path)
        if operation.http["method"] == method and match:
            return operation, {key: unquote(value) for key, value in match.groupdict().items()}
    raise ValueError(f"no operation at {method} {path}")


READERS = {"query": read_form, "ec2": read_form, "json": read_target, "rest-json": read_rest}


# Botocore leaves these to the services: it looks at no maximum.


def too_long(value, shape, at):
    if shape.type_name == "structure":
        return [fault for name, each in value.items() for fault in too_long(each, shape.members[name], f"{at}.{name}")]
    most = shape.metadata.get("max")
    is_long = most is not None and shape.type_name in ("string", "list", "map") and len(value) > most
    faults = [f"{at} is longer than {most}"] if is_long else []
    if shape.type_name == "list":
        return faults + [fault for each in value for fault in too_long(each, shape.member, f"{at}[]")]
    if shape.type_name == "map":
        return faults + [fault for each in value.values() for fault in too_long(each, shape.value, f"{at}{{}}")]
    return faults


# Answers


def judge_answer(model, operation, exchange):
    body, shape = exchange["answerBody"], operation.output_shape
    answer = {"body": body.encode(), "headers": exchange["answerHeaders"], "status_code": exchange["status"]}
    try:
        parsed = botocore.parsers.create_parser(model.protocol).parse(answer, shape)
    except Exception as error:  # Whatever botocore makes of it is the finding.
        return [f"answer: botocore cannot read it: {error}"]
    if exchange["status"] >= 300:
        return [] if parsed.get("Error", {}).get("Code") else ["answer: an error without a code"]
    if model.protocol in ("query", "ec2"):
        surplus = surplus_xml_answer(ElementTree.fromstring(body), model.protocol, shape)
    else:
        surplus = surplus_json(json.loads(body or "{}"), shape, "")
    return [f"answer: {fault}" for fault in surplus]


def surplus_json(value, shape, at):
    """What is in a JSON value that its shape does not have, or has in another type."""
    if value is None:
        return []
    if shape is None:
        return [f"{at}{name} is no member" for name in value]
    if shape.type_name == "structure":
        if not isinstance(value, dict):
            return [f"{at} is no structure"]
        known = {member.serialization.get("name", name): member for name, member in shape.members.items()}
        return [
            fault
            for name, each in value.items()
            for fault in (
                surplus_json(each, known[name], f"{at}.{name}") if name in known else [f"{at}.{name} is no member"]
            )
        ]
    if shape.type_name == "list":
        return [fault for each in value for fault in surplus_json(each, shape.member, f"{at}[]")]
    if shape.type_name == "map":
        return [fault for each in value.values() for fault in surplus_json(each, shape.value, f"{at}{{}}")]
    expected = JSON_TYPES.get(shape.type_name, (str,))
    is_wrong = not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected)
    return [f"{at} is {type(value).__name__}, not {shape.type_name}"] if is_wrong else []


JSON_TYPES = {
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (int, float, str),
}


def surplus_xml_answer(root, protocol, shape):
    wrapper = shape.serialization.get("resultWrapper") if shape is not None else None
    own = {"query": {"ResponseMetadata"}, "ec2": {"requestId"}}[protocol]
    parts = [child for child in root if tag(child) not in own]
    if wrapper is None:
        # `return` is what EC2 answers with where there is nothing to say.
        return surplus_structure([part for part in parts if tag(part) != "return"], shape, "")
    return [fault for part in parts for fault in surplus_wrapped(part, wrapper, shape)]


def surplus_wrapped(part, wrapper, shape):
    return surplus_structure(list(part), shape, "") if tag(part) == wrapper else [f"{tag(part)} is not {wrapper}"]


def surplus_structure(children, shape, at):
    known = {}
    for name, member in (shape.members if shape is not None else {}).items():
        wire = member.serialization.get("name", name)
        if member.type_name == "list" and is_flattened(member):
            wire = member.member.serialization.get("name", wire)
        known[wire] = member
    return [
        fault
        for child in children
        for fault in (
            surplus_xml(child, known[tag(child)], f"{at}.{tag(child)}")
            if tag(child) in known
            else [f"{at}.{tag(child)} is no member"]
        )
    ]


def surplus_xml(node, shape, at):
    if shape.type_name == "structure":
        return surplus_structure(list(node), shape, at)
    if shape.type_name == "list":
        if is_flattened(shape):
            return surplus_xml(node, shape.member, at)
        name = shape.member.serialization.get("name", "member")
        return [
            fault
            for child in node
            for fault in (
                surplus_xml(child, shape.member, f"{at}[]") if tag(child) == name else [f"{at}.{tag(child)} is not {name}"]
            )
        ]
    if shape.type_name == "map":
        entries = [node] if shape.serialization.get("flattened") else list(node)
        value = shape.value.serialization.get("name", "value")
        return [
            fault
            for entry in entries
            for part in entry
            if tag(part) == value
            for fault in surplus_xml(part, shape.value, f"{at}{{}}")
        ]
    return [f"{at} is no {shape.type_name}"] if len(node) > 0 else []


def is_flattened(shape):
    return shape.serialization.get("flattened", False)


def tag(node):
    return node.tag.rpartition("}")[2]


for line in sys.stdin:
    print(json.dumps(judge(json.loads(line))))
