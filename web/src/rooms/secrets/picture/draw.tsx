/**
 * A secret as a picture, drawn on this device. It has the words, the scene or photo, and our name in
 * both languages; not when, where, from whom, or who passes it on: the sizes do not follow this
 * device's, nor its language. What remains of the device is how its fonts draw letters.
 */
import { render } from "preact";

import { encoded } from "../../../kit/photo";
import type { Card } from "../../../kit/types";
import { languageOf, sizeOf } from "../lettering";
import { INK, PALETTES, partsOf } from "../looks/looks";
import { Scene } from "../looks/scene";
import { brightest } from "../photo";
import { LID, scrimFor } from "../scrim";
import { linesOf } from "./lines";

const [WIDTH, HEIGHT, SCALE] = [360, 640, 3];
const PIXELS = { huge: 42, large: 33, middle: 26, small: 21, tiny: 18 } as const;
const NAME = "Mimi 秘密";

/** Raises Problem. */
export async function pictureOf(card: Card): Promise<File> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [WIDTH * SCALE, HEIGHT * SCALE];
  const pen = canvas.getContext("2d")!;
  pen.scale(SCALE, SCALE);
  const model = document.createElement("div");
  model.className = "picture";
  render(<Model card={card} />, document.body.appendChild(model));
  try {
    drawSky(pen, card.look);
    pen.drawImage(await drawn(model.querySelector("svg")!), 0, 0, WIDTH, HEIGHT);
    if (card.photo) await drawPhoto(pen, card.photo);
    drawWords(pen, model.querySelector("p")!);
  } finally {
    render(null, model);
    model.remove();
  }
  return new File([await encoded(canvas)], "mimi.jpg", { type: "image/jpeg" });
}

/** Set by the browser out of sight, as it sets a card. */
function Model({ card: { look, secret, text } }: { card: Card }) {
  const size = sizeOf(text);
  return (
    <>
      <Scene look={look} seed={secret} />
      <p class={`words words-${size}`} dir="auto" lang={languageOf(text)} style={{ fontSize: `${PIXELS[size]}px` }}>
        {text}
      </p>
    </>
  );
}

function drawSky(pen: CanvasRenderingContext2D, look: string): void {
  const sky = pen.createLinearGradient(0, 0, 0, HEIGHT);
  PALETTES[partsOf(look).colour].sky.forEach((tone, at) => sky.addColorStop([0, 0.55, 1][at]!, tone));
  fill(pen, sky);
}

async function drawn(svg: SVGSVGElement): Promise<HTMLImageElement> {
  svg.setAttribute("width", `${WIDTH * SCALE}`);
  svg.setAttribute("height", `${HEIGHT * SCALE}`);
  const source = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  const address = URL.createObjectURL(source);
  try {
    return await loaded(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

/** As it lies behind a card: over all of it, and as dark as words need it. */
async function drawPhoto(pen: CanvasRenderingContext2D, address: string): Promise<void> {
  const image = await loaded(address).catch(() => null);
  if (!image) return; // the scene is there, as on the card
  const by = Math.max(WIDTH / image.width, HEIGHT / image.height);
  const [width, height] = [image.width * by, image.height * by];
  pen.drawImage(image, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  fill(pen, `rgb(8 6 12 / ${scrimFor(brightest(image))})`);
  pen.globalCompositeOperation = "darken";
  fill(pen, LID);
  pen.globalCompositeOperation = "source-over";
}

function fill(pen: CanvasRenderingContext2D, style: string | CanvasGradient): void {
  pen.fillStyle = style;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

function drawWords(pen: CanvasRenderingContext2D, words: HTMLElement): void {
  while (words.scrollHeight > words.clientHeight && parseFloat(words.style.fontSize) > 8) {
    words.style.fontSize = `${parseFloat(words.style.fontSize) - 1}px`;
  }
  const { fontWeight, fontSize, fontFamily, direction } = getComputedStyle(words);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  pen.direction = direction as CanvasDirection;
  [pen.textAlign, pen.textBaseline, pen.fillStyle] = ["left", "middle", INK];
  for (const { text, left, middle } of linesOf(words)) pen.fillText(text, left, middle);
  [pen.font, pen.direction, pen.textAlign] = [`500 14px ${fontFamily}`, "ltr", "center"];
  pen.fillText(NAME, WIDTH / 2, HEIGHT - 34);
}
