import type { SecretDescription, SecretStore } from "../../../lambdas/rotate-secret/store";

interface Version {
  stages: string[];
  value?: string;
}

/** One secret in memory that behaves, and refuses, as Secrets Manager does. */
export class MemoryStore implements SecretStore {
  /** Versions by id. */
  readonly versions = new Map<string, Version>();
  /** Whether the secret rotates. */
  rotationEnabled = true;
  #generated = 0;

  /** @param current version that holds AWSCURRENT, if the secret ever had a value. */
  constructor(current?: string) {
    if (current !== undefined) {
      this.versions.set(current, { stages: ["AWSCURRENT"], value: "first" });
    }
  }

  /** What Secrets Manager does before it invokes the function. */
  startRotation(token: string): void {
    this.versions.set(token, { stages: ["AWSPENDING"] });
  }

  /** Versions that hold a label. */
  holders(stage: string): readonly string[] {
    return [...this.versions].filter(([, { stages }]) => stages.includes(stage)).map(([id]) => id);
  }

  describe(): Promise<SecretDescription> {
    const entries = [...this.versions].map(([id, { stages }]) => [id, [...stages]] as const);
    return Promise.resolve({
      rotationEnabled: this.rotationEnabled,
      stagesByVersion: Object.fromEntries(entries),
    });
  }

  hasValue(_secretId: string, version: string): Promise<boolean> {
    return Promise.resolve(this.versions.get(version)?.value !== undefined);
  }

  generate(): Promise<string> {
    this.#generated += 1;
    return Promise.resolve(`generated-${String(this.#generated)}`);
  }

  putPending(_secretId: string, id: string, value: string): Promise<void> {
    const version = this.versions.get(id);
    // ResourceExistsException: a token stands for one value.
    if (version?.value !== undefined && version.value !== value) {
      return Promise.reject(new Error("a version with this token and another value exists"));
    }
    this.versions.set(id, { stages: ["AWSPENDING"], value });
    return Promise.resolve();
  }

  makeCurrent(_secretId: string, id: string, previous: string | undefined): Promise<void> {
    const [holder] = this.holders("AWSCURRENT");
    const version = this.versions.get(id);
    // InvalidParameterException: the label must be taken from the version that holds it.
    if (holder !== previous) return Promise.reject(new Error(`AWSCURRENT is on ${String(holder)}`));
    if (version?.value === undefined) return Promise.reject(new Error(`${id} has no value`));
    for (const other of this.versions.values()) {
      const wasCurrent = other.stages.includes("AWSCURRENT");
      other.stages = other.stages.filter((stage) => !/AWSCURRENT|AWSPREVIOUS/.test(stage));
      if (wasCurrent) other.stages.push("AWSPREVIOUS");
    }
    version.stages.push("AWSCURRENT");
    return Promise.resolve();
  }
}

/** When a call of a store is cut off. */
export interface Crash {
  /** Which call, counted from 1 over the whole rotation. */
  readonly call: number;
  /** Whether the store has done its work by then. */
  readonly moment: "before" | "after";
}

/** The store with one call that fails, as when the function's process dies. */
export function crashing(store: SecretStore, { call, moment }: Crash): SecretStore {
  let calls = 0;
  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    calls += 1;
    const isHit = calls === call;
    if (isHit && moment === "before") throw new Error("crash");
    const result = await work();
    if (isHit) throw new Error("crash");
    return result;
  };
  return {
    describe: (id) => run(() => store.describe(id)),
    hasValue: (id, version) => run(() => store.hasValue(id, version)),
    generate: () => run(() => store.generate()),
    putPending: (id, version, value) => run(() => store.putPending(id, version, value)),
    makeCurrent: (id, version, previous) => run(() => store.makeCurrent(id, version, previous)),
  };
}
