import { type PolicyBundle, parseBundle } from "./bundle";
import type { DecisionEngine } from "./engine";
import { serviceOfIdentity, type TransportIdentity } from "./identity";
import { createLookups, type Lookups } from "./lookups";
import { selfTest } from "./self-test";

/** What decisions are made with. */
export interface PolicySource {
  /** Text of the policy bundle; undefined when it could not be read. */
  readonly bundleText: string | undefined;
  /** Digest that the bundle must have, 64 hexadecimal digits; undefined when none is configured. */
  readonly pinnedDigest: string | undefined;
  /**
   * Makes the engine of a bundle.
   * @throws when it cannot be loaded; nothing is decided then.
   */
  readonly createEngine: (bundle: PolicyBundle) => DecisionEngine;
}

/** Everything that a decision needs, checked. */
export interface Ready {
  /** Digest of the policies. */
  readonly digest: string;
  /** Engine that passed its self-test. */
  readonly engine: DecisionEngine;
  /** What exists. */
  readonly lookups: Lookups;
  /** Maps what the transport verified to a service. */
  readonly serviceOf: (identity: TransportIdentity) => string | undefined;
  /** Tests the engine again; false when it does not give the answers that it must. */
  readonly isSound: () => boolean;
}

/**
 * Makes everything ready, or gives undefined: no bundle, another one than the pinned one, no engine, or an engine
 * that fails its self-test. The self-test makes real decisions, so that the engine is warm after it.
 */
export function prepare(source: PolicySource): Ready | undefined {
  try {
    return prepareOrThrow(source);
  } catch {
    return undefined;
  }
}

function prepareOrThrow({ bundleText, pinnedDigest, createEngine }: PolicySource) {
  const read = bundleText === undefined ? undefined : parseBundle(bundleText);
  if (read === undefined || read.digest !== pinnedDigest) return undefined;
  const { bundle, digest } = read;
  const engine = createEngine(bundle);
  if (!passes(engine, bundle)) return undefined;
  return {
    digest,
    engine,
    lookups: createLookups(bundle),
    serviceOf: serviceOfIdentity(bundle),
    isSound: () => passes(engine, bundle),
  };
}

function passes(engine: DecisionEngine, bundle: PolicyBundle): boolean {
  try {
    return selfTest(engine, bundle);
  } catch {
    return false;
  }
}
