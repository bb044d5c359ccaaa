"""A server on which nothing is looked at: what the week is held against, and never for people."""

from mimi import app, serve
from mimi.settings import load

LOOKING = ("looks", "rumours")

if __name__ == "__main__":
    app.JOBS[:] = [job for job in app.JOBS if job.name not in LOOKING]
    serve.serve(load())
