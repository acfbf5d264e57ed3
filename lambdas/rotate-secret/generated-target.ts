import type { RotationTarget } from "./target";

/** A value that no other system must learn: whoever reads the secret takes it as it is. */
export function generatedTarget(length: number): RotationTarget {
  return {
    create: ({ store }) => store.generate(length),
    set: () => Promise.resolve(),
    test: () => Promise.resolve(),
    finish: () => Promise.resolve(),
  };
}
