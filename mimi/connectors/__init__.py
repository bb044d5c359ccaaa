"""Clients of others' services: one small file a provider, without any knowledge of Mimi's domain.

They take their account as an argument, time and chance too, and raise `Trouble`. What they need to
know of a person is one number or one code of a sign-in; nothing is kept, nothing is logged.
"""
