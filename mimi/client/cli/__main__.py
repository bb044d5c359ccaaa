from mimi.client.cli import app

app()
