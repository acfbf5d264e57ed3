import assert from "node:assert/strict";
import { compileEventPattern } from "../../../detections/event-pattern";
import type { PlanContext } from "../../../plan/context";
import { planEventRules, secretReaders } from "../../../plan/monitoring/event-rules";
import { planContext } from "../../support/context";
import { everybody, forEachExample } from "../examples";

const ruleOf = (key: string, context: PlanContext = planContext()) => {
  const rule = planEventRules(context).find((each) => each.key === key) ?? assert.fail(key);
  const compiled = compileEventPattern(rule.pattern);
  return { ...rule, matches: (event: unknown) => compiled.matches(event) };
};

const apiCall = (source: string, detail: Readonly<Record<string, unknown>>) => ({
  ...{ source, "detail-type": "AWS API Call via CloudTrail" },
  detail: { eventSource: source.replace("aws.", "").concat(".amazonaws.com"), ...detail },
});

const read = (sessionIssuer: unknown, secretId = "agent-runtime/dev/orbit/api-token") =>
  apiCall("aws.secretsmanager", {
    eventName: "GetSecretValue",
    requestParameters: { secretId },
    userIdentity:
      sessionIssuer === undefined ? { type: "Root" } : { sessionContext: { sessionIssuer } },
  });

describe("planEventRules", () => {
  it("LOG-84 is offered the events of reading calls wherever a rule waits for one", () => {
    for (const { key, state, pattern } of planEventRules(planContext())) {
      const reads = JSON.stringify(pattern).includes('"GetSecretValue"');
      const expected = reads ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED";
      assert.equal(state, expected, key);
    }
    assert.equal(ruleOf("orbit-foreign").state, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  });

  it("tells of a secret that anybody but its readers asked for", () => {
    const { matches } = ruleOf("orbit-foreign");
    const [orbit] = secretReaders(planContext());
    assert.ok(orbit !== undefined && orbit.roleArns.length === 3);
    for (const arn of orbit.roleArns) assert.ok(!matches(read({ arn })), arn);
    const foreign = { arn: "arn:aws:iam::111122223333:role/deploy" };
    assert.ok(matches(read(foreign)));
    const arn =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-AbCdEf";
    assert.ok(matches(read(foreign, arn)));
    assert.ok(!matches(read(foreign, "agent-runtime/dev/axon/model-key")));
  });

  it("tells by a rule of its own of whoever has no role, whom anything-but overlooks", () => {
    assert.ok(!ruleOf("orbit-foreign").matches(read(undefined)));
    const { matches } = ruleOf("secret-read-without-role");
    assert.ok(matches(read(undefined)));
    assert.ok(!matches(read({ arn: "arn:aws:iam::111122223333:role/deploy" })));
    assert.ok(!matches(read(undefined, "other/dev/orbit/api-token")));
  });

  it("counts break-glass as no reader of every day", () => {
    const context = planContext(everybody);
    const breakGlass = context.names.roleArn(context.names.personRole("break-glass"));
    assert.ok(ruleOf("orbit-foreign", context).matches(read({ arn: breakGlass })));
  });

  it("tells of GuardDuty's findings from medium severity on", () => {
    const { matches } = ruleOf("guardduty-findings");
    const finding = (severity: number) => ({
      ...{ source: "aws.guardduty", "detail-type": "GuardDuty Finding", detail: { severity } },
    });
    for (const severity of [4, 5.5, 8.9]) assert.ok(matches(finding(severity)), String(severity));
    for (const severity of [1, 3.9]) assert.ok(!matches(finding(severity)), String(severity));
  });

  it("tells of root, signing in or calling, and not of what AWS does in its name", () => {
    const { matches } = ruleOf("root-activity");
    const root = { type: "Root" };
    const signIn = { "detail-type": "AWS Console Sign In via CloudTrail", source: "aws.signin" };
    assert.ok(matches({ ...signIn, detail: { userIdentity: root } }));
    const respelt = { ...signIn, "detail-type": "AWS Console Signin via CloudTrail" };
    assert.ok(matches({ ...respelt, detail: { userIdentity: root } }));
    assert.ok(matches(apiCall("aws.iam", { eventName: "CreateAccessKey", userIdentity: root })));
    assert.ok(!matches({ ...signIn, detail: { userIdentity: { type: "IAMUser" } } }));
    const byService = { ...root, invokedBy: "support.amazonaws.com" };
    assert.ok(!matches(apiCall("aws.iam", { eventName: "GetRole", userIdentity: byService })));
  });

  it("LOG-90 has names and patterns within EventBridge's bounds, each once, in every example", () => {
    forEachExample((title, context) => {
      const rules = planEventRules(context);
      assert.equal(new Set(rules.map(({ name }) => name)).size, rules.length, title);
      for (const { key, name, pattern } of rules) {
        assert.ok(name.length <= 64, `${title}: ${key}`);
        compileEventPattern(pattern);
      }
    });
  });
});
