"""The commands, each read when it is called: who tells a secret does not wait for the server's
modules, and a server holds no attack."""

from typing import Any

from cyclopts import App

from mimi.client.cli import app as member


class Commands(App):
    """What it lists has to be read first."""

    def help_print(self, *given: Any, **named: Any) -> None:
        self.resolved_commands()
        super().help_print(*given, **named)


app = Commands(name="mimi", help="An anonymous network among friends.", version_flags=[])
app.update(member)  # sign-in, tell, feed and what else a member does

# Module and function of `mimi.commands`.
for command in (
    *("server:serve", "server:doctor", "server:openapi"),
    *("trying:demo", "trying:town"),
    *("keeping:backup", "keeping:restore", "keeping:keys"),
    *("people:roster", "people:moderators", "people:bans", "people:newcomers"),
    *("attack:attack", "care:care", "graphs:circles"),
):
    app.command(f"mimi.commands.{command}")
app.command("mimi.commands.graphs:graphs", name="graph")


if __name__ == "__main__":
    app()
