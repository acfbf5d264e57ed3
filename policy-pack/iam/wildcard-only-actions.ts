import { actionFacts, actionsMatching } from "./catalogue";
import { hasWildcard } from "./pattern";

/**
 * Actions whose resource is optional: AWS asks for `*` unless one of its newer resources is meant. Source:
 * CloudWatch user guide, "Actions defined by Amazon CloudWatch", read 2026-11.
 */
const optionalResource: ReadonlySet<string> = new Set([
  "cloudwatch:putmetricdata",
  "cloudwatch:listmetrics",
]);

/** Whether AWS accepts an action with Resource `*` alone. Actions nobody knows are never harmless. */
export function isWildcardOnly(action: string): boolean {
  const lower = action.toLowerCase();
  return optionalResource.has(lower) || (actionFacts(lower)?.isWildcardOnly ?? false);
}

/** Whether a resource pattern matters for an action or a pattern of actions: one that takes none ignores it. */
export function takesResource(action: string): boolean {
  const lower = action.toLowerCase();
  if (!hasWildcard(lower)) return !isWildcardOnly(lower);
  const matching = actionsMatching(lower);
  return matching.length === 0 || !matching.every(isWildcardOnly);
}
