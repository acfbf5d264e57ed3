import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanContext } from "../../../plan/context";
import { policyDocument, type Statement } from "../../../plan/document";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import {
  maxPolicyCharacters,
  type OrganizationPolicyPlan,
  organizationPolicyText,
  planOrganizationPolicies,
} from "../../../plan/organization";
import { actionFacts, actionsMatching } from "../../../policy-pack/iam/catalogue";
import { readDocument } from "../../../policy-pack/iam/document";
import { covers, intersects } from "../../../policy-pack/iam/pattern";
import { planContext } from "../../support/context";
import { organizationInputs } from "../../support/control-policies";
import { allowsOf, arbitraryOverrides, forEachExample, longestNames } from "../examples";

const owner = planContext({ accountBaseline: "owner" });
const policies = planOrganizationPolicies(owner, organizationInputs);
const ofType = (type: OrganizationPolicyPlan["type"], plans = policies) =>
  plans.filter((plan) => plan.type === type).flatMap(({ document }) => document.Statement);
const controls = ofType("SERVICE_CONTROL_POLICY");

const valuesOf = ({ Condition }: Statement, operator: string, key: string) =>
  [Condition?.[operator]?.[key] ?? []].flat();

/**
 * Whether a role makes no request but with a value that a denial spares. `IfExists` may be passed over: the denied
 * actions carry the key, as a test of its own says.
 */
const isSparedBy = (key: string, denial: Statement, allowed: Statement): boolean => {
  const spared = valuesOf(denial, "ArnNotLike", key);
  const asked = ["ArnLike", "ArnLikeIfExists"].flatMap((operator) =>
    valuesOf(allowed, operator, key),
  );
  return asked.length > 0 && asked.every((value) => spared.some((one) => covers(one, value)));
};

/** Whether a denial may hold for a request that a statement of the role allows; unknown keys count as if they held. */
function mayDeny(denial: Statement, allowed: Statement, roleArn: string): boolean {
  const only = [denial.Condition?.["ArnLike"]?.["aws:PrincipalArn"] ?? "*"].flat();
  if (valuesOf(denial, "ArnNotEquals", "aws:PrincipalArn").includes(roleArn)) return false;
  if (isSparedBy("iam:PermissionsBoundary", denial, allowed)) return false;
  const meets = (left: readonly string[], right: readonly string[]) =>
    left.some((a) => right.some((b) => intersects(a.toLowerCase(), b.toLowerCase())));
  const texts = ({ Resource = ["*"] }: Statement) =>
    Resource.map((resource) => (typeof resource === "string" ? resource : "*"));
  return (
    only.some((pattern) => covers(pattern, roleArn)) &&
    meets(denial.Action, allowed.Action) &&
    meets(texts(denial), texts(allowed))
  );
}

/** What service control policies may take from the roles of a plan, as `role: denial action`. */
function lost(context: PlanContext, plan: EstatePlan, denials: readonly Statement[]) {
  return plan.identity.roles.flatMap(({ name, policy = policyDocument([]), attached }) =>
    [policy, ...attached.map(({ document }) => document)]
      .flatMap(allowsOf)
      .flatMap((allowed) =>
        denials
          .filter((denial) => mayDeny(denial, allowed, context.names.roleArn(name)))
          .map(({ Sid }) => `${name}: ${Sid} ${allowed.Action.join()}`),
      ),
  );
}

const controlsOf = (context: PlanContext) =>
  ofType("SERVICE_CONTROL_POLICY", planOrganizationPolicies(context, organizationInputs));

