import assert from "node:assert/strict";
import type { Statement } from "../../../plan/document";
import { planIdentity, type RolePlan } from "../../../plan/identity";
import { actionFacts } from "../../../policy-pack/iam/catalogue";
import { planContext } from "../../support/context";
import { allowsOf, appMesh, countedLength, forEachExample, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => planIdentity(planContext(overrides), "identity");

function roleOf(key: string, overrides: Overrides = {}): RolePlan {
  const { roles } = plan(overrides);
  return (
    roles.find((role) => role.key === key) ??
    assert.fail(`no role ${key} among ${roles.map((role) => role.key).join(", ")}`)
  );
}

const permissionsOf = (key: string, overrides: Overrides = {}): readonly Statement[] =>
  roleOf(key, overrides).policy?.Statement ?? [];

const actionsOf = (key: string, overrides: Overrides = {}): readonly string[] =>
  permissionsOf(key, overrides).flatMap(({ Action }) => Action);

// Whether a boundary lets through one action on one resource under the conditions of a permission.
const admits = (boundary: readonly Statement[], permission: Statement, action: string) =>
  (permission.Resource ?? []).every((resource) =>
    boundary.some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === "Allow" &&
        Action.includes(action) &&
        JSON.stringify(Resource ?? []).includes(JSON.stringify(resource)) &&
        JSON.stringify(Condition) === JSON.stringify(permission.Condition),
    ),
  );

// Boundaries of the others name kinds of names: tests/plan/identity/containment.test.ts and review.test.ts.
const isBoundByPolicy = ({ key }: { readonly key: string }): boolean =>
  !["containment", "access-review"].includes(key);

const reads = (action: string): boolean =>
  ["read", "list"].includes(actionFacts(action)?.level ?? "");

