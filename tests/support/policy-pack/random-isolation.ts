import assert from "node:assert/strict";
import fc from "fast-check";
import { planEstate } from "../../../plan/estate";
import { accessesIn } from "../../../policy-pack/authorization/neighbour-uses";
import { namedUses } from "../../../policy-pack/authorization/service-uses";
import { answer } from "../../../policy-pack/authorization/verdicts";
import { arbitraryOverrides, type Overrides } from "../../plan/examples";
import { planContext } from "../context";
import { expectedUses, usesIn } from "./expected-uses";
import { plannedEstate, worldOf } from "./planned-estate";

const user = { arn: "arn:aws:iam::111122223333:user/duty" };
const federated = { arn: "arn:aws:iam::111122223333:role/sso/Security", mfa: "identity-provider" };
const person = fc.constantFrom(user, federated);
const people = fc.record({
  readers: fc.array(person, { maxLength: 1 }),
  responders: fc.array(person, { maxLength: 1 }),
  breakGlass: fc.array(person, { maxLength: 1 }),
});

const nobody = { readers: [], responders: [], breakGlass: [] };

/** Graphs with secrets and people. */
const graphs: fc.Arbitrary<Overrides> = fc
  .record({
    overrides: arbitraryOverrides,
    secrets: fc.array(fc.subarray(["api-token", "model-key"]), { minLength: 8, maxLength: 8 }),
    people: fc.oneof(
      { weight: 3, arbitrary: fc.constant(nobody) },
      { weight: 1, arbitrary: people },
    ),
  })
  .map(({ overrides, secrets, people: chosen }) => ({
    ...overrides,
    identity: { people: chosen },
    services: Object.fromEntries(
      Object.entries(servicesOf(overrides)).map(([name, service], index) => [
        name,
        { ...service, secrets: secrets[index] },
      ]),
    ),
  }));

const servicesOf = (overrides: Overrides): Readonly<Record<string, object>> => {
  const { services } = overrides;
  return typeof services === "object" && services !== null ? { ...services } : {};
};

function worldFor(overrides: Overrides) {
  const context = planContext(overrides);
  const plan = planEstate(context.config, context.environment);
  return { context, world: worldOf(plannedEstate(plan)) };
}

/** Asserts for random graphs that AWS allows what each asks for, and nothing else. */
export function assertExactUses(numRuns: number): void {
  fc.assert(
    fc.property(graphs, (overrides) => {
      const { context, world } = worldFor(overrides);
      const accesses = accessesIn(world.stack, world.context);
      assert.deepEqual(usesIn(accesses), expectedUses(context));
      assert.ok(accesses.every(({ decision }) => decision.outcome !== "undecided"));
    }),
    { numRuns },
  );
}

/** Asserts for random graphs that every role can do what its policies name. */
export function assertNamedUses(numRuns: number): void {
  fc.assert(
    fc.property(graphs, (overrides) => {
      const { world } = worldFor(overrides);
      for (const use of namedUses(world.stack, world.context)) {
        const { decision } = answer(world, use);
        assert.equal(decision.outcome, "allowed", `${use.who} ${use.purpose}: ${decision.reason}`);
      }
    }),
    { numRuns },
  );
}

if (require.main === module) assertExactUses(Number(process.argv[2]));
