import { render } from "preact";
import { startPreferences } from "../kit/preferences";
import "../style/apart.css";
import { apartWords } from "../words/apart-here";
import { AboutMe } from "./about-me";

startPreferences();
void apartWords().finally(() => render(<AboutMe />, document.getElementById("app")!));
