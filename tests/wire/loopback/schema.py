"""Holds requests against Discord's own OpenAPI description, where the file is there."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

SPEC = Path(__file__).resolve().parents[4] / "shared" / "discord" / "openapi.json"


@lru_cache(maxsize=1)
def _spec() -> dict[str, Any] | None:
    return json.loads(SPEC.read_text("utf-8")) if SPEC.is_file() else None


@lru_cache(maxsize=1)
def _routes() -> list[tuple[re.Pattern[str], str, dict[str, Any]]]:
    spec = _spec()
    if spec is None:
        return []
    routes = []
    # literal segments before parameters, so that messages/@original is not taken for a message id
    for template, item in sorted(spec["paths"].items(), key=lambda kv: kv[0].count("{")):
        pattern = re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", template) + "$")
        routes.append((pattern, template, item))
    return routes


@lru_cache(maxsize=256)
def _validator(template: str, method: str, content: str) -> Any:
    import jsonschema

    spec = _spec()
    assert spec is not None
    operation = spec["paths"][template][method]
    body = operation.get("requestBody", {}).get("content", {})
    if content not in body:
        return None
    schema = body[content].get("schema", {}) | {"components": spec["components"]}
    return jsonschema.Draft202012Validator(_lenient(schema))


def _lenient(schema: Any) -> Any:
    """The description's `oneOf` unions overlap (two object types without a discriminator): take them as anyOf."""
    if isinstance(schema, dict):
        return {("anyOf" if k == "oneOf" else k): _lenient(v) for k, v in schema.items()}
    if isinstance(schema, list):
        return [_lenient(v) for v in schema]
    return schema


def violations(
    method: str, path: str, query: dict[str, str], body: Any, content: str = "application/json"
) -> list[str]:
    """What is wrong with this request by the description; empty where nothing is, or where there is no description."""
    if _spec() is None:
        return []
    for pattern, template, item in _routes():
        if pattern.match(path) and method.lower() in item:
            found = _query(item[method.lower()], query, f"{method} {template}")
            if body is None:
                if item[method.lower()].get("requestBody", {}).get("required"):
                    found.append(f"{method} {template}: no body")
                return found
            validator = _validator(template, method.lower(), content) or _validator(
                template, method.lower(), "application/json"
            )
            if validator is None:
                return [*found, f"{method} {template}: takes no {content} body"]
            found += [
                f"{method} {template}: {'/'.join(map(str, e.absolute_path))}: {e.message[:300]}"
                for e in validator.iter_errors(body)
            ]
            return found + _unknown(item[method.lower()], body, f"{method} {template}")
    return [f"{method} {path}: no such route"]


def _query(operation: dict[str, Any], query: dict[str, str], where: str) -> list[str]:
    known = {p["name"] for p in operation.get("parameters", []) if p.get("in") == "query"}
    return [f"{where}: unknown query parameter {name}" for name in query if name not in known]


def _unknown(operation: dict[str, Any], body: Any, where: str) -> list[str]:
    """The description allows further keys everywhere; a key it has never heard of is a mistake all the same."""
    if not isinstance(body, dict):
        return []
    known: set[str] = set()
    _collect(operation["requestBody"]["content"].get("application/json", {}).get("schema", {}), known, 0)
    return [f"{where}: unknown key {key}" for key in body if known and key not in known]


def _collect(schema: dict[str, Any], known: set[str], depth: int) -> None:
    if depth > 4:
        return
    if "$ref" in schema:
        spec = _spec()
        assert spec is not None
        schema = spec["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    known.update(schema.get("properties", {}))
    for union in ("oneOf", "anyOf", "allOf"):
        for part in schema.get(union, []):
            _collect(part, known, depth + 1)
