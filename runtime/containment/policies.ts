import { isSameJson, type JsonObject, jsonOf, objectOf, textAt } from "../json";
import type { Incident } from "./incident";

/** Longest auth policy that VPC Lattice takes, in bytes (PutAuthPolicy). */
export const longestAuthPolicyBytes = 10_000;

/** Moment before every session: a policy with it revokes none. */
const beforeAll = "2000-01-01T00:00:00Z";

/** Statement id that names an incident: letters and digits only. */
const containedSid = (incident: string): string => `Contained${incident.replace("inc-", "")}`;

/** Time as conditions of policies have it: whole seconds, which is what sessions are dated by. */
export const policyTime = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

const revokeOlder = (cutOff: string) => ({
  Sid: "RevokeOlderSessions",
  Effect: "Deny",
  Action: ["*"],
  Resource: ["*"],
  Condition: { DateLessThan: { "aws:TokenIssueTime": cutOff } },
});

/** A policy of denials. */
const documentOf = (statements: readonly unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** What the program puts into every role: in force for no session. */
export const inertRevocation: string = documentOf([revokeOlder(beforeAll)]);

/**
 * Denies a role everything: its sessions from before the cut-off for good, and those begun later while the role is
 * contained, which a cut-off alone would let through (IR-98, I4).
 */
export const containedRevocation = (incident: string, cutOff: string): string =>
  documentOf([
    revokeOlder(cutOff),
    { Sid: containedSid(incident), Effect: "Deny", Action: ["*"], Resource: ["*"] },
  ]);

/** Whether a role's policy is what containing it for an incident left, with whichever cut-off. */
export function isContainedBy(text: string, incident: string): boolean {
  return isSameJson(text, containedRevocation(incident, cutOffOf(text)));
}

/** The latest cut-off that a role's policy has; before every session where it has none. */
export function cutOffOf(text: string): string {
  const cutOffs = statementsOf(text).flatMap(
    (statement) => textAt(statement, "Condition", "DateLessThan", "aws:TokenIssueTime") ?? [],
  );
  return latest([beforeAll, ...cutOffs.filter(isTime)]);
}

/** The latest of some times. */
export const latest = (times: readonly [string, ...string[]]): string =>
  times.reduce((one, other) => (Date.parse(other) > Date.parse(one) ? other : one));

const isTime = (text: string): boolean => !Number.isNaN(Date.parse(text));

/**
 * A role's policy once it is released: what it was before, with a later cut-off. Sessions from before the release stay
 * revoked: a cut-off that went back would revive what was stolen (I4).
 */
export function releasedRevocation(saved: string, cutOff: string): string {
  const others = statementsOf(saved).filter((statement) => !isRevokeOlder(statement));
  return documentOf([revokeOlder(latest([cutOffOf(saved), cutOff])), ...others]);
}

/** Whether a role's policy is what it was before, but for a later cut-off. */
export function isReleased(text: string, saved: string): boolean {
  return isSameJson(text, saved) || isSameJson(text, releasedRevocation(saved, cutOffOf(text)));
}

const isRevokeOlder = (statement: JsonObject): boolean =>
  isSameJson(
    JSON.stringify(statement),
    JSON.stringify(revokeOlder(cutOffOf(documentOf([statement])))),
  );

function statementsOf(text: string): readonly JsonObject[] {
  const statement = objectOf(jsonOf(text))?.["Statement"];
  const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  return list.map(objectOf).filter((each) => each !== undefined);
}

/**
 * An auth policy with a leading denial for everybody. What it said before is still in it, so that it can be restored even
 * where nothing could be saved.
 */
export function deniedAuthPolicy(text: string, { id }: Pick<Incident, "id">): string {
  const denial = {
    Sid: containedSid(id),
    Effect: "Deny",
    Principal: "*",
    Action: ["vpc-lattice-svcs:Invoke"],
    Resource: ["*"],
  };
  const document = objectOf(jsonOf(text)) ?? { Version: "2012-10-17" };
  return JSON.stringify({ ...document, Statement: [denial, ...statementsOf(text)] });
}

/** The auth policy without that denial; undefined when it does not begin with it. */
export function admittedAuthPolicy(
  text: string,
  incident: Pick<Incident, "id">,
): string | undefined {
  const document = objectOf(jsonOf(text));
  const [first, ...rest] = statementsOf(text);
  if (document === undefined || textAt(first, "Sid") !== containedSid(incident.id)) {
    return undefined;
  }
  return JSON.stringify({ ...document, Statement: rest });
}
