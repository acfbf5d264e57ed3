import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { takesIn } from "../iam/effective/arn-patterns";
import { actionsOf, type Holding, holdingsOf } from "../iam/effective/holdings";
import { type Principal, principalsOf } from "../iam/effective/principals";
import { administration, isEveryKeyAction, use } from "../iam/key-actions";
import { type DelegatedKey, delegatedKeys } from "./delegation";

/** Somebody who administers a key and uses it by identity policies. */
export interface IdentityRights {
  /** Role or user. */
  readonly principal: Principal;
  /** Key. */
  readonly key: StackResource;
  /** What administers. */
  readonly administering: Holding;
  /** What uses. */
  readonly using: Holding;
}

const administering = actionsOf(administration);
const using = actionsOf(use);

/** Everybody who both administers a key of the stack and uses it by identity policies; one key for each. */
export function identityRights(
  stack: JudgedStack,
  context: CheckContext,
): readonly IdentityRights[] {
  const keys = delegatedKeys(stack, context);
  return principalsOf(stack, context)
    .filter(({ kind }) => kind !== "policy")
    .flatMap((principal) => {
      const administrators = holdingsOf(principal, administering).filter(isCertain);
      const users = holdingsOf(principal, using).filter(isCertain);
      if (administrators.length === 0 || users.length === 0) return [];
      const rights = keys.flatMap((key) => rightsOn(key, administrators, users));
      return rights.slice(0, 1).map((right) => ({ principal, ...right }));
    });
}

function rightsOn(
  delegated: DelegatedKey,
  administrators: readonly Holding[],
  users: readonly Holding[],
): readonly Omit<IdentityRights, "principal">[] {
  const [administers, uses] = [administrators, users].map((holdings) =>
    holdings.find((holding) => isOn(holding, delegated)),
  );
  if (administers === undefined || uses === undefined) return [];
  return [{ key: delegated.key, administering: administers, using: uses }];
}

const isCertain = ({ certainty, entry }: Holding): boolean =>
  certainty === "yes" && !(entry?.kind === "text" && isEveryKeyAction(entry.text));

const isOn = ({ action, reach }: Holding, { key, leaves }: DelegatedKey): boolean =>
  leaves(action) && takesIn(reach, key) === "yes";
