"""YAML to plain words, lists and mappings, each with its line. The only module that knows PyYAML.

Every scalar stays the words that were written: YAML's own guesses would make 12 of the lot "0012", a truth value
of the lot "NO" and a number of "99.30" that has lost its last digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from coaverify.templates.problems import TemplateError

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]  # keys and places from the top
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed text. `lines`: where each key or entry stands, from 1."""

    value: Plain
    lines: dict[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int:
        """The line of an entry, or of the nearest one that it would stand in."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def tree_of(text: str, file: str) -> Tree:
    """Parse a text.

    Raises:
        TemplateError: where it is no YAML, says a key twice, or uses anchors.
    """
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise TemplateError(f"{file}: anchors and aliases (& and *) are not used here; write the words out.")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise TemplateError(_explained(error, file)) from error
    lines: dict[Path, int] = {}
    return Tree({} if node is None else _plain(node, (), lines, file), lines)


def _plain(node: yaml.Node, path: Path, lines: dict[Path, int], file: str) -> Plain:
    lines.setdefault(path, node.start_mark.line + 1)
    if len(path) > DEEPEST:
        raise TemplateError(f"{file}, line {node.start_mark.line + 1}: nested too deeply.")
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, number), lines, file) for number, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return str(node.value)
    mapping: dict[str, Plain] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise TemplateError(f"{file}, line {line}: a key is a single word followed by a colon.")
        if key.value in mapping:
            raise TemplateError(f"{file}, line {line}: {key.value!r} stands here for the second time; keep one.")
        lines[(*path, key.value)] = line
        mapping[key.value] = _plain(value, (*path, key.value), lines, file)
    return mapping


def _explained(error: yaml.YAMLError, file: str) -> str:
    if not isinstance(error, yaml.MarkedYAMLError):
        return f"{file}: this is no text that YAML allows ({error})."
    mark = error.problem_mark or error.context_mark
    line = f", line {mark.line + 1}" if mark else ""
    return (
        f"{file}{line}: this is no YAML ({error.problem}). Indent with spaces, not tabs; put words with a colon, "
        'a # or a bracket in quotes: label: "Lot #".'
    )
