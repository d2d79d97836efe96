"""Reads OpenTelemetry profiles with the messages that its maintainers publish (opentelemetry-proto), and holds them
against what they write about these: every table begins with an empty entry, every index is in its table."""

import base64
import json

from google.protobuf import json_format
from opentelemetry.proto.profiles.v1development import profiles_pb2 as profiles


def message(data, is_json):
    """The message of some bytes, which must have no field that the schema does not know."""
    if is_json:
        return json_format.ParseDict(without_hexadecimal(json.loads(data)), profiles.ProfilesData())
    found = profiles.ProfilesData.FromString(data)
    found.DiscardUnknownFields()
    assert found.ByteSize() == len(data), "%d of %d bytes are of no field" % (len(data) - found.ByteSize(), len(data))
    return found


def without_hexadecimal(document):
    """Ids are hexadecimal in OpenTelemetry's JSON, where other bytes of protobuf are base64."""
    for link in document["dictionary"]["linkTable"]:
        for key in ["traceId", "spanId"]:
            link[key] = base64.b64encode(bytes.fromhex(link[key])).decode()
    return document


def profile_sums(data):
    """{type: sum of its values}; names of all functions. Everything that can be held is held."""
    tables = data.dictionary
    need_tables(tables)
    sums = {}
    for resource in data.resource_profiles:
        keys = [attribute.key for attribute in resource.resource.attributes]
        assert "service.name" in keys, keys
        for scope in resource.scope_profiles:
            for profile in scope.profiles:
                name = tables.string_table[profile.sample_type.type_strindex]
                sums[name] = sums.get(name, 0) + profile_sum(profile, tables)
    return sums, [tables.string_table[function.name_strindex] for function in tables.function_table[1:]]


def profile_sum(profile, tables):
    total = 0
    in_range(profile.attribute_indices, tables.attribute_table, "attribute of a profile")
    for sample in profile.samples:
        in_range([sample.stack_index], tables.stack_table, "stack")
        in_range([sample.link_index], tables.link_table, "link")
        in_range(sample.attribute_indices, tables.attribute_table, "attribute")
        keys = [tables.attribute_table[index].key_strindex for index in sample.attribute_indices]
        assert len(set(keys)) == len(keys), "a key is there twice"
        assert len(sample.values) == 1, "%d values" % len(sample.values)
        total += sample.values[0]
    return total


def need_tables(tables):
    for name in ["mapping_table", "location_table", "function_table", "attribute_table", "stack_table"]:
        table = getattr(tables, name)
        assert table and table[0] == type(table[0])(), "%s does not begin with an empty entry" % name
    assert tables.string_table[0] == "", "the first text is not empty"
    link = tables.link_table[0]
    assert not any(link.trace_id) and not any(link.span_id), "the first link is not empty"
    strings = tables.string_table
    for stack in tables.stack_table:
        in_range(stack.location_indices, tables.location_table, "location")
    for location in tables.location_table:
        in_range([location.mapping_index], tables.mapping_table, "mapping")
        in_range(location.attribute_indices, tables.attribute_table, "attribute of a location")
        in_range([line.function_index for line in location.lines], tables.function_table, "function")
    for function in tables.function_table:
        in_range([function.name_strindex, function.system_name_strindex, function.filename_strindex], strings, "text")
    for mapping in tables.mapping_table:
        in_range([mapping.filename_strindex], strings, "file")
        in_range(mapping.attribute_indices, tables.attribute_table, "attribute of a mapping")
    for attribute in tables.attribute_table:
        in_range([attribute.key_strindex, attribute.unit_strindex], strings, "key")


def in_range(indices, table, what):
    for index in indices:
        assert 0 <= index < len(table), "%s %d of %d" % (what, index, len(table))
