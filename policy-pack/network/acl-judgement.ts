import type { JudgedStack, StackResource } from "../engine/rule";
import { type AclEntry, aclEntries, aclTypes } from "./acl-entries";
import { evaluateAcl } from "./acl-evaluation";
import { addressesAt, addressesAtEvery, type NumberRange, overlap, type Traffic } from "./boxes";
import { isAnywhere } from "./intervals";
import { protocolNumbers } from "./protocols";

/** One direction of one ACL, with entries that may belong to it. */
export interface AclDirection {
  /** Key of the ACL as in `AclEntries.byAcl`. */
  readonly acl: string;
  /** Direction. */
  readonly egress: boolean;
  /** Its entries, and those that may belong to it. */
  readonly entries: readonly AclEntry[];
  /** What passes for certain. */
  readonly certain: Traffic;
  /** What passes at most. */
  readonly possible: Traffic;
}

/** Both directions of every ACL but default ones, which have a rule of their own. */
export function aclDirections(stack: JudgedStack): readonly AclDirection[] {
  const { byAcl, unattached } = aclEntries(stack);
  return [...byAcl]
    .filter(([acl]) => !isDefaultAcl(stack.byUrn(acl)))
    .flatMap(([acl, own]) => {
      // An entry that may belong to the ACL has no certain place in it.
      const loose = unattached
        .filter(({ candidates }) => candidates.length === 0 || candidates.includes(acl))
        .map((entry) => ({ ...entry, number: undefined }));
      return [false, true].map((egress) => ({
        acl,
        egress,
        entries: [...own, ...loose].filter(
          (entry) => entry.egress === undefined || entry.egress === egress,
        ),
        ...evaluateAcl([...own, ...loose], egress),
      }));
    });
}

const isDefaultAcl = (resource: StackResource | undefined): boolean =>
  resource !== undefined && resource.type !== aclTypes.acl;

/** Whether anybody may use every port of TCP or of UDP. Port 0 is of no use. */
export const opensEverything = (traffic: Traffic, family: 4 | 6): boolean =>
  transports.some((protocol) =>
    isAnywhere(addressesAtEvery(traffic, { family, protocol, ports: usablePorts }), family),
  );

const usablePorts: NumberRange = { from: 1, to: 65535 };

const transports = [protocolNumbers.tcp, protocolNumbers.udp] as const;

/** Ports that replies go to (VPC User Guide, "Ephemeral ports"). */
export const ephemeralPorts: NumberRange = { from: 1024, to: 65535 };

/** Whether anybody may use some port of a range, of TCP or of UDP. */
export const opensPartOf = (traffic: Traffic, family: 4 | 6, ports: NumberRange): boolean =>
  transports.some((protocol) =>
    traffic
      .filter((box) => box.family === family && overlap(box.ports, ports))
      .some((box) => {
        const port = Math.max(box.ports.from, ports.from);
        return isAnywhere(addressesAt(traffic, { family, protocol, port }), family);
      }),
  );

/** The ports of a list that anybody may use over TCP. */
export const portsOpenToAnybody = (
  traffic: Traffic,
  family: 4 | 6,
  ports: readonly number[],
): readonly number[] =>
  ports.filter((port) =>
    isAnywhere(addressesAt(traffic, { family, protocol: protocolNumbers.tcp, port }), family),
  );
