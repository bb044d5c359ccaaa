import { render } from "preact";
import { App } from "./app";
import { startLanguage } from "./kit/preferences";
import { startRouter } from "./kit/router";
import { start } from "./start";
import "./style/index.css";

startLanguage();
startRouter();
render(<App />, document.getElementById("app")!);
void start();
