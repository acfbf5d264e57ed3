import { ownershipIn } from "../contract/ownership";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import type { Verb } from "../iam/effective/owned-things";
import { favourableRequests } from "./favourable-requests";
import { possibleUses } from "./possible-uses";
import { answer, type Verdict } from "./verdicts";

/** What a role may do with a resource, under the conditions that suit it best. */
export interface Access extends Verdict {
  /** Role. */
  readonly role: StackResource;
  /** Services that the role belongs to; none for a role of the whole stack. */
  readonly from: readonly string[];
  /** Resource. */
  readonly resource: StackResource;
  /** Services that the resource belongs to. */
  readonly to: readonly string[];
  /** What is done to it. */
  readonly verb: Verb;
  /** By which action. */
  readonly action: string;
}

const known = new WeakMap<
  JudgedStack,
  { readonly key: object; readonly accesses: readonly Access[] }
>();

/**
 * Every use of something ownable that a role of the stack may have, with AWS's answer. A use that is not listed is
 * denied: nothing grants it, and nothing that is unknown may.
 */
export function accessesIn(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly Access[] {
  const cached = known.get(stack);
  if (cached?.key === context.declared.members) return cached.accesses;
  const world = { stack, context };
  const { ownersOf } = ownershipIn(stack, context.declared);
  const accesses = possibleUses(world).map((use): Access => {
    const { role, resource, action, verb } = use;
    return {
      ...answer(world, {
        who: role.name,
        purpose: `to ${verb} ${resource.name} by ${action}`,
        requests: favourableRequests(world, use),
        subject: role,
        path: "",
      }),
      role,
      resource,
      action,
      verb,
      from: ownersOf(role),
      to: ownersOf(resource),
    };
  });
  known.set(stack, { key: context.declared.members, accesses });
  return accesses;
}
