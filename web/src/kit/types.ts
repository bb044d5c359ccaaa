/** What the server answers, in this page's words; the shapes are generated from its OpenAPI. */
import type { components } from "./api-types";

type Schemas = components["schemas"];

export type Rhythm = Required<Schemas["Rhythm"]>;
export type Place = Omit<Schemas["Place"], "rhythm"> & { rhythm: Rhythm };
export type SignedIn = Schemas["SignedInAs"];
export type Device = Schemas["Device"];
export type DeviceState = Device["state"];
export type Here = Schemas["Here"];
export type Ways = Schemas["Ways"];
export type Drawn = Schemas["Drawn"];
export type Tried = Schemas["Tried"];
export type Gate = Schemas["Gate"];
export type Circle = Schemas["CircleState"];
export type BatchOffer = Schemas["Batch"];
export type Purpose = BatchOffer["purpose"];
export type Evaluated = Schemas["Evaluated"];
export type Bulletin = Schemas["Bulletin"];
export type Talks = Schemas["Talks"];
export type BulletinLine = Schemas["Notice"];
export type Card = Schemas["Card"];
export type FeedPage = Schemas["Feed"];
export type Comment = Schemas["Comment"];
export type CommentPage = Schemas["Thread"];
export type ConsoleSession = Schemas["ConsoleSession"];
export type Challenge = Schemas["Challenge"];
export type Offer = Schemas["Offer"];
export type Numbered = Schemas["Numbered"];
export type TakedownOutcome = Schemas["TakedownOutcome"];
export type WaitingCase = Schemas["Waiting"];
export type OpenedCase = Schemas["Opened"];
export type Decided = Schemas["Decided"];
export type Outcome = Schemas["Deciding"]["outcome"];
export type Rule = Schemas["Deciding"]["rule"];
export type Act = Schemas["Act"];
export type Hit = Schemas["Hit"];
export type Takedown = Schemas["Takedown"];
