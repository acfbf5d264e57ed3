import assert from "node:assert/strict";
import path from "node:path";
import { containedRevocation, releasedRevocation } from "../../../../runtime/containment/policies";
import { byHandPage } from "../../../../tools/docs/runbooks/by-hand-page";
import { subjectOf } from "../../../../tools/docs/runbooks/subject";
import { stackContext } from "../../../../tools/stack-context";
import { blocksOf } from "./commands";
import { played } from "./played";

const subject = subjectOf(stackContext(path.resolve(__dirname, "../../../.."), "prod"));
const services = subject.plan.response.function.settings.services;

/** What the page's commands for a service call. */
function callsFor(service: string) {
  const blocks = blocksOf(byHandPage(subject));
  const isNaming = (block: string) => block.startsWith("SERVICE=");
  const [own, ...others] = blocks.filter((block) => block.startsWith(`SERVICE=${service} `));
  assert.ok(own !== undefined && others.length === 0);
  return played([own, ...blocks.filter((block) => !isNaming(block))]);
}

const optionOf = (call: readonly string[], option: string): string =>
  call[call.indexOf(`--${option}`) + 1] ?? "";

const textsOf = (calls: readonly (readonly string[])[], operation: string, option: string) =>
  calls.filter((call) => call[2] === operation).map((call) => optionOf(call, option));

describe("byHandPage", () => {
  it("names for every service what the workflow contains", () => {
    for (const [service, { roleNames, rotation, ecs }] of Object.entries(services)) {
      const calls = callsFor(service);
      const roles = [...roleNames, ...(rotation === undefined ? [] : [rotation.roleName])];
      assert.deepEqual(textsOf(calls, "get-role-policy", "role-name"), roles);
      assert.deepEqual(textsOf(calls, "put-role-policy", "role-name"), [...roles, ...roles]);
      assert.deepEqual(textsOf(calls, "put-item", "item").map(parsed), [
        { pk: { S: `quarantine#${service}` }, quarantined: { BOOL: true } },
      ]);
      for (const task of textsOf(calls, "update-service", "service")) {
        assert.equal(task, ecs?.service);
      }
    }
  });

  it("IR-97 IR-99 sets the flag, saves, then ends roles, mesh, network and tasks in this order", () => {
    for (const service of Object.keys(services)) {
      const operations = callsFor(service).map(([, , operation]) => operation ?? "");
      const order = [
        ...["put-item", "get-role-policy", "get-auth-policy", "describe-services"],
        ...["get-function-concurrency", "put-role-policy", "put-auth-policy"],
        ...["revoke-security-group-ingress", "revoke-security-group-egress"],
        ...["update-service", "stop-task", "put-function-concurrency", "get-item"],
        ...["delete-function-concurrency", "delete-item"],
      ];
      const places = order.map((operation) => operations.indexOf(operation));
      assert.ok(!places.includes(-1));
      assert.deepEqual(
        places,
        places.toSorted((one, other) => one - other),
      );
      assert.equal(operations.at(-1), "delete-item");
    }
  });

  it("IR-96 adds no rule and swaps no group of a network interface", () => {
    const operations = Object.keys(services)
      .flatMap(callsFor)
      .map(([, , operation]) => operation ?? "");
    for (const operation of operations) {
      assert.doesNotMatch(operation, /^(authorize-|modify-network-interface)/);
    }
  });

  it("IR-98 denies old sessions and new ones as the workflow does, and releases with a cut-off", () => {
    const [service = ""] = Object.keys(services);
    const texts = textsOf(callsFor(service), "put-role-policy", "policy-document");
    const [contained = "", released = ""] = [texts[0], texts.at(-1)];
    const cutOff = /"aws:TokenIssueTime":"([^"]+)"/.exec(contained)?.[1] ?? "";
    const incident = "inc-0123456789abcdef";
    const expected = containedRevocation(incident, cutOff);
    assert.deepEqual(
      parsed(contained),
      parsed(expected.replace("Contained0123456789abcdef", "ContainedByHand")),
    );
    const later = /"aws:TokenIssueTime":"([^"]+)"/.exec(released)?.[1] ?? "";
    assert.ok(Date.parse(later) >= Date.parse(cutOff));
    assert.deepEqual(parsed(released), parsed(releasedRevocation(released, later)));
    assert.doesNotMatch(released, /ContainedByHand/);
  });
});

const parsed = (text: string): unknown => JSON.parse(text);
