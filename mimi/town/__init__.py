"""A simulated community: members with friends, secrets and photos, who live over the HTTP API.

It speaks to the server as everybody does, through `mimi.client`; seeded, so a town is repeatable.
"""
