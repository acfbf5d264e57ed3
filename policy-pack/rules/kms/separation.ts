import type {
  CheckContext,
  JudgedResource,
  Observation,
  StackObservation,
  StackRule,
} from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { Statement } from "../../iam/document";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { wholeResources } from "../../iam/effective/evidence";
import { pairOf, placeOf } from "../../iam/effective/holdings";
import { namesAction } from "../../iam/effective/reach";
import { all, any, decided, type Truth } from "../../iam/effective/truth";
import { administration, holding, isEveryKeyAction, use } from "../../iam/key-actions";
import { holdersOf } from "../../iam/key-holders";
import { documentsOf, documentTypes } from "../../iam/locations";
import { type PrincipalForm, principalForm } from "../../iam/principal-forms";
import { type IdentityRights, identityRights } from "../../kms/identity-rights";

/** Nobody both administers a key and uses it. */
export const separation: StackRule = {
  id: "kms/separation",
  title: "Administration and use of a key are separate",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([...documentTypes, ...permissionTypes])],
  why: "Who may change a key's policy or delete the key, and decrypt with it, needs nobody's consent to read or destroy the data.",
  fix: "Give administration and use to different roles.",
  decides:
    "Whether one user or role, named as principal or by an exact aws:PrincipalArn, has an action of administration and one of cryptographic use in the same key policy; and whether a role or user has both by its identity policies, on a key of the stack whose policy leaves both to them.",
  cannotDecide:
    "One right by key policy and the other by identity policy, rights by grants, keys that policies name by id, identity policies that are unknown (other rules say so), and whether two roles are the same people. Every action at once is a matter of iam/wildcard-action and kms/root-delegation.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["AC-5", "SC-12", "AC-6(5)"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "role admin with kms:PutKeyPolicy, role reader with kms:Decrypt",
    fail: "role admin with kms:PutKeyPolicy and kms:Decrypt",
  },
  check: (stack, context) => [
    ...stack
      .ofType(...documentTypes)
      .flatMap((resource) =>
        judgePolicies(resource, context).map((observation) => ({ resource, ...observation })),
      ),
    ...identityRights(stack, context).map(byIdentity),
  ],
};

function byIdentity({ principal, key, administering, using }: IdentityRights): StackObservation {
  const used = pairOf(using);
  const message = `The ${principal.kind} ${principal.name} administers key ${key.name} (${pairOf(administering)}) and uses it (${used}).`;
  const evidence = [placeOf(administering), ...wholeResources([key])];
  const resource = using.source.carrier;
  return { resource, verdict: "fail", path: using.path, message, evidence, value: used };
}

function judgePolicies(resource: JudgedResource, context: CheckContext): readonly Observation[] {
  return documentsOf(resource, context)
    .filter(({ kind }) => kind === "key")
    .flatMap(({ document }) =>
      document.kind === "unknown"
        ? [undecided(document.path, "The document is unknown and nothing declares its statements.")]
        : judge(resource, document.statements),
    );
}

/** Where somebody was given something. */
interface Grant {
  readonly holder: string;
  readonly path: string;
  readonly action: string;
  /** Whether a denial that is partly unknown may take it away. */
  readonly isDoubtful: boolean;
}

/** Who was given some of the actions, and where somebody may have been given them who is not known. */
interface Given {
  readonly grants: readonly Grant[];
  readonly open: readonly string[];
}

function judge({ urn }: JudgedResource, statements: readonly Statement[]): readonly Observation[] {
  const administrators = given(statements, administration);
  const users = given(statements, use);
  const byHolder = firstOfEach(administrators.grants);
  const both = [...firstOfEach(users.grants)].flatMap(([holder, user]) => {
    const administrator = byHolder.get(holder);
    return administrator === undefined ? [] : [{ administrator, user }];
  });
  const isOpen = users.grants.length + users.open.length > 0;
  const isAdministered = administrators.grants.length + administrators.open.length > 0;
  const open = [...(isAdministered ? users.open : []), ...(isOpen ? administrators.open : [])];
  return [
    ...both.map((pair) => observation(urn, pair)),
    ...[...new Set(open)].map((path) =>
      undecided(path, "Whether somebody both administers the key and uses it is unknown."),
    ),
  ];
}

// The first grant of each holder that is certain; without one, the first.
const firstOfEach = (grants: readonly Grant[]): ReadonlyMap<string, Grant> =>
  new Map(
    [...grants]
      .reverse()
      .sort((left, right) => Number(right.isDoubtful) - Number(left.isDoubtful))
      .map((grant) => [grant.holder, grant]),
  );

function observation(
  urn: string,
  { administrator, user }: { readonly administrator: Grant; readonly user: Grant },
): Observation {
  const { holder, path, action } = user;
  const doubt = [administrator, user].some(({ isDoubtful }) => isDoubtful);
  const message = `${holder} administers the key (${administrator.action}) and uses it (${action})${doubt ? ", unless a denial that is partly unknown says otherwise" : ""}.`;
  const fix = `Take ${action} from ${holder}, or give its administration to another role.`;
  const evidence = [{ urn, path: administrator.path }];
  const verdict = doubt ? "undecided" : "fail";
  return { verdict, path, message, fix, evidence, value: `${holder} ${action}` };
}

function given(statements: readonly Statement[], wanted: readonly string[]): Given {
  const found = statements
    .filter(({ effect }) => effect === "Allow")
    .map((statement) => ({
      entries: holding(statement, wanted).filter(({ text }) => !isEveryKeyAction(text)),
      holders: holdersOf(statement),
    }))
    .filter(({ entries }) => entries.length > 0);
  const grants = found.flatMap(({ entries, holders }) =>
    holders.named.flatMap((holder) =>
      entries.map(({ path, text }) => ({ holder, path, action: text })),
    ),
  );
  return {
    grants: grants.flatMap((grant) => {
      const denied = any(statements.map((statement) => denies(statement, grant)));
      return denied === "yes" ? [] : [{ ...grant, isDoubtful: denied === "maybe" }];
    }),
    open: found.flatMap(({ holders }) => holders.open),
  };
}

// A denial under a condition, or by exclusion, is read at its narrowest: it takes nothing away for certain.
function denies(denial: Statement, { holder, action }: Pick<Grant, "holder" | "action">): Truth {
  const { effect, effectUnknown, conditions, conditionUnknown, actions, principals } = denial;
  return all([
    effectUnknown ? "maybe" : decided(effect === "Deny"),
    conditionUnknown ? "maybe" : decided(conditions.length === 0),
    any(actions.map((entry) => namesAction(entry, action.toLowerCase()))),
    any(principals.map((principal) => isFor(principalForm(principal), holder))),
  ]);
}

function isFor(form: PrincipalForm, holder: string): Truth {
  if (form.kind === "unknown") return "maybe";
  return decided(form.kind === "everybody" || (form.kind === "identity" && form.arn === holder));
}
