import { render } from "preact";
import { App } from "./app";
import { loadAll } from "./kit/later";
import { keepShell } from "./kit/shell";
import { startOnline } from "./kit/online";
import { recallPlace } from "./kit/place";
import { startPreferences } from "./kit/preferences";
import { startRouter } from "./kit/router";
import { start } from "./start";
import "./style/index.css";
import "./style/joining.css";

startPreferences();
recallPlace();
startOnline();
startRouter();
render(<App />, document.getElementById("app")!);
void start().finally(loadAll).finally(keepShell);
