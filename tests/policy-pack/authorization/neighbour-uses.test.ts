import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { authorize } from "../../../policy-pack/authorization/evaluate";
import { accessesIn } from "../../../policy-pack/authorization/neighbour-uses";
import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import { planContext } from "../../support/context";
import { documentOf, type StatementValue } from "../../support/policy-pack/identities";
import { plannedEstate, worldOf } from "../../support/policy-pack/planned-estate";
import { resource, unknown } from "../../support/policy-pack/resources";

const context = planContext();
const estate = plannedEstate(planEstate(context.config, context.environment));
const roleArn = (name: string) => context.names.roleArn(name);
const root = "arn:aws:iam::111122223333:root";
const orbitTask = roleArn(context.names.taskRole("orbit"));

const named = (type: string, name: string): StackResource => {
  const found = estate.find((each) => each.type.endsWith(`:${type}`) && each.name === name);
  if (found === undefined) throw new Error(`no ${type} ${name}`);
  return found;
};

/** The estate with one property of one resource changed. */
const changed = (target: StackResource, properties: Readonly<Record<string, Value>>) =>
  estate.map((each) =>
    each === target ? { ...each, properties: { ...each.properties, ...properties } } : each,
  );

/** The estate with statements more in a document that is known. */
function widened(target: StackResource, ...statements: readonly StatementValue[]) {
  const text = target.properties["policy"];
  const own = JSON.parse(typeof text === "string" ? text : "{}") as { Statement: StatementValue[] };
  return changed(target, { policy: documentOf(...own.Statement, ...statements) });
}

const grant = (statement: StatementValue): StackResource =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    { role: unknown, policy: documentOf(statement) },
    { name: "more", refersTo: { role: named("Role", "identity-orbit-task") } },
  );

/** What a service can do with what another owns, edges left out, with the statements that let it. */
function leaks(resources: readonly StackResource[]): readonly string[] {
  const { stack, context: declared } = worldOf(resources);
  return accessesIn(stack, declared)
    .filter(({ decision, action }) => decision.outcome === "allowed" && !action.includes("svcs:"))
    .flatMap(({ from, to, verb, resource: of, decision }) =>
      from.flatMap((one) =>
        to
          .filter((other) => other !== one)
          .map(
            (other) =>
              `${one} ${verb} ${of.name} of ${other}: ${[...decision.deciding.map(({ sid }) => sid ?? "")].sort().join(" ")}`,
          ),
      ),
    );
}

const unbounded = (resources: readonly StackResource[]) =>
  resources.map((each) =>
    each.name === "identity-orbit-task" && each.type.endsWith(":Role")
      ? {
          ...each,
          properties: { ...each.properties, permissionsBoundary: "" },
          propertyDependencies: {},
        }
      : each,
  );

const axonKey = named("Key", "keys-axon-data");
const axonSecret = named("SecretPolicy", "secrets-axon-model-key");
const decryptAll = { Sid: "DecryptAll", Action: "kms:Decrypt", Resource: "*" };

