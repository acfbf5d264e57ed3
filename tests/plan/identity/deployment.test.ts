import assert from "node:assert/strict";
import { planOidcProviders, planPipelineRoles } from "../../../plan/identity/deployment";
import { planContext } from "../../support/context";
import { everybody } from "../examples";

const context = planContext(everybody);
const roles = planPipelineRoles(context);

const roleOf = (key: string) => roles.find((role) => role.key === key) ?? assert.fail(key);

const actionsOf = (key: string) =>
  (roleOf(key).policy?.Statement ?? []).flatMap(({ Action }) => Action);

describe("planPipelineRoles", () => {
  it("makes no role where no pipeline is named, and two for each service where one is", () => {
    assert.deepEqual(planPipelineRoles(planContext()), []);
    assert.deepEqual(
      roles.map(({ key }) => key),
      ["orbit-build", "orbit-release", "axon-build", "axon-release"],
    );
  });

  it("trusts tokens of the provider for one audience and exact subjects, by equality alone", () => {
    const subjects = {
      build: "repo:acme/agents:ref:refs/heads/main",
      release: "repo:acme/agents:environment:production",
    };
    for (const job of ["build", "release"] as const) {
      assert.deepEqual(roleOf(`orbit-${job}`).trustPolicy.Statement, [
        {
          Sid: "AssumeByToken",
          Effect: "Allow",
          Principal: {
            Federated: [
              "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
            ],
          },
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": [subjects[job]],
            },
          },
        },
      ]);
    }
  });

  it("IAM-66 passes the service's own roles alone, and to tasks alone", () => {
    for (const service of ["orbit", "axon"]) {
      const passing = (roleOf(`${service}-build`).policy?.Statement ?? []).filter(({ Action }) =>
        Action.includes("iam:PassRole"),
      );
      assert.deepEqual(
        passing.map(({ Resource, Condition }) => [Resource, Condition]),
        [
          [
            ["task", "execution"].map(
              (kind) =>
                `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${service}-${kind}`,
            ),
            { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
          ],
        ],
      );
    }
  });

  it("lets no one role both register a task and start it", () => {
    for (const { key } of roles) {
      const actions = actionsOf(key);
      const isReleasing = actions.includes("ecs:UpdateService");
      assert.equal(isReleasing, key.endsWith("-release"), key);
      assert.ok(!isReleasing || !actions.some((each) => /Register|PassRole|PutImage/.test(each)));
    }
  });

  it("releases only task definitions of the service's own family", () => {
    const update = (roleOf("orbit-release").policy?.Statement ?? []).find(({ Action }) =>
      Action.includes("ecs:UpdateService"),
    );
    assert.deepEqual(update?.Condition, {
      ArnLikeIfExists: {
        "ecs:task-definition":
          "arn:aws:ecs:us-east-1:111122223333:task-definition/agent-service-dev-orbit:*",
      },
    });
  });

  it("gives the pipeline of one service nothing of another", () => {
    for (const { key, policy } of roles) {
      const other = key.startsWith("orbit") ? "axon" : "orbit";
      assert.ok(!JSON.stringify(policy).includes(other), key);
    }
  });

  it("lets the pipeline change nothing of the estate", () => {
    const estate = /^(iam:(?!PassRole)|kms:|secretsmanager:|lambda:|dynamodb:|ec2:|logs:|sts:)/;
    for (const { key } of roles) {
      assert.deepEqual(
        actionsOf(key).filter((action) => estate.test(action)),
        [],
        key,
      );
    }
  });
});

describe("planOidcProviders", () => {
  it("IAM-65 registers the provider in the stack that owns the account's settings, once", () => {
    const providers = (accountBaseline: string) =>
      planOidcProviders(planContext({ ...everybody, accountBaseline }));
    assert.deepEqual(providers("reference"), []);
    assert.deepEqual(
      providers("owner").map(({ url, audiences }) => [url, audiences]),
      [["https://token.actions.githubusercontent.com", ["sts.amazonaws.com"]]],
    );
  });

  it("registers none where no pipeline is named", () => {
    assert.deepEqual(planOidcProviders(planContext({ accountBaseline: "owner" })), []);
  });

  it("makes roles wait for the provider where the same stack registers it", () => {
    const own = planPipelineRoles(planContext({ ...everybody, accountBaseline: "owner" }));
    const [provider] = planOidcProviders(planContext({ ...everybody, accountBaseline: "owner" }));
    assert.ok(own.length > 0 && provider !== undefined);
    for (const { trusts } of own) assert.deepEqual(trusts, [provider.key]);
    for (const { trusts } of roles) assert.deepEqual(trusts, []);
  });
});
