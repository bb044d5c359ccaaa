import { render } from "preact";
import { App } from "./app";
import { loadAll } from "./kit/later";
import { startLanguage } from "./kit/preferences";
import { startRouter } from "./kit/router";
import { start } from "./start";
import "./style/index.css";
import "./style/joining.css";

startLanguage();
startRouter();
render(<App />, document.getElementById("app")!);
void start().then(loadAll);
