import { render } from "preact";
import { startPreferences } from "../kit/preferences";
import { startRouter } from "../kit/router";
import "../style/index.css";
import "../words/apart";
import { Console } from "./console";
import "./console.css";

startPreferences();
startRouter();
render(<Console />, document.getElementById("app")!);