describe("planIdentity", () => {
  it("plans a task and an execution role per service, a rotation role per owner of secrets", () => {
    const services = { orbit: { tier: "private", secrets: ["token"] }, axon: { tier: "private" } };
    assert.deepEqual(
      plan({ services }).roles.map(({ key }) => key),
      [
        "orbit-task",
        "orbit-execution",
        "orbit-rotation",
        "axon-task",
        "axon-execution",
        "orbit-to-axon",
        "flow-log",
        "trail",
        "governance",
        "containment",
        "incident",
        "incident-start",
        "access-review",
      ],
    );
  });

  it("grants a task its own key, its edges, its secrets and its alias of governance, and no more", () => {
    assert.deepEqual(permissionsOf("orbit-task"), [
      {
        Sid: "UseDataKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [{ ref: "keys-orbit-data" }],
        Condition: { StringEquals: { "kms:EncryptionContext:service": "orbit" } },
      },
      {
        Sid: "AssumeAccessRoles",
        Effect: "Allow",
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        Resource: [
          "arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-orbit-to-axon",
        ],
      },
      {
        Sid: "ReadSecrets",
        Effect: "Allow",
        Action: ["secretsmanager:GetSecretValue"],
        Resource: [
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-??????",
        ],
      },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [{ ref: "keys-orbit-secrets" }],
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
          StringLike: {
            "kms:EncryptionContext:SecretARN": [
              "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-??????",
            ],
          },
        },
      },
      {
        Sid: "AskGovernance",
        Effect: "Allow",
        Action: ["lambda:InvokeFunction"],
        Resource: [
          "arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-governance:orbit",
        ],
      },
    ]);
  });

  it("lets a callee assume nothing", () => {
    assert.ok(!actionsOf("axon-task").some((action) => action.startsWith("sts:")));
  });

  it("lets an access role invoke the declared paths of one callee, each once", () => {
    const operations = [
      { method: "POST", path: "/reason", intent: "reason" },
      { method: "GET", path: "/reason", intent: "read" },
      { method: "GET", path: "/health-of/model", intent: "read" },
    ];
    assert.deepEqual(
      permissionsOf("orbit-to-axon", { edges: [{ from: "orbit", to: "axon", operations }] }),
      [
        {
          Sid: "Invoke",
          Effect: "Allow",
          Action: ["vpc-lattice-svcs:Invoke"],
          Resource: [
            { ref: "mesh-axon", suffix: "/reason" },
            { ref: "mesh-axon", suffix: "/health-of/model" },
          ],
        },
      ],
    );
  });

  it("lets only the caller's task role assume it, named in the session and with a correlation id", () => {
    const { trustPolicy, trusts } = roleOf("orbit-to-axon");
    assert.deepEqual(trusts, ["orbit-task"]);
    assert.deepEqual(trustPolicy.Statement, [
      {
        Sid: "AssumeByCaller",
        Effect: "Allow",
        Principal: {
          AWS: ["arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-orbit-task"],
        },
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
        Condition: {
          StringEquals: { "sts:SourceIdentity": "orbit" },
          Null: { "aws:RequestTag/correlation-id": "false" },
          "ForAllValues:StringEquals": { "aws:TagKeys": ["correlation-id"] },
        },
      },
    ]);
  });

  it("names trusted roles before those that trust them", () => {
    forEachExample((title, _context, { identity }) => {
      const seen = new Set(identity.providers.map(({ key }) => key));
      for (const { key, trusts } of identity.roles) {
        assert.ok(
          trusts.every((trusted) => seen.has(trusted)),
          `${title}: ${key}`,
        );
        seen.add(key);
      }
    });
  });

  it("has no access roles on App Mesh, but the right to stream the node's own configuration", () => {
    assert.ok(!plan(appMesh).roles.some(({ key }) => key.includes("-to-")));
    const stream = permissionsOf("orbit-task", appMesh).find(({ Action }) =>
      Action.includes("appmesh:StreamAggregatedResources"),
    );
    assert.deepEqual(stream?.Resource, [
      "arn:aws:appmesh:us-east-1:111122223333:mesh/agent-runtime-dev-mesh/virtualNode/agent-runtime-dev-orbit",
    ]);
  });

  it("gives the rotation role the four calls of a rotation on its own secrets", () => {
    const [secrets, generate, key, variables, logs] = permissionsOf("orbit-rotation");
    assert.deepEqual(secrets?.Action, [
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetSecretValue",
      "secretsmanager:PutSecretValue",
      "secretsmanager:UpdateSecretVersionStage",
    ]);
    assert.deepEqual(secrets.Resource, [
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-??????",
    ]);
    assert.deepEqual(generate?.Action, ["secretsmanager:GetRandomPassword"]);
    assert.deepEqual(key?.Resource, [{ ref: "keys-orbit-secrets" }]);
    assert.deepEqual(variables?.Action, ["kms:Decrypt"]);
    assert.deepEqual(logs?.Resource, [
      "arn:aws:logs:us-east-1:111122223333:log-group:/agent-runtime/dev/orbit-rotation:*",
    ]);
  });

  it("lets no role create a log group (LOG-91)", () => {
    forEachExample((title, _context, { identity }) => {
      for (const { key, policy } of identity.roles) {
        const actions = policy?.Statement.flatMap(({ Action }) => Action) ?? [];
        assert.ok(!actions.includes("logs:CreateLogGroup"), `${title}: ${key}`);
      }
    });
  });

  it("limits services that assume roles to this account, and where they say it, to their source", () => {
    const conditions = plan()
      .roles.filter(({ trustPolicy }) => !JSON.stringify(trustPolicy).includes('"AWS"'))
      .map(({ key, trustPolicy }) => [key, trustPolicy.Statement[0]?.Condition] as const);
    const from = (sourceArn: string) => ({
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": sourceArn },
    });
    const tasks = from("arn:aws:ecs:us-east-1:111122223333:*");
    assert.deepEqual(Object.fromEntries(conditions), {
      "orbit-task": tasks,
      "orbit-execution": tasks,
      "axon-task": tasks,
      "axon-execution": tasks,
      // Lambda sends neither key when it assumes an execution role.
      "orbit-rotation": undefined,
      "axon-rotation": undefined,
      governance: undefined,
      containment: undefined,
      "access-review": undefined,
      incident: from(
        "arn:aws:states:us-east-1:111122223333:stateMachine:agent-runtime-dev-incident",
      ),
      "incident-start": from("arn:aws:events:us-east-1:111122223333:rule/agent-runtime-dev-*"),
      "flow-log": from("arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*"),
      trail: from("arn:aws:cloudtrail:us-east-1:111122223333:trail/agent-runtime-dev-trail"),
    });
  });

  it("IAM-56 lets every permission through its boundary", () => {
    forEachExample((title, _context, { identity }) => {
      for (const { key, policy, boundary } of identity.roles.filter(isBoundByPolicy)) {
        const permitted = policy?.Statement ?? [];
        assert.ok(permitted.length > 0, `${title}: ${key} may do nothing`);
        for (const permission of permitted) {
          for (const action of permission.Action) {
            assert.ok(
              admits(boundary.Statement, permission, action),
              `${title}: ${key} needs ${action}`,
            );
          }
        }
      }
    });
  });

  it("allows by boundary nothing that the role's own policy does not", () => {
    forEachExample((title, _context, { identity }) => {
      for (const { key, policy, boundary } of identity.roles.filter(isBoundByPolicy)) {
        assert.deepEqual(allowsOf(boundary), policy?.Statement ?? [], `${title}: ${key}`);
      }
    });
  });

  it("IAM-56 allows by a boundary of kinds of names no other actions, and no change of other accounts", () => {
    const { config } = planContext();
    const containment = { ...config.incidentResponse.containment, workload: "agents" };
    const incidentResponse = { ...config.incidentResponse, containment };
    const kinds = plan({ incidentResponse }).roles.filter((role) => !isBoundByPolicy(role));
    assert.equal(kinds.length, 2);
    for (const { key, policy, attached, boundary } of kinds) {
      const own = [policy, ...attached.map(({ document }) => document)].flatMap((document) =>
        document === undefined ? [] : allowsOf(document),
      );
      const actionsIn = (statements: readonly Statement[]) =>
        new Set(statements.flatMap(({ Action }) => Action));
      assert.deepEqual(actionsIn(allowsOf(boundary)), actionsIn(own), key);
      const openActions = actionsIn(
        own.filter(({ Resource = [] }) => JSON.stringify(Resource) === '["*"]'),
      );
      for (const { Action, Resource = [] } of allowsOf(boundary)) {
        const texts = Resource.filter((resource) => typeof resource === "string");
        // What only reads may read anything: the policies narrow it.
        const narrow = Action.filter((action) => !reads(action) && !openActions.has(action));
        const foreign = texts.filter(
          (text) => !/:111122223333:|^arn:aws:s3:::agent-runtime-dev-/.test(text),
        );
        assert.deepEqual(narrow.length === 0 ? [] : foreign, [], `${key} ${narrow.join()}`);
      }
    }
  });

  it("IAM-54 stays within the sizes that IAM accepts, on the longest names too", () => {
    forEachExample((title, _context, { identity }) => {
      for (const { key, policy, boundary, trustPolicy, boundaryName, name } of identity.roles) {
        assert.ok(countedLength(boundary) <= 6144, `${title}: boundary of ${key}`);
        assert.ok(policy === undefined || countedLength(policy) <= 10_240, `${title}: ${key}`);
        assert.ok(countedLength(trustPolicy) <= 2048, `${title}: trust of ${key}`);
        assert.ok(name.length <= 64 && boundaryName.length <= 128, `${title}: name of ${key}`);
      }
    });
  });

  it("names roles and boundaries once, in characters that IAM accepts", () => {
    forEachExample((title, _context, { identity }) => {
      const names = identity.roles.flatMap(({ name, boundaryName }) => [name, boundaryName]);
      assert.equal(new Set(names).size, names.length, title);
      assert.ok(names.every((name) => /^[\w+=,.@-]+$/.test(name)));
    });
  });

  it("IAM-61 lasts sessions for one hour, the most that a chained role may have", () => {
    assert.equal(plan().sessionSeconds, 3600);
  });

  it("publishes exactly the documents that refer to resources, under their logical names", () => {
    const { documents, roles } = plan();
    const refers = (document: unknown) => JSON.stringify(document).includes('"ref"');
    const referring = roles.flatMap(({ key, policy, attached, boundary }) => [
      ...(refers(policy) ? [`${key}-identity`] : []),
      ...attached.flatMap(({ document }, index) =>
        refers(document) ? [`${key}-identity-${String(index + 1)}`] : [],
      ),
      ...(refers(boundary) ? [`${key}-boundary`] : []),
    ]);
    assert.deepEqual(
      documents.map(({ id }) => id),
      referring,
    );
    const task = documents.filter(({ id }) => id.startsWith("orbit-task"));
    assert.deepEqual(
      task.map(({ kind, target, property }) => [kind, target, property]),
      [
        ["identity", "identity-orbit-task", "policy"],
        ["boundary", "identity-orbit-task-boundary", "policy"],
      ],
    );
    assert.deepEqual(task[0]?.statements, permissionsOf("orbit-task"));
  });
});
