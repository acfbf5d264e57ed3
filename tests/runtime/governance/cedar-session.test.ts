import assert from "node:assert/strict";
import { type CedarModule, loadCedar } from "../../../runtime/governance/cedar-module";
import { createCedarSession } from "../../../runtime/governance/cedar-session";
import { asked, bundleOf, chained, permit } from "./cedar-fixtures";

const slice = { name: "orbit", policies: { allow: permit() } };
type Reply = ReturnType<CedarModule["statefulIsAuthorized"]>;

const sessionWith = (parts: Partial<CedarModule>) =>
  createCedarSession(bundleOf(), () => ({ ...loadCedar(), ...parts }));

describe("createCedarSession", () => {
  it("uses a name again for other policies", () => {
    const session = createCedarSession(bundleOf());
    assert.equal(session.evaluate(slice, asked()).kind, "permitted");
    const banning = { name: "orbit", policies: { ban: "forbid(principal, action, resource);" } };
    assert.equal(session.evaluate(banning, asked()).kind, "forbidden");
    assert.equal(session.evaluate(slice, asked()).kind, "permitted");
  });

  it("never decides with the former policies of a name when the new ones do not parse", () => {
    const session = createCedarSession(bundleOf());
    session.evaluate(slice, asked());
    const broken = { name: "orbit", policies: { bad: "permit(" } };
    for (let round = 0; round < 2; round += 1) {
      assert.equal(session.evaluate(broken, asked()).kind, "policy-error");
    }
  });

  it("parses a slice once", () => {
    let parsed = 0;
    const cedar = loadCedar();
    const session = createCedarSession(bundleOf(), () => ({
      ...cedar,
      preparsePolicySet: (...set: Parameters<CedarModule["preparsePolicySet"]>) => {
        parsed += 1;
        return cedar.preparsePolicySet(...set);
      },
    }));
    for (let round = 0; round < 5; round += 1) session.evaluate(slice, asked());
    assert.equal(parsed, 1);
  });

  it("passes the schema, validates the request, and sends two entities and three facts", () => {
    const calls: Parameters<CedarModule["statefulIsAuthorized"]>[0][] = [];
    const session = sessionWith({
      statefulIsAuthorized: (call) => {
        calls.push(call);
        return loadCedar().statefulIsAuthorized(call);
      },
    });
    session.evaluate(slice, { ...asked(), ...{ extra: 1 } });
    const [call] = calls;
    assert.equal(call?.validateRequest, true);
    assert.equal(call.preparsedSchemaName, "bundle");
    assert.equal(call.entities.length, 2);
    assert.deepEqual(call.context, { method: "POST", path: "/reason", delegationDepth: 0 });
  });

  it("gives undefined for work that traps, and serves the next with a fresh instance", () => {
    const session = createCedarSession(bundleOf());
    const poisoned = { name: "orbit", policies: { poison: chained(400) } };
    assert.equal(session.evaluate(slice, asked()).kind, "permitted");
    assert.equal(session.evaluate(poisoned, asked()).kind, "engine-fault");
    assert.equal(session.evaluate(slice, asked()).kind, "permitted");
    const trap = (): number => {
      throw new RangeError("Maximum call stack size exceeded");
    };
    assert.equal(session.run(trap), undefined);
    assert.equal(session.run((cedar) => cedar.policyToJson(permit()))?.type, "success");
    assert.equal(session.reloads, 2);
  });

  it("keeps no instance for a path that Cedar throws at", () => {
    const session = createCedarSession(bundleOf());
    const answer = session.evaluate(slice, asked({}, { path: "/\ud800" }));
    assert.deepEqual(answer, { kind: "not-permitted" });
    assert.equal(session.reloads, 0);
  });

  it("answers engine-fault while Cedar cannot be loaded, and decides once it can", () => {
    let isMissing = true;
    const session = createCedarSession(bundleOf(), () => {
      if (isMissing) throw new Error("no such file");
      return loadCedar();
    });
    for (let round = 0; round < 2; round += 1) {
      assert.deepEqual(session.evaluate(slice, asked()), { kind: "engine-fault" });
      assert.equal(
        session.run(() => 1),
        undefined,
      );
    }
    assert.equal(session.reloads, 0);
    isMissing = false;
    assert.equal(session.evaluate(slice, asked()).kind, "permitted");
    assert.equal(session.reloads, 1);
  });

  const success = (decision: "allow" | "deny", reason: string[]): Reply => ({
    type: "success",
    response: { decision, diagnostics: { reason, errors: [] } },
    warnings: [],
  });
  const unusable: Readonly<Record<string, string>> = {
    "an allow that no policy stands for": JSON.stringify(success("allow", [])),
    "a success without response": '{"type":"success"}',
    "a success without errors":
      '{"type":"success","response":{"decision":"allow","diagnostics":{"reason":["a"]}}}',
    nothing: "null",
  };
  for (const [what, reply] of Object.entries(unusable)) {
    it(`answers engine-fault to ${what}`, () => {
      const session = sessionWith({ statefulIsAuthorized: () => JSON.parse(reply) as Reply });
      assert.deepEqual(session.evaluate(slice, asked()), { kind: "engine-fault" });
    });
  }

  it("answers policy-error to a failure, and to an allow beside an error of a policy", () => {
    const failure: Reply = { type: "failure", errors: [], warnings: [] };
    const error = { message: "", help: null, code: null, url: null, severity: null };
    const errors = ["ban", "ban", "other"].map((policyId) => ({ policyId, error }));
    const allow: Reply = {
      type: "success",
      response: { decision: "allow", diagnostics: { reason: ["allow"], errors } },
      warnings: [],
    };
    const answerTo = (reply: Reply) =>
      sessionWith({ statefulIsAuthorized: () => reply }).evaluate(slice, asked());
    assert.deepEqual(answerTo(failure), { kind: "policy-error", policies: [] });
    assert.deepEqual(answerTo(allow), { kind: "policy-error", policies: ["ban", "other"] });
    assert.deepEqual(answerTo(success("allow", ["a"])), { kind: "permitted", policies: ["a"] });
  });

  it("knows actions and resources of the bundle alone", () => {
    const session = createCedarSession(bundleOf());
    assert.equal(session.knows(asked()), true);
    for (const name of ["toString", "__proto__", "constructor", ""]) {
      assert.equal(session.knows(asked({ action: name })), false);
      assert.equal(session.knows(asked({ resource: name })), false);
    }
  });
});
