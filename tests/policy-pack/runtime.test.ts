import assert from "node:assert/strict";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";
import type { Value } from "../../policy-pack/engine/value";
import {
  secret,
  TestPack,
  TestStack,
  type TestViolation,
  unknown,
} from "../../policy-pack/testing";
import { buildPolicyPack } from "../../tools/build";
import { allCases } from "../support/policy-pack/all-cases";
import {
  contradictions,
  type Outcome,
  type RuleCase,
  today,
} from "../support/policy-pack/rule-cases";

const directory = path.resolve(__dirname, "../../policy-pack");

/** A case as a stack of the runtime, with the configuration that the pack reads. */
function stackOf({ resources }: RuleCase): TestStack {
  const stack = new TestStack();
  for (const resource of resources) {
    const { properties, outputs, options, ...rest } = resource;
    stack.take({ ...rest, inputs: properties, outputs, ignoreChanges: options.ignoreChanges });
  }
  return stack;
}

const configOf = ({ configuration = {} }: RuleCase) => ({
  resources: { date: today, ...(configuration as Readonly<Record<string, Value>>) },
});

/** A violation as cases see findings. */
const outcomeOf = ({ rule, labels, level, sentence }: TestViolation): Outcome => ({
  rule,
  verdict: labels["verdict"] ?? "",
  path: labels["path"] ?? "",
  fix: labels["fix"] ?? "",
  message: sentence.replace(/^UNRESOLVED: /, ""),
  level: level === "advisory" ? "advisory" : "mandatory",
});

describe("the compiled pack in Pulumi's policy runtime", () => {
  const packs: { preview?: TestPack; update?: TestPack } = {};

  before(async () => {
    buildPolicyPack();
    packs.preview = await TestPack.start({ directory });
    packs.update = await TestPack.start({ directory, isUpdate: true });
  });

  after(() => {
    packs.preview?.stop();
    packs.update?.stop();
  });

  const judge = async (stack: TestStack, config: ReturnType<typeof configOf>, isUpdate = false) => {
    const pack = isUpdate ? packs.update : packs.preview;
    assert.ok(pack !== undefined);
    return pack.judge(stack, { config });
  };

  for (const { rule, cases } of allCases()) {
    it(`POL-450 judges every case of ${rule.id} as the rule alone does`, async () => {
      const wrong: string[] = [];
      for (const each of cases) {
        const violations = await judge(stackOf(each), configOf(each), each.isUpdate);
        assert.deepEqual(
          violations.filter(({ rule: name }) => name === "pack/configuration"),
          [],
        );
        const own = violations.filter(({ rule: name }) => name === rule.id);
        const found = contradictions(each, own.map(outcomeOf));
        if (found.length > 0) wrong.push(`${each.title}: ${found.join("; ")}`);
      }
      assert.deepEqual(wrong, []);
    });
  }

  it("POL-451 has a case in the runtime for each rule of the catalog", () => {
    const shown = new Set(allCases().map(({ rule }) => rule.id));
    assert.deepEqual(
      catalog.map(({ id }) => id).filter((id) => !shown.has(id)),
      [],
    );
  });

  for (const [kind, sentinel] of Object.entries(unknown)) {
    it(`POL-450 takes an unknown ${kind} for unknown, and stays mandatory`, async () => {
      const stack = new TestStack();
      const group = stack.add("aws:cloudwatch/logGroup:LogGroup", "logs", {
        inputs: { retentionInDays: sentinel, name: "logs" },
      });
      const violations = await judge(stack, { resources: { date: today } });
      const own = violations.find(({ rule }) => rule === "retain/log-group-days");
      assert.deepEqual(
        [own?.level, own?.labels["verdict"], own?.urn],
        ["mandatory", "undecided", group.urn],
      );
    });
  }

  it("POL-21 judges a secret by its value, and never prints it", async () => {
    const stack = new TestStack();
    stack.add("aws:cloudwatch/logGroup:LogGroup", "logs", {
      inputs: { retentionInDays: secret(3) },
    });
    const password = "correct-horse-battery";
    stack.add("aws:rds/instance:Instance", "db", { inputs: { password: secret(password) } });
    const violations = await judge(stack, { resources: { date: today } });
    assert.ok(violations.some(({ rule }) => rule === "retain/log-group-days"));
    assert.ok(!JSON.stringify(violations).includes(password));
  });

  it("POL-10 forgets one stack before it judges the next", async () => {
    const first = new TestStack();
    first.add("aws:sqs/queue:Queue", "orders", { inputs: { name: "orders" } });
    const key = (violations: readonly TestViolation[]) =>
      violations.map(({ rule, urn }) => `${rule} ${urn}`).sort();
    const config = { resources: { date: today } };
    const alone = key(await judge(first, config));
    const other = new TestStack({ stack: "prod" });
    other.add("aws:kms/key:Key", "key");
    await judge(other, config);
    assert.deepEqual(key(await judge(first, config)), alone);
  });

  it("POL-12 reports findings of single resources and of the stack in one preview, none twice", async () => {
    const stack = new TestStack();
    stack.add("aws:cloudwatch/logGroup:LogGroup", "logs", { inputs: { retentionInDays: 1 } });
    stack.add("aws:iam/role:Role", "role", { inputs: { assumeRolePolicy: "{" } });
    const violations = await judge(stack, { resources: { date: today } });
    const phases = new Set(violations.map(({ phase }) => phase));
    assert.deepEqual([...phases].sort(), ["resource", "stack"]);
    const keys = violations.map(
      ({ rule, urn, labels }) => `${rule} ${urn} ${labels["fingerprint"] ?? ""}`,
    );
    assert.deepEqual(keys, [...new Set(keys)]);
    assert.ok(violations.some(({ level, phase }) => level === "mandatory" && phase === "resource"));
    assert.ok(violations.some(({ level, phase }) => level === "mandatory" && phase === "stack"));
  });

  it("POL-11 decides before creation what one resource decides", async () => {
    const stack = new TestStack();
    stack.add("aws:iam/rolePolicy:RolePolicy", "open", {
      inputs: { policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' },
    });
    const violations = await judge(stack, { resources: { date: today } }, true);
    const action = violations.find(({ rule }) => rule === "iam/wildcard-action");
    assert.equal(action?.phase, "resource");
  });
});
