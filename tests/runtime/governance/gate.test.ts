import assert from "node:assert/strict";
import type { PolicyBundle } from "../../../runtime/governance/bundle";
import { createCedarEngine } from "../../../runtime/governance/cedar-engine";
import { type CedarModule, loadCedar } from "../../../runtime/governance/cedar-module";
import { checkBundle } from "../../../runtime/governance/gate";
import { asked, bundleOf, chained, permit, poisons, reasoning, scopeOf } from "./cedar-fixtures";

const own = permit();
const { deny } = bundleOf().selfTest;

/** Codes and policies of what is found in orbit's slice beside a good permit. */
function found(text: string): readonly string[] {
  const problems = checkBundle(bundleOf({ policies: { orbit: { own, candidate: text } } }));
  return problems.map(({ code, where }) => `${code} ${where.replace("policies.orbit.", "")}`);
}

const about = (condition: string) => `permit(${scopeOf(reasoning)}) when { ${condition} };`;

describe("checkBundle", () => {
  it("has nothing to say about a good bundle", () => {
    assert.deepEqual(checkBundle(bundleOf()), []);
  });

  it("has nothing to say about a bundle without policies and without a known allow", () => {
    assert.deepEqual(checkBundle(bundleOf({ policies: {}, selfTest: { deny } })), []);
  });

  it("accepts broad forbids that every slice has", () => {
    const ban = 'forbid(principal, action, resource) when { context.method == "DELETE" };';
    const policies = { orbit: { own, ban }, axon: { ban } };
    assert.deepEqual(checkBundle(bundleOf({ policies })), []);
  });

  for (const [what, poison] of Object.entries(poisons)) {
    it(`G4 refuses ${what}, and its caller's engine goes on`, () => {
      const engine = createCedarEngine(bundleOf());
      assert.ok(found(poison).includes("shape candidate"));
      assert.equal(engine.decide(asked()).kind, "permitted");
      assert.equal(engine.reloads, 0);
    });
  }

  it("G4 refuses chains above 100 terms, of any operator", () => {
    for (const operator of ["||", "&&"]) {
      assert.deepEqual(found(chained(101, operator)), ["shape candidate"]);
      assert.ok(!found(chained(100, operator)).includes("shape candidate"));
    }
  });

  it("G4 refuses expressions deeper than 32", () => {
    const nested = (levels: number) => {
      let condition = "context.delegationDepth == 0";
      for (let level = 2; level < levels; level += 1) {
        condition = `true ${level % 2 === 0 ? "&&" : "||"} (${condition})`;
      }
      return about(condition);
    };
    assert.deepEqual(found(nested(33)), ["shape candidate"]);
    assert.deepEqual(found(nested(32)), []);
  });

  it("G4 refuses chains inside chains that are too deep together", () => {
    const terms = Array.from({ length: 70 }, () => 'context.path == "/reason"');
    const condition = `(${terms.join(" || ")}) && ${terms.join(" && ")}`;
    assert.deepEqual(found(about(condition)), ["shape candidate"]);
  });

  it("G4 evaluates every policy with a request of its scope: finds one that errs", () => {
    const overflow = "context.delegationDepth * 4611686018427387904 >= 0";
    assert.deepEqual(found(about(overflow)), ["evaluation candidate"]);
    const broad = `forbid(principal, action, resource == Operation::"vault:POST:/seal") when { ${overflow} };`;
    assert.deepEqual(found(broad), ["evaluation candidate"]);
  });

  it("G4 evaluates every policy with a request of its scope: finds one that traps", () => {
    const asked: string[] = [];
    const load = (): CedarModule => {
      const cedar = loadCedar();
      return {
        ...cedar,
        statefulIsAuthorized: (call) => {
          asked.push(JSON.stringify([call.principal, call.action, call.resource]));
          if (JSON.stringify(call.resource).includes("/status")) throw new RangeError("stack");
          return cedar.statefulIsAuthorized(call);
        },
      };
    };
    const observing = { principal: "orbit", action: "observe", resource: "axon:GET:/status" };
    const policies = { orbit: { own, observe: permit(observing) } };
    const problems = checkBundle(bundleOf({ policies }), { load });
    assert.deepEqual(
      problems.map(({ code, where }) => `${code} ${where}`),
      ["evaluation policies.orbit.observe"],
    );
    assert.ok(asked.some((call) => call.includes("/reason")));
  });

  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ["text that is no policy", "permit(", ["policy candidate"]],
    ["no policy at all", "", ["policy candidate"]],
    ["two policies in one", `${own} ${own}`, ["policy candidate"]],
    ["a template", "permit(principal == ?principal, action, resource);", ["policy candidate"]],
    ["an unknown attribute", about("context.missing == 1"), ["policy candidate"]],
    [
      "a comparison of unlike types",
      about('context.path == 1 || context.method == "x"'),
      ["policy candidate"],
    ],
    ["a condition that is never true", about("false"), ["policy candidate"]],
    [
      "an unknown action",
      `permit(${scopeOf({ ...reasoning, action: "fly" })});`,
      ["policy candidate"],
    ],
    [
      "a permit for any principal",
      `permit(principal, ${scopeOf(reasoning).split(", ").slice(1).join(", ")});`,
      ["scope candidate", "slice candidate"],
    ],
    [
      "a permit for any action",
      'permit(principal == Service::"orbit", action, resource == Operation::"axon:POST:/reason");',
      ["scope candidate"],
    ],
    [
      "a permit for a type",
      'permit(principal == Service::"orbit", action == Action::"reason", resource is Operation);',
      ["scope candidate"],
    ],
    [
      "a forbid for a set",
      'forbid(principal == Service::"orbit", action in [Action::"reason"], resource);',
      ["scope candidate"],
    ],
    [
      "an action that the operation is not decided under",
      permit({ ...reasoning, action: "seal" }),
      ["scope candidate"],
    ],
    [
      "an unknown operation",
      permit({ ...reasoning, resource: "axon:POST:/other" }),
      ["scope candidate"],
    ],
    [
      "a policy of another principal",
      permit({ ...reasoning, principal: "axon" }),
      ["slice candidate"],
    ],
  ];
  for (const [what, text, expected] of refused) {
    it(`refuses ${what}`, () => {
      const orbit = { own, candidate: text };
      const policies: PolicyBundle["policies"] = { orbit, axon: {} };
      const problems = checkBundle(bundleOf({ policies }));
      const places = problems.map(
        ({ code, where }) => `${code} ${where.replace("policies.orbit.", "")}`,
      );
      for (const place of expected)
        assert.ok(places.includes(place), `${place} in ${places.join()}`);
    });
  }

  it("refuses a broad forbid that a slice lacks", () => {
    const ban = 'forbid(principal, action, resource) when { context.method == "DELETE" };';
    const [problem, ...more] = checkBundle(
      bundleOf({ policies: { orbit: { own, ban }, axon: {} } }),
    );
    assert.deepEqual(more, []);
    assert.equal(problem?.code, "slice");
    assert.match(problem.message, /"axon"/);
  });

  it("refuses a schema that does not parse, and looks at references all the same", () => {
    const problems = checkBundle(bundleOf({ schema: "entity", hops: [{ from: "x", to: "axon" }] }));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["reference", "schema"],
    );
  });

  it("G5 refuses a bundle whose known decisions do not hold", () => {
    const permitted = bundleOf({ selfTest: { allow: reasoning, deny: reasoning } });
    const none = bundleOf({ selfTest: { deny } });
    for (const bundle of [permitted, none]) {
      assert.deepEqual(
        checkBundle(bundle).map(({ code }) => code),
        ["self-test"],
      );
    }
  });

  it("refuses everything when Cedar cannot be loaded", () => {
    const load = () => {
      throw new Error("no such file");
    };
    assert.deepEqual(
      checkBundle(bundleOf(), { load }).map(({ code }) => code),
      ["schema"],
    );
  });
});
