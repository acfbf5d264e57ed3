import { companionsOf } from "../engine/companions";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { namesCallers } from "../iam/caller-limit";
import { speaksOf } from "../iam/effective/reach";
import { documentsOf } from "../iam/locations";
import { ownership, principalForm } from "../iam/principal-forms";
import type { Statement } from "../iam/statement";

const keyTypes = ["aws:kms/key:Key", "aws:kms/externalKey:ExternalKey"];

/** A key of which identity policies of the account may give actions. */
export interface DelegatedKey {
  /** Key. */
  readonly key: StackResource;
  /** Whether they may give an action, in lower case, for sure. */
  readonly leaves: (action: string) => boolean;
}

/** The keys of a stack whose policies leave actions to the account's identity policies. */
export function delegatedKeys(stack: JudgedStack, context: CheckContext): readonly DelegatedKey[] {
  const policies = companionsOf(stack, {
    types: ["aws:kms/keyPolicy:KeyPolicy"],
    property: "keyId",
    owners: keyTypes,
  });
  return stack.ofType(...keyTypes).flatMap((key) => {
    const documents = [key, ...policies.of(key)].flatMap((carrier) =>
      documentsOf(carrier, context).map(({ document }) => document),
    );
    // Without a policy AWS gives every action to the account.
    if (documents.length === 0 && policies.perhaps(key).length === 0) {
      return [{ key, leaves: () => true }];
    }
    const delegations = documents
      .flatMap((document) => (document.kind === "known" ? document.statements : []))
      .filter((statement) => isDelegation(statement, context));
    if (delegations.length === 0) return [];
    const leaves = (action: string): boolean =>
      delegations.some((statement) => speaksOf(statement, action) === "yes");
    return [{ key, leaves }];
  });
}

const isDelegation = (
  { effect, effectUnknown, principals, conditions, conditionUnknown }: Statement,
  { accounts }: CheckContext,
): boolean =>
  effect === "Allow" &&
  !effectUnknown &&
  !conditionUnknown &&
  namesCallers(conditions) === "unmet" &&
  principals.some((principal) => {
    const form = principalForm(principal);
    return form.kind === "account" && ownership(form.account, accounts) !== "foreign";
  });
