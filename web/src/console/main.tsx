import { render } from "preact";
import { startPreferences } from "../kit/preferences";
import { startRouter } from "../kit/router";
import "../style/apart.css";
import { apartWords } from "../words/apart-here";
import { Console } from "./console";
import "./console.css";

startPreferences();
startRouter();
void apartWords().finally(() => render(<Console />, document.getElementById("app")!));
