"""What can be done to a coalition, its places, its members and its seats?"""

from coalitions.collectives.operations.coalitions import (
    CannotCreate,
    CannotEdit,
    archive_coalition,
    create_coalition,
    edit_coalition,
)
from coalitions.collectives.operations.invitations import (
    CannotAccept,
    CannotInvite,
    accept_invitation,
    invite_person,
    withdraw_invitation,
)
from coalitions.collectives.operations.members import (
    CannotAddMember,
    CannotEnd,
    add_member,
    add_members,
    end_membership,
    withdraw_members,
)
from coalitions.collectives.operations.places import CannotAddPlace, add_place, end_place
from coalitions.collectives.operations.seal import CannotBreakSeal, break_seal
from coalitions.collectives.operations.seats import CannotGiveSeat, end_seat, give_seat

__all__ = [
    "CannotAccept",
    "CannotAddMember",
    "CannotAddPlace",
    "CannotBreakSeal",
    "CannotCreate",
    "CannotEdit",
    "CannotEnd",
    "CannotGiveSeat",
    "CannotInvite",
    "accept_invitation",
    "add_member",
    "add_members",
    "add_place",
    "archive_coalition",
    "break_seal",
    "create_coalition",
    "edit_coalition",
    "end_membership",
    "end_place",
    "end_seat",
    "give_seat",
    "invite_person",
    "withdraw_invitation",
    "withdraw_members",
]
