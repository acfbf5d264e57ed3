import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, eachEntry, fail, hasWildcard } from "../../iam/check";
import type { Statement } from "../../iam/document";
import { documentTypes } from "../../iam/locations";
import { resourceScope } from "../../iam/resource-scope";
import { wildcardOnlyActions } from "../../iam/wildcard-only-actions";

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
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"}',
    fail: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders*"}',
  },
  // A document attached to one resource means that resource by `*`: trust, key, resource and mesh policies.
  check: checkAllows(
    (statement) => [
      ...eachEntry(statement.resources, (resource, path) =>
        judgeResource(statement, resource, path),
      ),
      ...statement.resources.flatMap((entry) =>
        entry.kind === "reference" && hasWildcard(entry.suffix) && !entry.suffix.startsWith("/")
          ? [fail(entry.path, `The suffix ${entry.suffix} turns one resource into a pattern.`)]
          : [],
      ),
      ...statement.notResources
        .slice(0, 1)
        .map(({ path }) => fail(path, "NotResource allows every resource but those listed.")),
    ],
    ["identity", "endpoint"],
  ),
};

function judgeResource(
  { actions }: Statement,
  resource: string,
  path: string,
): readonly Observation[] {
  switch (resourceScope(resource)) {
    case "exact":
    case "inside-one-resource":
      return [];
    case "name-pattern":
      return [fail(path, `Resource ${resource} covers every resource whose name matches.`)];
    case "all": {
      const judged = actions.flatMap((action) =>
        action.kind === "text" && !wildcardOnlyActions.has(action.text.toLowerCase())
          ? [action.text]
          : [],
      );
      const listed = judged.join(", ");
      return judged.length === 0
        ? []
        : [fail(path, `Resource ${resource} allows ${listed} everywhere.`)];
    }
  }
}
