import assert from "node:assert/strict";
import type { World } from "../../policy-pack/authorization/known-arns";
import { accessesIn } from "../../policy-pack/authorization/neighbour-uses";
import { ownLimitQuestions } from "../../policy-pack/authorization/own-limits";
import { namedUses } from "../../policy-pack/authorization/service-uses";
import { answer, type Question } from "../../policy-pack/authorization/verdicts";
import { wiringQuestions } from "../../policy-pack/authorization/wiring";
import { stackContext } from "../../tools/stack-context";
import { expectedUses, usesIn } from "../support/policy-pack/expected-uses";
import { previewedWorld } from "../support/policy-pack/previewed-world";
import { previewStack, root } from "./support";

for (const stack of ["dev", "prod"] as const) {
  describe(`isolation in the ${stack} stack`, () => {
    let world: World;

    before(async () => {
      const { resources } = await previewStack(stack, { policyPacks: [] });
      world = previewedWorld(resources);
    });

    const refused = (questions: readonly Question[]): readonly string[] =>
      questions
        .map((question) => answer(world, question))
        .filter(({ decision }) => decision.outcome !== "allowed")
        .map(({ who, purpose, decision }) => `${who} ${purpose}: ${decision.reason}`);

    it("KMS-72 BEST-25 lets each role use what the configuration says, and nothing else", () => {
      const accesses = accessesIn(world.stack, world.context);
      assert.deepEqual(usesIn(accesses), expectedUses(stackContext(root, stack)));
      const undecided = accesses.filter(({ decision }) => decision.outcome === "undecided");
      assert.deepEqual(undecided, []);
    });

    it("KMS-72 lets no role of a service use what another one owns, but by an edge", () => {
      const { config } = stackContext(root, stack);
      const edges = new Set(config.edges.map(({ from, to }) => `${from} ${to}`));
      const crossings = accessesIn(world.stack, world.context)
        .filter(({ decision }) => decision.outcome !== "implicit-deny")
        .filter(({ decision }) => decision.outcome !== "explicit-deny")
        .flatMap(({ from, to, action }) =>
          from.flatMap((one) =>
            to.flatMap((other) => (one === other ? [] : [[one, other, action]])),
          ),
        );
      assert.ok(crossings.length > 0, "edges are crossings");
      for (const [from = "", to = "", action] of crossings) {
        assert.ok(edges.has(`${from} ${to}`), `${from} ${to}`);
        assert.equal(action, "vpc-lattice-svcs:Invoke");
      }
    });

    it("IAM-56 SEC-73 lets each role do what its policies name, keys and boundary included", () => {
      const uses = namedUses(world.stack, world.context);
      assert.ok(uses.length > 60);
      assert.ok(
        uses.some(({ purpose }) => /kms:Decrypt on .* through secretsmanager/.test(purpose)),
      );
      assert.deepEqual(refused(uses), []);
    });

    it("KMS-70 lets every AWS service do what the stack has it do", () => {
      const questions = wiringQuestions(world.stack, world.context);
      const callers = new Set(questions.map(({ who }) => who));
      for (const service of [
        "cloudtrail",
        "cloudwatch",
        "delivery.logs",
        "events",
        "secretsmanager",
        "lambda",
      ]) {
        assert.ok(callers.has(`${service}.amazonaws.com`), service);
      }
      assert.deepEqual(refused(questions), []);
    });

    it("IAM-58 lets no role change its own policies, boundary or trust", () => {
      const open = ownLimitQuestions(world.stack, world.context)
        .map((question) => answer(world, question))
        .filter(({ decision }) => !decision.outcome.endsWith("-deny"));
      assert.deepEqual(open, []);
    });
  });
}
