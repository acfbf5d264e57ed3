import assert from "node:assert/strict";
import { secret, unknownString } from "../../../preview/engine/values";
import { readState, stateSchema } from "../../../preview/judge-file/state";
import { state, stateResource } from "../../support/preview/states";

const read = (...resources: readonly object[]) => readState(stateSchema.parse(state(resources)));

const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("readState", () => {
  it("POL-424 reads project, stack, names, parents, providers and dependencies", () => {
    const parent = "urn:pulumi:dev::shop::demo:index:Queue::orbit";
    const resource = stateResource("aws:sqs/queue:Queue", "orbit::jobs", {
      parent,
      provider: "urn:pulumi:dev::shop::pulumi:providers:aws::main::0f2c-11",
      inputs: { name: "jobs" },
      outputs: { name: "jobs", arn: "arn:aws:sqs:us-east-1:111122223333:jobs" },
      protect: true,
      ignoreChanges: ["policy"],
      additionalSecretOutputs: ["key"],
      dependencies: [parent],
      propertyDependencies: { name: [parent], tags: null },
    });
    const contents = read(resource);
    assert.deepEqual(
      [contents.project, contents.stack, contents.isDeployed],
      ["shop", "dev", true],
    );
    const [found] = contents.resources;
    assert.equal(found?.name, "orbit::jobs");
    assert.equal(found.provider, "urn:pulumi:dev::shop::pulumi:providers:aws::main");
    assert.equal(found.parent, parent);
    assert.deepEqual(found.inputs, { name: "jobs" });
    assert.equal(found.outputs["arn"], "arn:aws:sqs:us-east-1:111122223333:jobs");
    assert.deepEqual(found.dependencies, [parent]);
    assert.deepEqual(found.propertyDependencies, { name: [parent], tags: [] });
    assert.equal(found.options.protect, true);
    assert.deepEqual(found.options.ignoreChanges, ["policy"]);
    assert.deepEqual(found.options.additionalSecretOutputs, ["key"]);
  });

  it("judges an encrypted value as unknown, wherever it stands, and says how many there are", () => {
    const encrypted = { ...signature, ciphertext: "v1:abc" };
    const { resources, notes } = read(
      stateResource("t", "a", { inputs: { password: encrypted, list: [{ deep: encrypted }] } }),
    );
    assert.deepEqual(resources[0]?.inputs, {
      password: secret(unknownString),
      list: [{ deep: secret(unknownString) }],
    });
    assert.deepEqual(notes, [
      "2 encrypted value(s) are judged as unknown; export with --show-secrets to judge them",
    ]);
  });

  it("keeps a secret in the clear marked as secret, nested ones too, and one that is no JSON unknown", () => {
    const clear = (text: string) => ({ ...signature, plaintext: text });
    const inputs = {
      text: clear('"hunter2"'),
      document: clear(JSON.stringify({ a: clear("1") })),
      broken: clear("{"),
    };
    const { resources, notes } = read(stateResource("t", "a", { inputs }));
    assert.deepEqual(resources[0]?.inputs, {
      text: secret("hunter2"),
      document: secret({ a: secret(1) }),
      broken: secret(unknownString),
    });
    assert.match(notes.join(), /^1 encrypted/);
  });

  it("leaves out what awaits deletion or replacement, and what is only read, and says so", () => {
    const { resources, notes } = read(
      stateResource("t", "stays"),
      stateResource("t", "old", { delete: true }),
      stateResource("t", "replaced", { pendingReplacement: true }),
      stateResource("t", "read", { external: true }),
    );
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["stays"],
    );
    assert.deepEqual(notes, [
      "2 resource(s): each awaits deletion or replacement and is not judged",
      "1 resource(s): each is only read by the program and is not judged",
    ]);
  });

  it("says that operations are pending", () => {
    const parsed = stateSchema.parse(
      state([stateResource("t", "a")], { pending_operations: [{}] }),
    );
    assert.deepEqual(readState(parsed).notes, [
      "1 pending operation(s): the state may be out of date",
    ]);
  });

  it("says nothing of a state without secrets, deletions and operations", () => {
    assert.deepEqual(read(stateResource("t", "a")).notes, []);
  });

  it("refuses a state without resources, and one of two stacks", () => {
    assert.throws(() => read(), /holds no resource: there is nothing to judge/);
    const other = { ...stateResource("t", "b"), urn: "urn:pulumi:prod::shop::t::b" };
    assert.throws(
      () => read(stateResource("t", "a"), other),
      /URNs of urn:pulumi:dev::shop, urn:pulumi:prod::shop/,
    );
  });

  it("refuses versions it does not know", () => {
    assert.equal(stateSchema.safeParse({ ...state([]), version: 4 }).success, true);
    for (const version of [1, 2, 5, "3"]) {
      assert.equal(stateSchema.safeParse({ ...state([]), version }).success, false);
    }
  });
});
