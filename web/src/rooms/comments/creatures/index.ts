import type { ComponentType } from "preact";

import type { Creature } from "../masks";
import { Elephant, Frog, Octopus, Panda, Penguin, Whale } from "./far";
import { Bear, Deer, Fox, Hedgehog, Owl } from "./forest";
import { Cat, Duck, Hare, Mouse, Sheep } from "./home";
import type { Paint } from "./parts";

export const DRAWN: Record<Creature, ComponentType<Paint>> = {
  fox: Fox, cat: Cat, owl: Owl, hare: Hare, bear: Bear, panda: Panda, deer: Deer, frog: Frog,
  mouse: Mouse, hedgehog: Hedgehog, penguin: Penguin, whale: Whale, octopus: Octopus,
  sheep: Sheep, elephant: Elephant, duck: Duck,
};
