import assert from "node:assert/strict";
import fc from "fast-check";
import { planEstate } from "../../../plan/estate";
import type { World } from "../../../policy-pack/authorization/known-arns";
import { accessesIn } from "../../../policy-pack/authorization/neighbour-uses";
import type { Overrides } from "../../plan/examples";
import { planContext } from "../context";
import { usesNotDenied } from "./every-pair";
import { leaks } from "./leaks";
import { plannedEstate, worldOf } from "./planned-estate";

/** Two or three services, with and without secrets, edges and people. */
const graphs: fc.Arbitrary<Overrides> = fc
  .record({
    secrets: fc.array(fc.subarray(["api-token"]), { minLength: 2, maxLength: 3 }),
    isConnected: fc.boolean(),
    hasPeople: fc.boolean(),
  })
  .map(({ secrets, isConnected, hasPeople }) => {
    const names = ["orbit", "axon", "lyra"].slice(0, secrets.length);
    const person = { arn: "arn:aws:iam::111122223333:user/duty" };
    return {
      services: Object.fromEntries(
        names.map((name, at) => [name, { tier: "private", secrets: secrets[at] }]),
      ),
      edges: isConnected
        ? [
            {
              from: "orbit",
              to: "axon",
              operations: [{ method: "POST", path: "/reason", intent: "reason" }],
            },
          ]
        : [],
      identity: { people: hasPeople ? { breakGlass: [person], responders: [person] } : {} },
    };
  });

const found = (world: World): readonly string[] =>
  accessesIn(world.stack, world.context)
    .filter(({ decision }) => !decision.outcome.endsWith("-deny"))
    .map(
      ({ role, action, resource, decision }) =>
        `${role.name} ${action} ${resource.name}: ${decision.outcome}`,
    )
    .sort();

/** Asserts for random graphs with seeded leaks that the proof leaves out no use that AWS would not deny. */
export function assertNoUseLeftOut(numRuns: number): void {
  fc.assert(
    fc.property(graphs, leaks, (overrides, changes) => {
      const { config, environment } = planContext(overrides);
      const whole = plannedEstate(planEstate(config, environment));
      const world = worldOf(changes.reduce((resources, change) => change(resources), whole));
      assert.deepEqual(found(world), usesNotDenied(world));
    }),
    { numRuns },
  );
}

if (require.main === module) assertNoUseLeftOut(Number(process.argv[2]));
