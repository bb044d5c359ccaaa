"""One device of one member."""

from mimi.client.keeping import Keeping
from mimi.client.membership import Membership
from mimi.client.reading import Reading
from mimi.client.reporting import Reporting


class Device(Membership, Keeping, Reading, Reporting):
    """Everything a member can do. Each verb is one request, or says so."""
