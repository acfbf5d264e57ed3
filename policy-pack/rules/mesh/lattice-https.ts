import type { Observation, ResourceRule } from "../../engine/rule";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Lattice listeners and targets speak HTTPS. */
export const latticeHttps: ResourceRule = {
  id: "mesh/lattice-https",
  title: "VPC Lattice encrypts to its services and targets",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:vpclattice/listener:Listener", "aws:vpclattice/targetGroup:TargetGroup"],
  why: "Plain HTTP can be read and changed on its way; with TLS_PASSTHROUGH the auth policy cannot see the request.",
  fix: 'Set the protocol to "HTTPS".',
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: { pass: 'protocol: "HTTPS"', fail: 'protocol: "HTTP"' },
  check: ({ type, properties }): readonly Observation[] => {
    if (properties["type"] === "LAMBDA") return [];
    const path = type.endsWith(":Listener") ? ["protocol"] : ["config", "protocol"];
    const reading = read(properties, ...path);
    const pointer = `/${path.join("/")}`;
    if (reading.kind === "unknown") {
      return [{ verdict: "undecided", path: pointer, message: "The protocol is unknown." }];
    }
    const protocol = reading.kind === "known" ? reading.value : undefined;
    if (protocol === "HTTPS") return [];
    const shown = typeof protocol === "string" ? protocol : "not set";
    return [{ verdict: "fail", path: pointer, message: `The protocol is ${shown}.` }];
  },
};
