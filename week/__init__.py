"""A scripted week of harm in a town, lived over HTTP twice: moderated, and without (`make care`).

Members tell, read, like and report, moderators and jurors work, by stated chances; what came of
each harm is measured as everybody could see it. Like attackers, the week speaks HTTP and may import
the public client and the town, never the server (a contract that `make check` holds).
"""
