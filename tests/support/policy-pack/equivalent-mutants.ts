/** Seeded changes that change nothing a case could show, by rule, each with the reason. */
export const equivalentMutants: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
