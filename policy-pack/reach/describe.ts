import { type Traffic, unionOf } from "../network/boxes";
import { describeSelected } from "../network/protocols";

const mostShown = 3;

/** Packets in words, such as `tcp 443, udp 53`. */
export function describeTraffic(traffic: Traffic): string {
  const texts = [...new Set(unionOf(traffic).map(describeSelected))];
  const shown = texts.slice(0, mostShown).join(", ");
  return texts.length > mostShown ? `${shown} and ${String(texts.length - mostShown)} more` : shown;
}