describe("planOrganizationPolicies", () => {
  it("BEST-9 plans account guardrails for the stack that owns the account, the rest for each", () => {
    const keys = (accountBaseline: string) =>
      planOrganizationPolicies(planContext({ accountBaseline }), organizationInputs).map(
        ({ key }) => key,
      );
    assert.deepEqual(keys("owner"), ["account-guardrails", "stack-guardrails", "data-perimeter"]);
    assert.deepEqual(keys("reference"), ["stack-guardrails", "data-perimeter"]);
  });

  it("BEST-9 lets deployers through that configuration names", () => {
    const deployer = "arn:aws:iam::111122223333:role/deployer";
    const context = planContext({ identity: { deployerArns: [deployer] } });
    const guarded = ofType(
      "SERVICE_CONTROL_POLICY",
      planOrganizationPolicies(context, organizationInputs),
    );
    const exempt = guarded.flatMap(
      ({ Condition }) => Condition?.["ArnNotEquals"]?.["aws:PrincipalArn"] ?? [],
    );
    assert.ok(exempt.includes(deployer));
  });

  it("BEST-9 writes service control policies that deny alone and name no principal", () => {
    for (const { Sid, Effect, Principal, Resource } of controls) {
      assert.deepEqual([Effect, Principal], ["Deny", undefined], Sid);
      assert.ok((Resource ?? []).length > 0, Sid);
    }
  });

  it("BEST-9 writes resource control policies that deny everybody, by actions of named services", () => {
    for (const { Sid, Effect, Principal, Action } of ofType("RESOURCE_CONTROL_POLICY")) {
      assert.deepEqual([Effect, Principal], ["Deny", "*"], Sid);
      for (const action of Action) {
        assert.match(action, /^(kms|s3|secretsmanager|sqs|sts):(\*|\w+)$/, Sid);
      }
    }
  });

  it("BEST-9 names every statement once, and is read by the policy pack without a problem", () => {
    for (const { key, document } of policies) {
      const names = document.Statement.map(({ Sid }) => Sid);
      assert.equal(new Set(names).size, names.length, key);
      const read = readDocument(JSON.stringify(document), "");
      assert.deepEqual(read.kind === "known" ? read.problems : "unknown", [], key);
    }
  });

  it("BEST-9 denies actions that exist", () => {
    const named = policies
      .flatMap(({ document }) => document.Statement)
      .flatMap(({ Action }) => Action)
      .filter((action) => action !== "*");
    const unknown = named.filter((action) => actionsMatching(action).length === 0);
    assert.deepEqual(unknown, []);
  });

  it("BEST-9 asks for the boundary only in requests that carry it", () => {
    const bounded = controls.find(({ Sid }) => Sid === "RolesHaveBoundaries");
    for (const action of bounded?.Action ?? []) {
      assert.ok(actionFacts(action)?.conditionKeys.includes("iam:permissionsboundary"), action);
    }
  });

  it("BEST-9 stays below the limit with the longest names and three administrators", () => {
    const administratorArns = ["a", "b", "c"].map(
      (letter) => `arn:aws-us-gov:iam::111122223333:role/platform/deployment/${letter.repeat(64)}`,
    );
    const context = planContext({ ...longestNames, accountBaseline: "owner" });
    for (const plan of planOrganizationPolicies(context, {
      organizationId: `o-${"z".repeat(32)}`,
      administratorArns,
    })) {
      assert.ok(organizationPolicyText(plan).length <= maxPolicyCharacters, plan.key);
    }
  });

  it("BEST-9 takes nothing from the estate's own roles", () => {
    forEachExample((title, context, plan) => {
      const denials = [...controls, ...controlsOf(context)];
      assert.deepEqual(lost(context, plan, denials), [], title);
    });
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const context = planContext({ ...overrides, accountBaseline: "owner" });
        const plan = planEstate(context.config, context.environment);
        assert.deepEqual(lost(context, plan, controlsOf(context)), []);
      }),
      { numRuns: 20 },
    );
  });

  it("IR-100 lets containment put policies into roles, and do nothing else with roles", () => {
    const containment = owner.names.roleArn(owner.names.containment);
    const sparing = controls.filter((statement) =>
      valuesOf(statement, "ArnNotEquals", "aws:PrincipalArn").includes(containment),
    );
    assert.deepEqual(
      sparing.flatMap(({ Action }) => Action),
      ["iam:PutRolePolicy"],
    );
  });

  it("would see a denial of what a role needs", () => {
    const plan = planEstate(owner.config, owner.environment);
    const deny = (Sid: string, action: string, Condition?: Statement["Condition"]): Statement => ({
      Sid,
      Effect: "Deny",
      Action: [action],
      Resource: ["*"],
      ...(Condition === undefined ? {} : { Condition }),
    });
    const administrators = { ArnNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::1:role/admin"] } };
    const boundary = { ArnNotLike: { "iam:PermissionsBoundary": "arn:aws:iam::1:policy/other/*" } };
    for (const denial of [
      deny("NoSecrets", "secretsmanager:Get*"),
      deny("NoPolicies", "iam:PutRolePolicy", administrators),
      deny("OtherBoundaries", "iam:PutRolePolicy", boundary),
    ]) {
      assert.ok(lost(owner, plan, [denial]).length > 0, denial.Sid);
    }
  });
});
