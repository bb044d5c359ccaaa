"""Adversaries of Mimi, run against a live server over HTTP (`mimi attack`).

An attacker here is generous to itself: it knows the whole graph of friends, the rule, who sits in
which circle and who was online when, which no real one does. What it must not know is who wrote;
that only counts how often it was right. It speaks HTTP and may import the public client and its
town, never the server (a contract that `make check` holds); a thief
also has the disk. Each attack is one class;
`attacks/every.py` lists them.
"""

from attacks.attack import Attack
from attacks.besiege import Siege, Unsuitable, besiege
from attacks.every import names, towns
from attacks.finding import Finding
from attacks.report import page
from attacks.thief import Thief

__all__ = ["Attack", "Finding", "Siege", "Thief", "Unsuitable", "besiege", "names", "page", "towns"]
