import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanContext } from "../../../plan/context";
import { planIdentity } from "../../../plan/identity";
import { countCharacters } from "../../../plan/identity/characters";
import { checkPolicySizes } from "../../../plan/identity/size-checks";
import { namesFor } from "../../../plan/naming";
import { planContext } from "../../support/context";
import { arbitraryOverrides, forEachExample, type Overrides } from "../examples";

/** Names of the most characters that a service may have. */
const longName = (letter: string, index: number) =>
  `${letter}-${String(index).padStart(2, "0")}-`.padEnd(20, "x");

const operations = (count: number, length = 10) =>
  Array.from({ length: count }, (_, index) => ({
    method: "POST",
    path: `/${String(index)}-`.padEnd(length, "x"),
    intent: "ask",
  }));

/** A service that calls many others. */
const hub = (callees: number): Overrides => {
  const names = Array.from({ length: callees }, (_, index) => longName("callee", index));
  return {
    services: Object.fromEntries(
      [longName("hub", 0), ...names].map((name) => [name, { tier: "private" }]),
    ),
    edges: names.map((to) => ({ from: longName("hub", 0), to, operations: operations(1) })),
  };
};

const keeper = (secrets: number): Overrides => ({
  services: {
    keeper: {
      tier: "private",
      secrets: Array.from({ length: secrets }, (_, index) => longName("secret", index)),
    },
  },
  edges: [],
});

const caller = (paths: number, length: number): Overrides => ({
  services: { orbit: { tier: "private" }, axon: { tier: "axon-runtime" } },
  edges: [{ from: "orbit", to: "axon", operations: operations(paths, length) }],
});

const problemsOf = (overrides: Overrides) => checkPolicySizes(planContext(overrides));

/** The longest partition and the longest Region that AWS has. */
function inLongestRegion(context: PlanContext): PlanContext {
  const environment = {
    ...context.environment,
    partition: "aws-us-gov",
    region: "ap-southeast-2",
    accountId: "111122223333",
  };
  return { ...context, environment, names: namesFor(environment) };
}

// What AWS counts of a document: its text without white space, with an ARN that AWS would choose in each place.
function deployedCharacters(context: PlanContext, document: unknown): number {
  const { partition, region, accountId } = context.environment;
  const text = JSON.stringify(document, (_key, value: unknown) => {
    if (typeof value !== "object" || value === null || !("ref" in value)) return value;
    const { ref, suffix = "" } = value as { ref: string; suffix?: string };
    const of = (rest: string) => `arn:${partition}:${rest}${suffix}`;
    return ref.startsWith("mesh-")
      ? of(`vpc-lattice:${region}:${accountId}:service/svc-0123456789abcdef0`)
      : of(`kms:${region}:${accountId}:key/mrk-0123456789abcdef0123456789abcdef`);
  });
  return text.replaceAll(/\s/g, "").length;
}

describe("checkPolicySizes", () => {
  it("IAM-54 accepts every example, in the Region with the longest ARNs too", () => {
    forEachExample((title, context) => {
      assert.deepEqual(checkPolicySizes(context), [], title);
      assert.deepEqual(checkPolicySizes(inLongestRegion(context)), [], title);
    });
  });

  it("IAM-54 counts no document as shorter than what is deployed", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const context = inLongestRegion(planContext(overrides));
        for (const { policy, boundary, trustPolicy } of planIdentity(context, "identity").roles) {
          for (const document of [policy, boundary, trustPolicy]) {
            if (document === undefined) continue;
            assert.ok(countCharacters(context, document) >= deployedCharacters(context, document));
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("IAM-54 refuses the boundary of a service with too many edges, and says by how much", () => {
    const issues = problemsOf(hub(60));
    assert.deepEqual(
      [...new Set(issues.map(({ path }) => path))],
      [`services.${longName("hub", 0)}`],
    );
    const [issue] = issues;
    assert.equal(issue?.code, "IAM001");
    assert.match(
      issue.problem,
      /^the permissions boundary of the role agent-runtime-dev-hub-00-x+-task is/,
    );
    assert.equal(issue.allowed, "6144 characters");
    const [over] = /\d+(?= characters over)/.exec(issue.fix) ?? [];
    assert.equal(Number(over), Number.parseInt(issue.given ?? "", 10) - 6144);
  });

  it("IAM-54 refuses a service with too many secrets", () => {
    assert.ok(problemsOf(keeper(40)).some(({ path }) => path === "services.keeper"));
  });

  it("IAM-54 refuses an edge whose session policy STS would refuse", () => {
    const [issue, ...others] = problemsOf(caller(12, 100));
    assert.deepEqual(others, []);
    assert.equal(issue?.path, "edges.0.operations");
    assert.match(
      issue.problem,
      /^the session policy of the role agent-runtime-dev-orbit-to-axon is/,
    );
    assert.equal(issue.allowed, "2048 characters");
    assert.deepEqual(problemsOf(caller(8, 100)), []);
  });

  for (const [title, limit, sized] of [
    ["edges", 6144, hub],
    ["secrets", 6144, keeper],
  ] as const) {
    it(`IAM-54 accepts as many ${title} as the size allows, and not one more`, () => {
      const largest = (count: number) => {
        const context = planContext(sized(count));
        return Math.max(
          ...planIdentity(context, "identity").roles.map(({ boundary }) =>
            deployedCharacters(context, boundary),
          ),
        );
      };
      for (let count = 1; count < 60; count += 1) {
        const isAccepted = problemsOf(sized(count)).length === 0;
        if (largest(count) > limit) assert.ok(!isAccepted, String(count));
        // Nothing but keys is referred to, and their ARNs have one length.
        else assert.ok(isAccepted, String(count));
      }
    });
  }

  it("reports a role of no service below services", () => {
    const context = planContext();
    const stack = "s".repeat(3000);
    const environment = { ...context.environment, stack };
    const issues = checkPolicySizes({ ...context, environment, names: namesFor(environment) });
    assert.ok(issues.some(({ path }) => path === "services"));
  });
});
