import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { actionFacts } from "../../iam/catalogue";
import { checkAllows, pairValue } from "../../iam/check";
import type { Entry, Statement } from "../../iam/document";
import { documentTypes } from "../../iam/locations";
import { intersects } from "../../iam/pattern";
import { isWildcardOnly } from "../../iam/wildcard-only-actions";

/** An action is allowed on resources that it takes. */
export const resourceMismatch: ResourceRule = {
  id: "iam/resource-mismatch",
  title: "Actions and resources fit",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "An action on resources that it does not take grants nothing, and the next person widens the resource.",
  fix: "Name the kind of resource that the action takes.",
  decides:
    "Whether none of the resources of an Allow is of a kind that one of its actions takes, by the catalogue.",
  cannotDecide:
    "Actions by pattern, actions that the catalogue does not know, and resources that are unknown or given by reference.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders/*"}',
    fail: '{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::orders"}',
  },
  check: checkAllows(
    (statement) => {
      const texts = statement.resources.flatMap((each) =>
        each.kind === "text" ? [each.text] : [],
      );
      const isWhole = texts.length > 0 && texts.length === statement.resources.length;
      if (!isWhole || statement.notResources.length > 0) return [];
      return statement.actions.flatMap((action) => judge(action, texts, statement));
    },
    ["identity", "endpoint", "resource"],
  ),
};

function judge(
  action: Entry,
  resources: readonly string[],
  statement: Statement,
): readonly Observation[] {
  if (action.kind !== "text") return [];
  // A pattern of actions has none.
  const facts = actionFacts(action.text);
  if (facts === undefined) return [];
  const taken = isWildcardOnly(action.text) ? [...facts.resources, "*"] : facts.resources;
  const fits = resources.some((resource) => taken.some((pattern) => meets(pattern, resource)));
  if (fits) return [];
  return [
    {
      verdict: "fail",
      path: action.path,
      message: `${facts.name} grants nothing here: it takes ${taken.join(" or ")}.`,
      fix: `Give ${facts.name} a resource such as ${taken[0] ?? "*"}.`,
      value: pairValue([action], statement.resources),
    },
  ];
}

// An action that takes no resource is allowed by `*` alone; every pattern of its own meets an ARN.
const meets = (pattern: string, resource: string): boolean =>
  pattern === "*" ? /^\*+$/.test(resource) : intersects(pattern, resource);
