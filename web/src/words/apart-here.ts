/** Brings the words of the pages that are not for members, of which the members' page knows no file. */
import { bring, type Part } from ".";

const apart: Part = {
  "zh-Hans": () => import("virtual:words/apart/zh-Hans"),
  "zh-Hant": () => import("virtual:words/apart/zh-Hant"),
  en: () => import("virtual:words/apart/en"),
};

export const apartWords = (of?: keyof Part) => bring(apart, of);
