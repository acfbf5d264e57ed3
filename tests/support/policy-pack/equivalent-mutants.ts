/** Seeded changes that change nothing a case could show, by rule, each with the reason. */
export const equivalentMutants: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "contract/undeclared-statement": {
    "true → false":
      "isUnwaivable counts where waivers are read: tests/policy-pack/waivers/waivers.test.ts.",
  },
  "iam/catalogue-age": {
    "365 → 366":
      "Cases have one day, on which the catalogue is younger than both; tests/policy-pack/iam/catalogue.test.ts pins it.",
  },
};
