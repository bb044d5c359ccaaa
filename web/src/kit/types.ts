/** What the server answers, by hand until openapi-typescript writes it. Bytes are base64url. */

export interface Rhythm {
  edition: number;
  comments: number;
  counters: number;
  night: number;
  epoch: number;
  comment_tokens: number;
  post_tokens: number;
  token_rest: number;
  secret_life: number;
}

export interface Place {
  name: string;
  now: number;
  at_least: number;
  friends_needed: number;
  vouched: boolean;
  rhythm: Rhythm;
  rehearsal: boolean;
  token_key: string;
  region: string;
  url: string;
}

export type DeviceState = "open" | "waiting";

export interface SignedIn {
  state: DeviceState;
  opens_in_days: number;
  phone: string;
  session: string | null;
}

export interface Device {
  device: string;
  name: string;
  seen: string;
  this: boolean;
  state: DeviceState;
  opens_in_days: number;
}

export interface Gate {
  open: boolean;
  friends: "0-2" | "3-5" | "6-10" | "11+";
}

export interface Circle {
  state: "none" | "waiting" | "gathering" | "publishing";
  at_least: number;
}

export type Purpose = "post" | "comment";

export interface BatchOffer {
  label: string;
  purpose: Purpose;
  epoch: number;
  ends: number;
  tokens: number;
}

export interface Evaluated {
  label: string;
  evaluated: string[];
  proof: string;
}

export interface Bulletin {
  edition: number;
  secrets: BulletinLine[];
}

export interface BulletinLine {
  secret: string;
  edition: number;
  likes: number;
  shares: number;
  comments: number;
  needed: number;
}

export interface Card {
  secret: string;
  edition: number;
  text: string;
  look: string;
  photo: boolean;
  likes: number;
  shares: number;
  comments: number;
  public: boolean;
  near: boolean;
  label: string | null;
}

export interface FeedPage {
  cards: Card[];
  next: string | null;
  edition: number;
}

export interface Comment {
  comment: string;
  mask: number;
  text: string;
  by_author: boolean;
}

export interface CommentPage {
  comments: Comment[];
  next: string | null;
}
