import { companionsOf } from "../../engine/companions";
import type {
  CheckContext,
  JudgedStack,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { namesCallers } from "../../iam/caller-limit";
import type { Statement } from "../../iam/document";
import { everyKeyAction } from "../../iam/key-actions";
import { documentsOf, documentTypes } from "../../iam/locations";
import { ownership, principalForm } from "../../iam/principal-forms";

const keyTypes = ["aws:kms/key:Key", "aws:kms/externalKey:ExternalKey"];

/** A key policy does not hand every action to the identity policies of the account. */
export const rootDelegation: StackRule = {
  id: "kms/root-delegation",
  title: "Keys are not delegated to the whole account",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: documentTypes,
  why: "With every action for the account root, any identity policy of the account decides over the key, and the key policy over nothing.",
  fix: "Give the account root actions of administration only, and name who uses the key.",
  decides:
    "Whether an Allow gives every KMS action to our own account root, or a key has no policy, which means the same.",
  cannotDecide:
    "Which identity policies use the delegation. Every action for anybody else is a matter of iam/wildcard-action, replicas without policy of kms/replica.",
  frameworks: familyFrameworks.kms,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a key policy that gives the account root kms:PutKeyPolicy and kms:DescribeKey",
    fail: '{"Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*"}',
  },
  check: (stack, context) => [
    ...stack.ofType(...documentTypes).flatMap((resource) => judgeDocuments(resource, context)),
    ...judgeAbsent(stack),
  ],
};

function judgeDocuments(
  resource: StackResource,
  context: CheckContext,
): readonly StackObservation[] {
  return documentsOf(resource, context)
    .filter(({ kind }) => kind === "key")
    .flatMap(({ document }) => {
      if (document.kind === "unknown") {
        const message = "The key policy is unknown and nothing declares its statements.";
        return [{ resource, verdict: "undecided", path: document.path, message }];
      }
      return document.statements
        .filter((statement) => isRootDelegation(statement, context))
        .flatMap((statement) => judgeActions(resource, statement));
    });
}

// A condition on callers that is unknown leaves open which rule is violated; iam/wildcard-action says so.
function isRootDelegation(
  statement: Statement,
  { accounts }: Pick<CheckContext, "accounts">,
): boolean {
  return (
    statement.effect === "Allow" &&
    statement.principals.length > 0 &&
    statement.principals.every((principal) => {
      const form = principalForm(principal);
      return form.kind === "account" && ownership(form.account, accounts) !== "foreign";
    }) &&
    !statement.conditionUnknown &&
    namesCallers(statement.conditions) === "unmet"
  );
}

function judgeActions(resource: StackResource, statement: Statement): readonly StackObservation[] {
  const entry = everyKeyAction(statement);
  if (entry === undefined) return [];
  const message = `${entry.text} for our account root leaves the key to every identity policy of the account.`;
  return [{ resource, verdict: "fail", path: entry.path, message }];
}

function judgeAbsent(stack: JudgedStack): readonly StackObservation[] {
  const { of, perhaps } = companionsOf(stack, {
    types: ["aws:kms/keyPolicy:KeyPolicy"],
    property: "keyId",
    owners: keyTypes,
  });
  return stack.ofType(...keyTypes).flatMap((resource): readonly StackObservation[] => {
    const { policy } = resource.properties;
    if ((policy !== undefined && policy !== null && policy !== "") || of(resource).length > 0)
      return [];
    const path = "/policy";
    const evidence = perhaps(resource);
    if (evidence.length > 0) {
      const message = "A key policy belongs to this key or to another.";
      return [{ resource, verdict: "undecided", path, message, evidence }];
    }
    const message = "The key has no policy, so AWS's own gives every action to the account root.";
    return [{ resource, verdict: "fail", path, message }];
  });
}
