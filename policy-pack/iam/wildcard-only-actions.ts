import { actionFacts, actionsMatching } from "./catalogue";
import { hasWildcard } from "./pattern";

/**
 * Actions whose resource is optional: metrics have no ARN, so that AWS asks for `*` unless a data set is meant.
 * Service Authorization Reference, "Actions defined by Amazon CloudWatch".
 */
const optionalResource: ReadonlySet<string> = new Set([
  "cloudwatch:getmetricdata",
  "cloudwatch:listmetrics",
  "cloudwatch:putmetricdata",
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
