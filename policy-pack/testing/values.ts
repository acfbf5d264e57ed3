import { unknownSentinels, type Value } from "../engine/value";

const [boolean = "", number = "", text = "", array = "", asset = "", archive = "", object = ""] =
  unknownSentinels;

/** What the engine sends for a value that is not known yet, by the kind of the value. */
export const unknown = { boolean, number, string: text, array, asset, archive, object } as const;

/** A value marked secret, as the engine sends it. The runtime removes the mark before a rule sees the value. */
export function secret(value: Value): Value {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
