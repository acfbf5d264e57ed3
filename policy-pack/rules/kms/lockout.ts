import type { CheckContext, JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { Document, Statement } from "../../iam/document";
import { namesAction, speaksOf } from "../../iam/effective/reach";
import { all, any, decided, type Truth } from "../../iam/effective/truth";
import { documentsOf } from "../../iam/locations";
import { type PrincipalForm, principalForm } from "../../iam/principal-forms";

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
  const denials = document.statements.filter((each) => deniesEverybody(each) !== "no");
  const denial = denials.find((each) => deniesEverybody(each) === "yes");
  if (denial !== undefined) {
    const message = "The statement denies kms:PutKeyPolicy to everybody.";
    const fix = "Exempt an administrator from the denial.";
    return [{ verdict: "fail", path: denial.path, message, fix }];
  }
  const changes = any(document.statements.map(allowsChange));
  if (changes === "no") {
    return [{ verdict: "fail", path, message: "The policy allows kms:PutKeyPolicy to nobody." }];
  }
  if (changes === "maybe")
    return [undecided(path, "Whether anybody may change the policy is unknown.")];
  return denials.map((each) =>
    undecided(each.path, "Whether the statement denies kms:PutKeyPolicy to everybody is unknown."),
  );
}

// A denial by exclusion, or under a condition, spares somebody.
function deniesEverybody(statement: Statement): Truth {
  const { effect, effectUnknown, conditions, conditionUnknown, actions, principals } = statement;
  return all([
    effectUnknown ? "maybe" : decided(effect === "Deny"),
    conditionUnknown ? "maybe" : decided(conditions.length === 0),
    any(actions.map((entry) => namesAction(entry, change))),
    any(principals.map((principal) => isEverybody(principalForm(principal)))),
  ]);
}

const isEverybody = ({ kind }: PrincipalForm): Truth =>
  kind === "unknown" ? "maybe" : decided(kind === "everybody");

function allowsChange(statement: Statement): Truth {
  const { effect, effectUnknown, principals, notPrincipals, unknown } = statement;
  if (unknown) return "maybe";
  return all([
    effectUnknown ? "maybe" : decided(effect === "Allow"),
    speaksOf(statement, change),
    any([
      decided(notPrincipals.length > 0),
      ...principals.map((principal) => isPerson(principalForm(principal))),
    ]),
  ]);
}

// A service changes no policies of its own accord.
const isPerson = ({ kind }: PrincipalForm): Truth =>
  kind === "unknown" ? "maybe" : decided(kind !== "service" && kind !== "service-pattern");
