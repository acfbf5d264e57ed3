import type { CheckContext, JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { Document, Statement } from "../../iam/document";
import { holding } from "../../iam/key-actions";
import { documentsOf } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";

const change = "kms:putkeypolicy";

/** Somebody can always change a key's policy, and AWS checks that. */
export const lockout: ResourceRule = {
  id: "kms/lockout",
  title: "Nobody is locked out of a key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [
    "aws:kms/key:Key",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  why: "A key whose policy nobody may change can be neither corrected nor deleted, and only AWS support can help.",
  fix: "Leave bypassPolicyLockoutSafetyCheck out, and allow kms:PutKeyPolicy to an administrator or to the account root.",
  decides:
    "Whether the safety check is bypassed, and whether the policy allows kms:PutKeyPolicy to nobody, to services only, or denies it to everybody.",
  cannotDecide: "Whether the named administrator exists, and conditions that nobody can meet.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["SC-12", "SC-12(1)"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a key policy that allows kms:PutKeyPolicy to the account root",
    fail: "bypassPolicyLockoutSafetyCheck: true",
  },
  check: (resource, context) => [
    ...judgeBypass(resource.properties["bypassPolicyLockoutSafetyCheck"]),
    ...judgePolicies(resource, context),
  ],
};

function judgeBypass(value: Value | undefined): readonly Observation[] {
  const path = "/bypassPolicyLockoutSafetyCheck";
  if (isUnknown(value)) {
    return [
      { verdict: "undecided", path, message: "Whether the safety check is bypassed is unknown." },
    ];
  }
  if (value !== true && value !== "true") return [];
  const fix = "Remove bypassPolicyLockoutSafetyCheck.";
  return [{ verdict: "fail", path, message: "AWS's check against lockout is bypassed.", fix }];
}

function judgePolicies(resource: JudgedResource, context: CheckContext): readonly Observation[] {
  return documentsOf(resource, context)
    .filter(({ kind }) => kind === "key")
    .flatMap(({ path, document }) => judgeDocument(document, path));
}

function judgeDocument(document: Document, path: string): readonly Observation[] {
  if (document.kind === "unknown") {
    return [
      undecided(document.path, "The document is unknown and nothing declares its statements."),
    ];
  }
  // A document that cannot be read is reported as such.
  if (document.statements.length === 0 && document.problems.length > 0) return [];
  const denial = document.statements.find(deniesEverybody);
  if (denial !== undefined) {
    const message = "The statement denies kms:PutKeyPolicy to everybody.";
    return [
      {
        verdict: "fail",
        path: denial.path,
        message,
        fix: "Exempt an administrator from the denial.",
      },
    ];
  }
  const allows = document.statements.filter(({ effect }) => effect === "Allow");
  if (allows.some(allowsChange)) return [];
  return allows.some(isPartlyUnknown)
    ? [undecided(path, "Whether anybody may change the policy is unknown.")]
    : [{ verdict: "fail", path, message: "The policy allows kms:PutKeyPolicy to nobody." }];
}

const deniesEverybody = (statement: Statement): boolean =>
  statement.effect === "Deny" &&
  statement.conditions.length === 0 &&
  !statement.conditionUnknown &&
  statement.principals.some((principal) => principalForm(principal).kind === "everybody") &&
  holding(statement, [change]).length > 0;

function allowsChange(statement: Statement): boolean {
  const isThere = holding(statement, [change]).length > 0 || statement.notActions.length > 0;
  const isPerson = statement.principals.some((principal) => {
    const { kind } = principalForm(principal);
    return kind !== "service" && kind !== "service-pattern" && kind !== "unknown";
  });
  return isThere && (isPerson || statement.notPrincipals.length > 0);
}

const isPartlyUnknown = ({ unknown, actions, principals }: Statement): boolean =>
  unknown ||
  actions.some(({ kind }) => kind === "unknown") ||
  principals.some(({ entry }) => entry.kind === "unknown");
