import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, eachEntry, pairValue, undecided } from "../../iam/check";
import { createsWithChosenId, creationKeys, limitsCreation } from "../../iam/chosen-ids";
import { parseOperator } from "../../iam/condition-keys";
import type { Statement, TextEntry } from "../../iam/document";
import { documentTypes } from "../../iam/locations";
import { hasWildcard, isEveryResource } from "../../iam/pattern";
import { unionCovers } from "../../iam/pattern-union";
import type { ScopedResource } from "../../iam/resource-scope";
import { isNamed, narrowerResource, referenceScope, scopeOf } from "../../iam/resource-scope";
import { takesResource } from "../../iam/wildcard-only-actions";

/** No allowing statement may name resources by a pattern that covers more than one resource. */
export const wildcardResource: ResourceRule = {
  id: "iam/wildcard-resource",
  title: "No wildcard in allowed resources",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A pattern grants access to resources of others, and to resources that do not exist yet.",
  fix: "Name each resource in full; objects, streams or paths of one named resource may be a pattern.",
  decides:
    "Whether an Allow names resources by a pattern that reaches beyond one named resource, for the actions that take a resource. Actions that create something whose id AWS chooses may use a pattern with a condition on subnet, VPC or request tag.",
  cannotDecide:
    "What a policy variable stands for that no condition fixes: undecided. In a document attached to one resource, `*` is that resource; exclusions are a matter of iam/complement.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"}',
    fail: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders*"}',
  },
  check: checkAllows(
    (statement, kind, site) => {
      if (kind === "resource" && !site.isAccountWide) return [];
      // An exclusion of actions is one cause with whatever it is allowed on.
      if (statement.actions.length === 0) return [];
      return [...judgeTexts(statement), ...judgeReferences(statement)];
    },
    ["identity", "endpoint", "resource"],
  ),
};

function judgeTexts(statement: Statement): readonly Observation[] {
  const fixed = fixedKeys(statement);
  const union = togetherEverything(statement);
  const members = new Set(union);
  const judged = statement.actions.flatMap((entry) =>
    entry.kind === "text" && takesResource(entry.text) ? [entry] : [],
  );
  return eachEntry(statement.resources, (resource) => {
    // The first one speaks for all.
    if (union[0] === resource) return judgeUnion(resource, union, judged);
    if (members.has(resource)) return [];
    const scoped = scopeOf(resource.text, fixed);
    if (isNamed(scoped)) return [];
    if (scoped.scope === "undecided") {
      const message = `Resource ${resource.text} depends on the caller: ${scoped.reason}.`;
      return [undecided(resource.path, message)];
    }
    return judgePattern({ statement, judged, resource, scoped });
  });
}

// A key that a statement compares with exact values may stand as a policy variable.
function fixedKeys({ conditions }: Statement): ReadonlySet<string> {
  const fixed = conditions.filter(({ operator, values }) => {
    const { comparison, ifExists, qualifier } = parseOperator(operator);
    const isExact = values.every((value) => value.kind === "text" && !hasWildcard(value.text));
    return comparison === "stringequals" && !ifExists && qualifier === undefined && isExact;
  });
  return new Set(fixed.map(({ key }) => key));
}

interface Pattern {
  readonly statement: Statement;
  /** The actions that take a resource. */
  readonly judged: readonly TextEntry[];
  readonly resource: TextEntry;
  readonly scoped: ScopedResource;
}

function judgePattern(pattern: Pattern): readonly Observation[] {
  const { statement, judged, resource } = pattern;
  const { text, path } = resource;
  const open = judged.filter((action) => creationOf(action, text, statement) === "no");
  if (open.length > 0) return [reported(pattern, open)];
  if (judged.some((action) => creationOf(action, text, statement) === "undecided")) {
    return [undecided(path, `The condition that limits ${text} is unknown.`)];
  }
  const isUnknown = statement.actions.some(({ kind }) => kind === "unknown");
  return isUnknown
    ? [undecided(path, `Whether an unknown action takes resource ${text} cannot be told.`)]
    : [];
}

function creationOf(action: TextEntry, resource: string, statement: Statement): string {
  if (!createsWithChosenId(action.text, resource)) return "no";
  return statement.conditionUnknown
    ? "undecided"
    : limitsCreation(action.text, statement.conditions);
}

function reported(pattern: Pattern, actions: readonly TextEntry[]): Observation {
  const { resource, scoped } = pattern;
  const listed = pairValue(actions, []);
  return {
    verdict: "fail",
    path: resource.path,
    message: `Resource ${resource.text} allows ${listed} ${reach(scoped)}: ${scoped.reason}.`,
    ...fixOf(resource.text, actions),
    value: pairValue(actions, [resource]),
  };
}

const reach = ({ scope }: ScopedResource): string => {
  if (scope === "all") return "everywhere";
  return scope === "broad" ? "on all such resources" : "on more than one resource";
};

function fixOf(resource: string, actions: readonly TextEntry[]): Pick<Observation, "fix"> {
  const narrower = narrowerResource(resource);
  if (narrower !== undefined) return { fix: `Replace ${resource} by ${narrower}.` };
  const created = actions.filter(({ text }) => createsWithChosenId(text, resource));
  const limiting = new Set(created.flatMap(({ text }) => creationKeys(text)));
  if (limiting.size === 0) return {};
  const keys = [...limiting].map((key) => key.replace("/*", "/…")).join(", ");
  return { fix: `Limit the statement by StringEquals or ArnEquals on one of ${keys}.` };
}

function judgeReferences({ resources, actions }: Statement): readonly Observation[] {
  return resources.flatMap((entry): readonly Observation[] => {
    if (entry.kind !== "reference") return [];
    const scoped = referenceScope(entry.suffix);
    if (isNamed(scoped)) return [];
    const { path } = entry;
    const message = `The suffix ${entry.suffix} turns one resource into a pattern.`;
    const fix = `Begin the suffix with a separator, or leave it out.`;
    return [{ verdict: "fail", path, message, fix, value: pairValue(actions, [entry]) }];
  });
}

// `a*`, `b*`, … `9*` name every bucket in many words: one cause, one finding.
function togetherEverything({ resources }: Statement): readonly TextEntry[] {
  const byHead = new Map<string, TextEntry[]>();
  for (const entry of resources) {
    if (entry.kind !== "text" || isEveryResource(entry.text)) continue;
    const head = /^(.*[:/])[^:/]*\*$/.exec(entry.text)?.[1];
    if (head === undefined) continue;
    const members = byHead.get(head) ?? [];
    members.push(entry);
    byHead.set(head, members);
  }
  const covering = [...byHead].find(
    ([head, members]) => members.length > 1 && unionCovers(members.map(textOf), `${head}?*`),
  );
  return covering?.[1] ?? [];
}

const textOf = ({ text }: TextEntry): string => text;

function judgeUnion(
  { path, text }: TextEntry,
  members: readonly TextEntry[],
  judged: readonly TextEntry[],
): readonly Observation[] {
  if (judged.length === 0) return [];
  const message = `${String(members.length)} patterns, ${text} first, together cover every resource of the type.`;
  return [{ verdict: "fail", path, message, value: pairValue(judged, members) }];
}
