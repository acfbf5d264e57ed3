import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { latticeTypes } from "../../mesh/lattice-types";

/** Lattice listeners and targets speak HTTPS. */
export const latticeHttps: ResourceRule = {
  id: "mesh/lattice-https",
  title: "VPC Lattice encrypts to its services and targets",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [latticeTypes.listener, latticeTypes.targetGroup],
  why: "Plain HTTP can be read and changed on its way; with TLS_PASSTHROUGH the auth policy cannot see the request.",
  fix: 'Set the protocol to "HTTPS".',
  decides: "Whether listeners and target groups of VPC Lattice have protocol HTTPS.",
  cannotDecide:
    "Lattice does not verify certificates of targets; function targets have no protocol and are not judged.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["SC-8", "SC-8(1)", "SC-23"] },
  params: {},
  since: "0.1.0",
  examples: { pass: 'protocol: "HTTPS"', fail: 'protocol: "HTTP"' },
  check: ({ type, properties }) => {
    const kind = properties["type"];
    if (type === latticeTypes.listener) return judge(read(properties, "protocol"), "/protocol");
    if (kind === "LAMBDA") return [];
    const observations = judge(read(properties, "config", "protocol"), "/config/protocol");
    // Only functions need no protocol, so an unknown kind decides whether its absence is wrong.
    return isUnknown(kind) ? observations.map(asUndecided) : observations;
  },
};

const asUndecided = (observation: Observation): Observation => ({
  ...observation,
  verdict: "undecided",
});

function judge(reading: ReturnType<typeof read>, path: string): readonly Observation[] {
  if (reading.kind === "unknown") {
    return [
      { verdict: "undecided", path, message: "The protocol is unknown: only HTTPS would pass." },
    ];
  }
  const protocol = reading.kind === "known" ? textOf(reading.value) : "not set";
  if (protocol === "HTTPS") return [];
  const reason =
    protocol === "TLS_PASSTHROUGH" ? ": the auth policy can see neither caller nor request" : "";
  return [{ verdict: "fail", path, message: `The protocol is ${protocol}${reason}.` }];
}
