import type { Observation } from "../engine/rule";
import { isUnknown, listOf } from "../engine/value";
import { child, descendant, type Part } from "./app-mesh-types";

const fail = (path: string, message: string, fix: string): Observation => ({
  verdict: "fail",
  path,
  message,
  fix,
});

const undecided = (path: string, message: string): Observation => ({
  verdict: "undecided",
  path,
  message,
});

/** Judges the TLS policy of a call: enforced on every port, with trust and exact names. */
export function judgeClientPolicy(tls: Part): readonly Observation[] {
  if (isUnknown(tls.value)) return [undecided(tls.path, "The TLS policy of the call is unknown.")];
  if (tls.value === undefined) {
    const message = "Calls have no TLS policy and may go in the clear.";
    return [fail(tls.path, message, "Set clientPolicy.tls with enforce, trust and exact names.")];
  }
  return [
    ...judgeEnforce(child(tls, "enforce")),
    ...judgePorts(child(tls, "ports")),
    ...judgeTrust(descendant(tls, "validation", "trust")),
    ...judgeNames(descendant(tls, "validation", "subjectAlternativeNames", "match", "exacts")),
  ];
}

function judgeEnforce({ path, value }: Part): readonly Observation[] {
  if (isUnknown(value)) return [undecided(path, "Whether TLS is enforced is unknown.")];
  // Absent means true.
  if (value === undefined || value === true) return [];
  return [fail(path, "TLS is not enforced: calls may go in the clear.", "Set enforce to true.")];
}

function judgePorts({ path, value }: Part): readonly Observation[] {
  if (isUnknown(value)) return [undecided(path, "The ports with enforced TLS are unknown.")];
  const ports = listOf(value);
  if (ports.length === 0) return [];
  const message = `TLS is enforced on ${ports.map(String).join(", ")} only: other ports are in the clear.`;
  return [fail(path, message, "Remove ports: TLS is then enforced on every port.")];
}

function judgeTrust({ path, value }: Part): readonly Observation[] {
  if (isUnknown(value)) return [undecided(path, "The trusted authority is unknown.")];
  const hasSource = ["acm", "file", "sds"].some(
    (source) => child({ path, value }, source).value !== undefined,
  );
  if (hasSource) return [];
  const fix = "Set validation.trust to the authority that signs the callee's certificate.";
  return [fail(path, "No authority is trusted: any certificate would do.", fix)];
}

/** Judges the names a certificate must carry: at least one, each exact. */
export function judgeNames({ path, value }: Part): readonly Observation[] {
  if (isUnknown(value)) return [undecided(path, "The names of the certificate are unknown.")];
  const names = listOf(value);
  if (names.length === 0) {
    const message = "Any certificate of the trusted authority would do: no exact name is demanded.";
    return [fail(path, message, "Set subjectAlternativeNames.match.exacts to the peer's names.")];
  }
  return names.flatMap((name, index) => {
    const at = `${path}/${String(index)}`;
    if (isUnknown(name)) return [undecided(at, "The name of the certificate is unknown.")];
    if (typeof name === "string" && name !== "" && !name.includes("*")) return [];
    return [fail(at, `${JSON.stringify(name)} is not an exact name.`, "Name the peer in full.")];
  });
}
