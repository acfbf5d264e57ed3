import * as ipaddr from "ipaddr.js";
import { EventPatternError } from "./error";

const allowed =
  "a range of IPv4 addresses such as 10.0.0.0/24, or of IPv6 addresses such as 2001:db8::/32";

// EventBridge's matcher (Event Ruler, class CIDR) refuses a range of a single address.
const maxBits = { ipv4: 31, ipv6: 127 } as const;

/**
 * The test of a `cidr` operand.
 * @throws {EventPatternError} when the operand is none.
 */
export function compileCidr(operand: unknown, path: string): (text: string) => boolean {
  const [network, bits, rest] = typeof operand === "string" ? operand.split("/") : [];
  const base = network === undefined ? undefined : addressOf(network);
  const length = bits !== undefined && /^\d{1,3}$/.test(bits) ? Number(bits) : undefined;
  if (base === undefined || length === undefined || rest !== undefined) {
    throw new EventPatternError(path, operand, allowed);
  }
  if (length > maxBits[base.kind()]) {
    throw new EventPatternError(path, operand, `${allowed}; a single address as plain text`);
  }
  return (text) => {
    const address = addressOf(text);
    return address?.kind() === base.kind() && address.match(base, length);
  };
}

/** Plain forms only: neither zones nor IPv4 addresses within IPv6 ones. */
function addressOf(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  }
  return /^[\da-f:]+$/i.test(text) && ipaddr.IPv6.isValid(text)
    ? ipaddr.IPv6.parse(text)
    : undefined;
}
