import type { Properties, Value } from "../engine/value";
import { isUnknown, numberOf, pointer, textOf } from "../engine/value";
import { everyPort, everyProtocol, type NumberRange, type Traffic } from "./boxes";
import type { Block } from "./intervals";

/** Protocols and ports that a rule or an entry selects. */
export interface Selected {
  /** Protocols by IANA number. */
  readonly protocols: NumberRange;
  /** Ports; for ICMP type × 256 + code. */
  readonly ports: NumberRange;
}

type Path = readonly (string | number)[];

/** What reading protocol and ports gives. */
export type Selection =
  | ({ readonly kind: "known" } & Selected)
  | {
      readonly kind: "unknown";
      /** JSON pointer of the unknown property. */
      readonly path: string;
      /** The most it can select. */
      readonly widest: Selected;
    }
  | {
      readonly kind: "malformed";
      /** JSON pointer of the malformed property. */
      readonly path: string;
      /** What is wrong. */
      readonly message: string;
    };

/** Numbers of the protocols that rules treat in a way of their own. */
export const protocolNumbers = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

// Source: IANA "Assigned Internet Protocol Numbers", with the spellings that the AWS provider accepts.
const names: Readonly<Record<string, number>> = {
  ...protocolNumbers,
  "ipv6-icmp": 58,
  igmp: 2,
  ipencap: 4,
  egp: 8,
  igp: 9,
  dccp: 33,
  ipv6: 41,
  rsvp: 46,
  gre: 47,
  esp: 50,
  ah: 51,
  skip: 57,
  eigrp: 88,
  ospf: 89,
  ipip: 94,
  etherip: 97,
  pim: 103,
  vrrp: 112,
  l2tp: 115,
  sctp: 132,
  udplite: 136,
};

/** Protocols by IANA number; undefined when malformed. Absent means every protocol, as `-1` does. */
export function readProtocols(value: Value | undefined): NumberRange | undefined {
  if (value === undefined || value === null) return everyProtocol;
  const text = textOf(value).trim().toLowerCase();
  if (text === "-1" || text === "all") return everyProtocol;
  const number = (Object.hasOwn(names, text) ? names[text] : undefined) ?? numberOf(text);
  return Number.isInteger(number) && number >= 0 && number <= 255
    ? { from: number, to: number }
    : undefined;
}

/** Where ICMP type and code are written. */
export type IcmpProperties = readonly [type: string, code: string];

/** Security groups write ICMP type and code where other protocols have ports. */
export const groupIcmp: IcmpProperties = ["fromPort", "toPort"];

/** ACL entries have properties of their own for them. */
export const aclIcmp: IcmpProperties = ["icmpType", "icmpCode"];

/** The protocol and ports of a security-group rule or an ACL entry. */
export function readSelection(
  rule: Properties,
  path: Path,
  icmp: IcmpProperties = groupIcmp,
): Selection {
  const property = rule["ipProtocol"] === undefined ? "protocol" : "ipProtocol";
  const protocol = rule[property];
  const at = pointer([...path, property]);
  if (isUnknown(protocol)) {
    const widest = { protocols: everyProtocol, ports: everyPort };
    return { kind: "unknown", path: at, widest };
  }
  const protocols = readProtocols(protocol);
  if (protocols === undefined) {
    return { kind: "malformed", path: at, message: `${textOf(protocol)} is not a protocol.` };
  }
  // AWS ignores ports unless the protocol is TCP, UDP or ICMP (EC2 API Reference, "IpPermission").
  if (protocols.from !== protocols.to) return { kind: "known", protocols, ports: everyPort };
  switch (protocols.from) {
    case protocolNumbers.tcp:
    case protocolNumbers.udp:
      return readPorts(rule, path, protocols);
    case protocolNumbers.icmp:
    case protocolNumbers.icmpv6:
      return readTypes({ rule, path, icmp }, protocols);
    default:
      return { kind: "known", protocols, ports: everyPort };
  }
}

