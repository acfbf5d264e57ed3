import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, listOf, textOf, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import { demand, oneOf } from "../../iam/condition-demands";
import type { Statement } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { holding, isEveryKeyAction } from "../../iam/key-actions";
import { documentTypes } from "../../iam/locations";

const grantType = "aws:kms/grant:Grant";

/** Grants on keys are made for AWS services only, and cannot be passed on. */
export const grants: ResourceRule = {
  id: "kms/grants",
  title: "Grants on keys are made for AWS services only",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...documentTypes, grantType],
  why: "A grant is a right that no policy shows; who may create grants may hand the key to anybody.",
  fix: "Add the condition Bool kms:GrantIsForAWSResource true.",
  decides:
    "Whether an Allow of kms:CreateGrant, by name or by pattern, in a key or identity policy asks for kms:GrantIsForAWSResource, and whether a declared grant includes CreateGrant itself.",
  cannotDecide:
    "Grants made outside the program. Every action at once is a matter of iam/wildcard-action and kms/root-delegation.",
  frameworks: familyFrameworks.kms,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Action":"kms:CreateGrant","Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}}',
    fail: '{"Action":"kms:CreateGrant","Resource":"*"}',
  },
  check: (resource, context) =>
    resource.type === grantType
      ? judgeOperations(resource.properties["operations"])
      : judgeDocuments(resource, context),
};

const judgeDocuments = eachAllow(["key", "identity"], (statement) =>
  holding(statement, ["kms:creategrant"])
    .filter(({ text }) => !isEveryKeyAction(text))
    .flatMap(({ path, text }) => judgeStatement(statement, path, text)),
);

function judgeStatement(
  { conditions }: Statement,
  path: string,
  action: string,
): readonly Observation[] {
  const limit = demand(conditions, {
    isKey: oneOf("kms:grantisforawsresource"),
    accepts: (value) => value.toLowerCase() === "true",
  });
  if (limit === "met") return [];
  if (limit === "undecided") {
    return [undecided(path, "The condition on whom grants are made for is unknown.")];
  }
  const message = `${action} allows grants to anybody, not to AWS services only.`;
  return [{ verdict: "fail", path, message }];
}

function judgeOperations(operations: Value | undefined): readonly Observation[] {
  if (isUnknown(operations)) {
    return [{ verdict: "undecided", path: "/operations", message: "The operations are unknown." }];
  }
  return listOf(operations).flatMap((operation, index): readonly Observation[] => {
    const path = `/operations/${String(index)}`;
    if (isUnknown(operation)) {
      return [{ verdict: "undecided", path, message: "The operation is unknown." }];
    }
    if (textOf(operation) !== "CreateGrant") return [];
    const message = "The grant includes CreateGrant, so its holder may pass the key on.";
    return [{ verdict: "fail", path, message, fix: "Remove CreateGrant from the operations." }];
  });
}
