import assert from "node:assert/strict";
import type { RolePlan } from "../../../plan/identity";
import { planContainmentRole } from "../../../plan/identity/containment";
import { boundaryDenials, containmentDenials } from "../../../plan/identity/denials";
import { isLike } from "../../support/pattern";
import { allowsOf, countedLength, forEachExample, permissionsOf } from "../examples";

const textsOf = (resources: readonly unknown[] = []): readonly string[] =>
  resources.flatMap((resource) => (typeof resource === "string" ? [resource] : []));

/** Resources that a role is allowed an action on, by its policies. */
const allowedOn = (role: RolePlan, action: string): readonly string[] =>
  permissionsOf(role)
    .filter(({ Action }) => Action.includes(action))
    .flatMap(({ Resource }) => textsOf(Resource));

describe("planContainmentRole", () => {
  it("IR-100 lets through its boundary whatever its policy allows, and denies none of it", () => {
    forEachExample((title, context) => {
      const role = planContainmentRole(context);
      const limits = allowsOf(role.boundary);
      for (const { Action, Resource = [] } of permissionsOf(role)) {
        for (const action of Action) {
          const allowing = limits.filter((limit) => limit.Action.includes(action));
          for (const resource of textsOf(Resource)) {
            const isIn = allowing.some((limit) =>
              textsOf(limit.Resource).some((pattern) => isLike(pattern, resource)),
            );
            assert.ok(isIn, `${title}: ${action} on ${resource}`);
          }
          assert.ok(allowing.length > 0, `${title}: ${action}`);
          const denied = containmentDenials.flatMap((denial) => denial.Action);
          assert.ok(!denied.some((pattern) => isLike(pattern, action)), `${title}: ${action}`);
        }
      }
    });
  });

  it("I6 may put a policy into roles of services alone: not its own, the workflow's, people's, governance's or a pipeline's", () => {
    forEachExample((title, context, { identity }) => {
      const patterns = allowedOn(planContainmentRole(context), "iam:PutRolePolicy");
      for (const { name, service } of identity.roles) {
        const arn = context.names.roleArn(name);
        const isContained = service !== undefined && !/-(build|release)$/.test(name);
        const isMatched = patterns.some((pattern) => isLike(pattern, arn));
        assert.equal(isMatched, isContained, `${title} ${name}`);
      }
    });
  });

  it("IR-98 may put it into roles only that are bounded by what they may do already", () => {
    forEachExample((title, context, { identity }) => {
      const patterns = allowedOn(planContainmentRole(context), "iam:PutRolePolicy");
      for (const { name, policy, boundary } of identity.roles) {
        const arn = context.names.roleArn(name);
        if (!patterns.some((pattern) => isLike(pattern, arn))) continue;
        assert.deepEqual(
          allowsOf(boundary),
          policy === undefined ? [] : allowsOf(policy),
          `${title} ${name}`,
        );
      }
    });
  });

  it("reads no secret, assumes no role, passes none, and stops no trail", () => {
    forEachExample((_title, context) => {
      const actions = permissionsOf(planContainmentRole(context)).flatMap(({ Action }) => Action);
      for (const pattern of [
        /^secretsmanager:(Get|BatchGet|Put|Update|Delete)/,
        /^sts:/,
        /^iam:(?!GetRolePolicy|PutRolePolicy)/,
        /^(cloudtrail|events|cloudwatch):/,
        /^ec2:(Modify|Create(?!Tags)|Delete)/,
      ]) {
        assert.deepEqual(
          actions.filter((action) => pattern.test(action)),
          [],
        );
      }
    });
  });

  it("IR-96 has no right to change network interfaces, which AWS holds for Fargate", () => {
    forEachExample((_title, context) => {
      const { boundary } = planContainmentRole(context);
      const actions = allowsOf(boundary).flatMap(({ Action }) => Action);
      assert.ok(!actions.some((action) => action.includes("NetworkInterface")));
    });
  });

  it("is denied all that every role is denied but putting a policy into a role", () => {
    const patternsOf = (denials: typeof boundaryDenials) => denials.flatMap(({ Action }) => Action);
    const mine = new Set(patternsOf(containmentDenials));
    const lost = patternsOf(boundaryDenials).filter((pattern) => !mine.has(pattern));
    assert.deepEqual(lost, ["iam:Put*"]);
    assert.ok(![...mine].some((pattern) => isLike(pattern, "iam:PutRolePolicy")));
    assert.ok(mine.has("iam:PutRolePermissionsBoundary"));
  });

  it("IAM-54 fits into what AWS accepts, for every example", () => {
    forEachExample((title, context) => {
      const { policy, attached, boundary } = planContainmentRole(context);
      // "IAM and AWS STS quotas", IAM User Guide.
      for (const document of [boundary, ...attached.map((each) => each.document)]) {
        assert.ok(countedLength(document) <= 6144, `${title}: ${String(countedLength(document))}`);
      }
      assert.ok(policy === undefined || countedLength(policy) <= 10_000, title);
    });
  });
});