function readPorts(rule: Properties, path: Path, protocols: NumberRange): Selection {
  const first = portAt(rule, "fromPort", everyPort.from);
  const last = portAt(rule, "toPort", everyPort.to);
  const wrong = [first, last].find(({ kind }) => kind === "malformed");
  if (wrong !== undefined) {
    const shown = textOf(rule[wrong.property]);
    const at = pointer([...path, wrong.property]);
    return { kind: "malformed", path: at, message: `${shown} is not a port.` };
  }
  const ports = { from: first.number, to: last.number };
  const missing = [first, last].find(({ kind }) => kind === "unknown");
  if (missing !== undefined) {
    const at = pointer([...path, missing.property]);
    return { kind: "unknown", path: at, widest: { protocols, ports } };
  }
  if (ports.from > ports.to) {
    const message = `The ports ${String(ports.from)} to ${String(ports.to)} are in the wrong order.`;
    return { kind: "malformed", path: pointer([...path, "fromPort"]), message };
  }
  return { kind: "known", protocols, ports };
}

interface Port {
  readonly property: "fromPort" | "toPort";
  readonly kind: "known" | "unknown" | "malformed";
  readonly number: number;
}

// An absent port is read at its widest; 0 is a port like others.
function portAt(rule: Properties, property: Port["property"], widest: number): Port {
  const value = rule[property];
  if (isUnknown(value)) return { property, kind: "unknown", number: widest };
  const number = value === undefined || value === null ? widest : numberOf(value);
  const isPort = Number.isInteger(number) && number >= everyPort.from && number <= everyPort.to;
  return { property, kind: isPort ? "known" : "malformed", number };
}

interface IcmpRule {
  readonly rule: Properties;
  readonly path: Path;
  readonly icmp: IcmpProperties;
}

// Absent and -1 mean every type, and every code.
function readTypes({ rule, path, icmp }: IcmpRule, protocols: NumberRange): Selection {
  let ports = everyPort;
  for (const [index, property] of icmp.entries()) {
    const value = rule[property] ?? -1;
    const at = pointer([...path, property]);
    if (isUnknown(value)) return { kind: "unknown", path: at, widest: { protocols, ports } };
    const number = numberOf(value);
    if (!isOctet(number)) {
      const what = index === 0 ? "type" : "code";
      return { kind: "malformed", path: at, message: `${textOf(value)} is not an ICMP ${what}.` };
    }
    if (number === -1) break;
    const size = index === 0 ? 256 : 1;
    const from = ports.from + number * size;
    ports = { from, to: from + size - 1 };
  }
  return { kind: "known", protocols, ports };
}

const isOctet = (value: number): boolean => Number.isInteger(value) && value >= -1 && value <= 255;

/** Whether a selection leaves TCP or UDP with every port; port 0 is of no use to anybody. */
export const selectsEveryPort = ({ protocols, ports }: Selected): boolean =>
  protocols.from !== protocols.to ||
  (isTransport(protocols.from) && ports.from <= 1 && ports.to === everyPort.to);

const isTransport = (protocol: number): boolean =>
  protocol === protocolNumbers.tcp || protocol === protocolNumbers.udp;

/** The most that can be selected; undefined when the selection is malformed, which AWS refuses. */
export function widestOf(selection: Selection): Selected | undefined {
  switch (selection.kind) {
    case "known":
      return selection;
    case "unknown":
      return selection.widest;
    case "malformed":
      return undefined;
  }
}

/** Every protocol and port. */
export const everySelected: Selected = { protocols: everyProtocol, ports: everyPort };

/** A selection in words, as far as it is known. */
export function describeSelection(selection: Selection): string {
  switch (selection.kind) {
    case "known":
      return describeSelected(selection);
    case "unknown":
      return "unknown ports";
    case "malformed":
      return "malformed ports";
  }
}

/** A selection in words, such as `tcp 443` or `every protocol`. */
export function describeSelected({ protocols, ports }: Selected): string {
  if (protocols.from !== protocols.to) return "every protocol";
  const number = protocols.from;
  const name =
    Object.keys(names).find((key) => names[key] === number) ?? `protocol ${String(number)}`;
  if (!isTransport(number)) return name;
  if (ports.from <= 1 && ports.to === everyPort.to) return `every ${name} port`;
  return ports.from === ports.to
    ? `${name} ${String(ports.from)}`
    : `${name} ${String(ports.from)}-${String(ports.to)}`;
}

/** The packets between blocks over the selected protocols and ports. */
export const boxesOf = (blocks: readonly Block[], { protocols, ports }: Selected): Traffic =>
  blocks.map(({ family, first, last }) => ({
    family,
    addresses: { first, last },
    protocols,
    ports,
  }));
