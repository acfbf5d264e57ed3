/** Seeded changes that change nothing a case could show, by rule, each with the reason. */
export const equivalentMutants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "contract/undeclared-statement": {
    "true → false":
      "isUnwaivable counts where waivers are read: tests/policy-pack/waivers/waivers.test.ts.",
  },
};
