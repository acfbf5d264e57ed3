import type { StackObservation, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionStatement } from "../../iam/lambda-permission";
import { principalForm } from "../../iam/principal-forms";

const type = "aws:lambda/permission:Permission";

/** A source that is not known yet is a resource of this stack. */
export const lambdaPermissionSource: StackRule = {
  id: "resource/lambda-permission-source",
  title: "Sources that invoke functions are of this stack",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [type],
  why: "An unknown source ARN may be a pattern, or belong to somebody else.",
  fix: "Set sourceAccount to your account id beside sourceArn.",
  decides:
    "Whether an unknown sourceArn comes from a resource of the stack, where no sourceAccount limits the service; a source that is no ARN at all is reported.",
  cannotDecide: "A source that is unknown and comes from no resource of the stack.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "sourceArn: rule.arn, of a rule of the same stack",
    fail: 'sourceArn: "orders", which is a name and no ARN',
  },
  check: (stack) =>
    stack.ofType(type).flatMap((resource): readonly StackObservation[] => {
      const { sourceArn, sourceAccount } = resource.properties;
      const form = principalForm(permissionStatement(resource.properties).principal);
      if (form.kind !== "service" || form.service === "s3" || sourceAccount !== undefined)
        return [];
      const path = "/sourceArn";
      if (!isUnknown(sourceArn)) {
        if (typeof sourceArn !== "string" || sourceArn.startsWith("arn:")) return [];
        return [{ resource, verdict: "fail", path, message: `${sourceArn} is no ARN.` }];
      }
      const origins = resource.propertyDependencies["sourceArn"] ?? [];
      if (origins.some((urn) => stack.byUrn(urn) !== undefined)) return [];
      const message = `The source of ${form.service} is unknown and comes from no resource of this stack.`;
      return [{ resource, verdict: "undecided", path, message }];
    }),
};
