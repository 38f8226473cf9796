"""What xAPI 1.0.3 asks of the statements that we write, as a JSON schema of our own.

Written from the text of the specification (xAPI-Data.md, 1.0.3); the number of the section stands at each part.
Stricter in one thing: no property is allowed that we do not write.
"""

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
IRI = {"type": "string", "pattern": '^[a-z][a-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$'}  # 2.2: with a scheme
TAG = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"  # RFC 5646, by the lengths of its tokens (2.2)


def thing(required: list[str], **properties) -> dict:
    """An object with these properties and no other (2.2)."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


#: 4.2: RFC 5646 tag → text
LANGUAGE_MAP = {
    "type": "object",
    "propertyNames": {"pattern": TAG},
    "additionalProperties": {"type": "string", "minLength": 1},
    "minProperties": 1,
}
#: 2.4.2.1, by an account: 2.4.2.4
AGENT = thing(
    ["account"],
    objectType={"const": "Agent"},
    account=thing(["homePage", "name"], homePage=IRI, name={"type": "string", "minLength": 1}),
)
#: 2.4.4.1
ACTIVITY = thing(
    ["id"],
    objectType={"const": "Activity"},
    id=IRI,
    definition=thing([], type=IRI, name=LANGUAGE_MAP),
)
#: 2.4.4.3
REFERENCE = thing(["objectType", "id"], objectType={"const": "StatementRef"}, id={"pattern": UUID})
#: 2.4.5.1; that raw lies between min and max no schema can say
SCORE = thing(
    [],
    scaled={"type": "number", "minimum": -1, "maximum": 1},
    raw={"type": "number"},
    min={"type": "number"},
    max={"type": "number"},
)
#: 2.4.5
RESULT = thing(
    [],
    score=SCORE,
    success={"type": "boolean"},
    completion={"type": "boolean"},
    response={"type": "string"},
    duration={"type": "string", "pattern": r"^P(?=.)(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)$"},  # 4.6
)
ACTIVITIES = {"type": "array", "items": ACTIVITY, "minItems": 1}
#: 2.4.6
CONTEXT = thing(
    [],
    registration={"type": "string", "pattern": UUID},
    platform={"type": "string"},
    language={"type": "string", "pattern": TAG},
    contextActivities=thing([], parent=ACTIVITIES, grouping=ACTIVITIES),  # 2.4.6.2
)
#: 2.4
STATEMENT = thing(
    ["id", "actor", "verb", "object", "timestamp"],
    id={"type": "string", "pattern": UUID},  # 2.4.1
    actor=AGENT,
    verb=thing(["id", "display"], id=IRI, display=LANGUAGE_MAP),  # 2.4.3
    object={"oneOf": [ACTIVITY, REFERENCE]},
    result=RESULT,
    context=CONTEXT,
    timestamp={  # 2.4.7 and 4.5: ISO 8601 with a zone, which is not -00, -0000 or -00:00
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+]\d\d:\d\d|-(?!00:00)\d\d:\d\d)$",
    },
)
# 2.3.2: what voids has a StatementRef as its object; 2.4.6: platform only where the object is an activity
STATEMENT |= {
    "if": {
        "properties": {
            "object": {"required": ["objectType"], "properties": {"objectType": {"const": "StatementRef"}}}
        }
    },
    "then": {
        "not": {"required": ["context"]},
        "properties": {"verb": {"properties": {"id": {"pattern": "/voided$"}}}},
    },
    "else": {"properties": {"verb": {"not": {"properties": {"id": {"pattern": "/voided$"}}}}}},
}
