/** All that is drawn by code, on one page: for tests/test_gallery.py and for whoever draws more. */
import { render } from "preact";

import { Mask } from "../src/rooms/comments/mask";
import { MASKS } from "../src/rooms/comments/masks";
import { COLOURS, look, TEXTURES } from "../src/rooms/secrets/looks/looks";
import { Scene } from "../src/rooms/secrets/looks/scene";
import { firstWords } from "../src/words";
import "../src/style/index.css";
import "./gallery.css";

const indices = Array.from({ length: MASKS }, (_, index) => index);
const looks = COLOURS.flatMap((colour) => TEXTURES.map((texture) => look(colour, texture)));

function Gallery() {
  return (
    <>
      <section id="masks">
        {indices.map((index) => (
          <Mask key={index} index={index} size={40} />
        ))}
      </section>
      <section id="looks">
        {looks.map((name) => (
          <div key={name} class="card" title={name}>
            <Scene look={name} seed={name} />
          </div>
        ))}
      </section>
    </>
  );
}

await firstWords(); // masks are told apart by their names
render(<Gallery />, document.body);
