"""What each role may do to what this room keeps; to which of it, `visible_to` of each noun says."""

from .models import Role


def named(actions: str, *kinds: str) -> set[str]:
    """`named("add view", "people.location")` → people.add_location, people.view_location."""
    return {
        ".".join([kind.split(".")[0], f"{act}_{kind.split('.')[1]}"])
        for kind in kinds
        for act in actions.split()
    }


OF_ROLE = {
    Role.OFFICE: named("add change view", "people.location", "people.membership")
    | named("view", "people.auditentry"),
    Role.COORDINATOR: named("view", "people.location", "people.auditentry")
    | named("add change view", "people.membership"),
}