describe("what neighbours can use", () => {
  it("KMS-72 is nothing but the calls of edges in the estate", () => {
    assert.deepEqual(leaks(estate), []);
  });

  it("KMS-72 shows a role that two services share", () => {
    const [component] = estate;
    assert.ok(component !== undefined);
    const text = JSON.stringify(component.properties).replace(
      '"roles":["identity-axon-task"',
      '"roles":["identity-orbit-task","identity-axon-task"',
    );
    const shared = changed(component, JSON.parse(text) as Readonly<Record<string, Value>>);
    assert.ok(
      leaks(shared).some((leak) =>
        /^axon decrypt keys-orbit-data of orbit:.*UseDataKey/.test(leak),
      ),
    );
  });

  it("KMS-72 shows a key that leaves everything to the account, to a role without a boundary", () => {
    const open = { Sid: "Root", Principal: { AWS: root }, Action: "kms:*", Resource: "*" };
    const leaking = [...unbounded(widened(axonKey, open)), grant(decryptAll)];
    assert.deepEqual(
      leaks(leaking).filter((leak) => leak.includes("keys-axon-data")),
      ["orbit decrypt keys-axon-data of axon: DecryptAll Root"],
    );
    // The boundary alone holds.
    assert.deepEqual(leaks([...widened(axonKey, open), grant(decryptAll)]), []);
  });

  it("IAM-56 shows what a missing boundary lets through", () => {
    const invoke = {
      Sid: "InvokeAny",
      Action: "lambda:InvokeFunction",
      Resource: context.names.arn("lambda", `function:${context.names.prefix}-*`),
    };
    assert.deepEqual(leaks([...estate, grant(invoke)]), []);
    assert.deepEqual(leaks([...unbounded(estate), grant(invoke)]), [
      "orbit invoke secrets-axon-rotation of axon: InvokeAny",
    ]);
  });

  it("KMS-72 shows a wildcard principal", () => {
    const everybody = { Sid: "Anybody", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
    const found = leaks(widened(axonKey, everybody)).filter((leak) => leak.includes("axon-data"));
    assert.ok(found.length > 0);
    assert.ok(found.every((leak) => leak.startsWith("orbit decrypt") && leak.includes("Anybody")));
  });

  it("SEC-73 shows a secret that a neighbour can read", () => {
    const read = {
      Sid: "ReadNeighbour",
      Action: "secretsmanager:GetSecretValue",
      Resource: context.names.secretArn("axon", "model-key"),
    };
    // The secret's own denial holds alone, and so does the boundary.
    assert.deepEqual(leaks([...unbounded(estate), grant(read)]), []);
    const opened = changed(axonSecret, {
      policy: documentOf({
        Sid: "Neighbours",
        Principal: { AWS: orbitTask },
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
      }),
    });
    assert.deepEqual(
      leaks([...opened, grant({ ...read, Action: "secretsmanager:ListSecrets" })]),
      [],
    );
    const found = leaks([...unbounded(opened), grant(read)]);
    assert.equal(found.length, 1);
    assert.match(
      found[0] ?? "",
      /^orbit read secrets-axon-model-key of axon: .*(Neighbours|ReadNeighbour)/,
    );
  });

  it("IAM-57 is not widened past the boundary by a policy that names the role, but is by one that names its session", () => {
    const session = `arn:aws:sts::111122223333:assumed-role/${context.names.taskRole("orbit")}/run`;
    const admitting = (AWS: string) =>
      worldOf(
        changed(axonSecret, {
          policy: documentOf({
            Sid: "Neighbours",
            Principal: { AWS },
            Action: "secretsmanager:GetSecretValue",
            Resource: "*",
          }),
        }),
      );
    const outcome = (AWS: string) => {
      const world = admitting(AWS);
      const role = world.stack.resources.find(
        ({ type, name }) => type.endsWith(":Role") && name === "identity-orbit-task",
      );
      const secret = world.stack.resources.find(
        ({ type, name }) => type.endsWith(":Secret") && name === "secrets-axon-model-key",
      );
      assert.ok(role !== undefined && secret !== undefined);
      return authorize(world, {
        caller: { kind: "role", role, sessionName: "run" },
        action: "secretsmanager:GetSecretValue",
        resource: secret,
      }).outcome;
    };
    assert.equal(outcome(orbitTask), "implicit-deny");
    assert.equal(outcome(session), "allowed");
  });

  it("IAM-61 shows a trust that asks for no source identity", () => {
    const role = named("Role", "identity-orbit-to-axon");
    const trust = documentOf({
      Sid: "AssumeByCaller",
      Principal: { AWS: orbitTask },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
    });
    const decide = (resources: readonly StackResource[]) => {
      const world = worldOf(resources);
      const find = (name: string) =>
        world.stack.resources.find((each) => each.type.endsWith(":Role") && each.name === name);
      const [caller, target] = [find("identity-orbit-task"), find("identity-orbit-to-axon")];
      assert.ok(caller !== undefined && target !== undefined);
      return authorize(world, {
        caller: { kind: "role", role: caller },
        action: "sts:AssumeRole",
        resource: target,
        keys: { "aws:requesttag/correlation-id": ["c"], "aws:tagkeys": ["correlation-id"] },
      });
    };
    assert.equal(decide(estate).outcome, "implicit-deny");
    const open = decide(changed(role, { assumeRolePolicy: trust }));
    assert.equal(open.outcome, "allowed");
    assert.ok(open.deciding.some(({ sid }) => sid === "AssumeByCaller"));
  });
});
