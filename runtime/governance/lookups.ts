import type { PolicyBundle } from "./bundle";

/** Something a service offers, with its id. */
export type Operation = PolicyBundle["operations"][string] & {
  /** `<callee>:<METHOD>:<path>`. */
  readonly id: string;
};

/**
 * What exists, from the bundle. Maps and sets only: a name such as `constructor` or `__proto__`, which every plain
 * object seems to have, is as unknown here as any other.
 */
export interface Lookups {
  /** Names of the services. */
  readonly services: ReadonlySet<string>;
  /** Names of the intents that some operation has. */
  readonly intents: ReadonlySet<string>;
  /** Operations by id. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** Whether a service may call another one at all. */
  readonly isHop: (from: string, to: string) => boolean;
}

/** Makes the lookups of a bundle. */
export function createLookups(bundle: PolicyBundle): Lookups {
  const operations = new Map<string, Operation>();
  for (const [id, operation] of Object.entries(bundle.operations)) {
    operations.set(id, { ...operation, id });
  }
  const callees = new Map<string, Set<string>>();
  for (const { from, to } of bundle.hops) {
    callees.set(from, (callees.get(from) ?? new Set()).add(to));
  }
  return {
    services: new Set(Object.keys(bundle.services)),
    intents: new Set([...operations.values()].map(({ intent }) => intent)),
    operations,
    isHop: (from, to) => callees.get(from)?.has(to) ?? false,
  };
}
