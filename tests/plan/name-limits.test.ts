import assert from "node:assert/strict";
import fc from "fast-check";
import { checkNameLimits } from "../../plan/checks";
import type { Environment } from "../../plan/environment";
import { planEstate } from "../../plan/estate";
import { physicalNames } from "../../plan/name-limits";
import { planContext } from "../support/context";
import { arbitraryOverrides, forEachExample, longestNames, type Overrides } from "./examples";

// The quotas of each service, by the place of a name in the plan; the first that fits counts.
const quotas: readonly (readonly [place: RegExp, characters: number])[] = [
  [/^identity\.roles\.\d+\.name$/, 64],
  [/^identity\.roles\.\d+\.boundaryName$/, 128],
  [/^identity\.path$/, 512],
  [/^mesh\.services\.\d+\.name$/, 40],
  [/^mesh\.name$/, 63],
  [/^secrets\.secrets\.\d+\.name$/, 512],
  [/^secrets\.rotationFunctions\.\d+\.name$|^governance\.function\.name$/, 64],
  [/[Rr]ule(Name|s\.\d+\.name)$/, 64],
  [/^governance\.signing\.(code|accessLogs)\.name$|bucket$/i, 63],
  [/alarms\.\d+\.name$|alarmName$/, 255],
  [/logGroup$|^logGroups\.groups\.\d+\.name$/, 512],
  [/^keys\..*alias$/, 250],
  [/^securityGroups\.groups\.\d+\.name$/, 255],
  [/[nN]amespace$/, 255],
  // Whatever is named anew: hardly anything of AWS takes less.
  [/./, 64],
];

/** Every name of a plan that carries project and stack, with its place. */
function namesIn(plan: unknown, { project, stack }: Environment) {
  const start = new RegExp(`^/?${project}[-_/]${stack}[-_/]`);
  const found: { readonly place: string; readonly name: string }[] = [];
  const visit = (value: unknown, place: readonly string[]) => {
    if (typeof value === "string" && start.test(value)) {
      found.push({ place: place.join("."), name: value });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) visit(child, [...place, key]);
    }
  };
  visit(plan, []);
  return found.filter(({ place }) => !/tags|Statement|statements|environment/.test(place));
}

function assertFitting(overrides: Overrides, changes: Partial<Environment>): "fits" | "refused" {
  const context = planContext(overrides);
  const environment = { ...context.environment, ...changes };
  if (checkNameLimits(physicalNames(context.config, environment)).length > 0) return "refused";
  const names = namesIn(planEstate(context.config, environment), environment);
  assert.ok(names.length > 30, "the plan has names");
  for (const { place, name } of names) {
    const [, quota = 0] = quotas.find(([pattern]) => pattern.test(place)) ?? [];
    assert.ok(name.length <= quota, `${place} ${name}: ${String(name.length)}`);
  }
  return "fits";
}

describe("physicalNames", () => {
  it("names the configuration each name comes from", () => {
    const { config, environment } = planContext();
    assert.deepEqual(
      physicalNames(config, environment).map(({ path, kind, name }) => `${path} ${kind} ${name}`),
      [
        "services.orbit IAM role agent-runtime-dev-orbit-execution",
        "services.orbit VPC Lattice service agent-runtime-dev-orbit",
        "services.axon IAM role agent-runtime-dev-axon-execution",
        "services.axon VPC Lattice service agent-runtime-dev-axon",
        "edges.0 IAM role agent-runtime-dev-orbit-to-axon",
        "environment S3 bucket agent-runtime-dev-artefacts-111122223333-us-east-1",
      ],
    );
  });

  it("measures the longest role of every service, so that no other role can be too long", () => {
    const { config, environment } = planContext(longestNames);
    const measured = physicalNames(config, environment).filter(({ kind }) => kind === "IAM role");
    const longest = Math.max(...measured.map(({ name }) => name.length));
    forEachExample((title, _context, { identity }) => {
      if (title !== "the longest names") return;
      const lengths = identity.roles.map(({ name }) => name.length);
      assert.equal(Math.max(...lengths), longest);
    });
  });

  it("IAM-55 leaves no name of any graph over the limit of AWS, once those it measures fit", () => {
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(
        fc.oneof(arbitraryOverrides, fc.constant(longestNames)),
        fc.record({
          project: fc.integer({ min: 1, max: 20 }).map((length) => "p".repeat(length)),
          stack: fc.integer({ min: 1, max: 20 }).map((length) => "s".repeat(length)),
          region: fc.constantFrom("us-east-1", "ap-southeast-2"),
        }),
        (overrides, changes) => {
          verdicts.add(assertFitting(overrides, changes));
        },
      ),
      { numRuns: 300 },
    );
    assert.deepEqual([...verdicts].sort(), ["fits", "refused"]);
  });

  it("IAM-55 measures on both sides of a limit: one character of the stack's name decides", () => {
    const services = { services: { orbit: { tier: "private", secrets: ["token"] } }, edges: [] };
    const lengths = Array.from({ length: 30 }, (_, index) => index + 1);
    const fitting = lengths.filter(
      (length) => assertFitting(services, { project: "p", stack: "s".repeat(length) }) === "fits",
    );
    assert.deepEqual(fitting, lengths.slice(0, fitting.length));
    // p-<stack>-artefacts-111122223333-us-east-1 in a bucket's 63 characters.
    assert.equal(fitting.length, 63 - "p--artefacts-111122223333-us-east-1".length);
  });
});
