import { createHandler } from "../../../lambdas/rotate-secret/create-handler";
import type { Database } from "../../../lambdas/rotate-secret/database";
import { readSettings, type Strategy } from "../../../lambdas/rotate-secret/environment";
import { secretsManagerStore } from "../../../lambdas/rotate-secret/secrets-manager-store";
import { type RotationStep, rotationSteps } from "../../../lambdas/rotate-secret/store";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { memorySink } from "../../support/security-events";
import { faultyDatabase } from "./databases";
import { type Fault, Faults } from "./faults";
import { Provider } from "./provider";
import { SecretsManager } from "./secrets-manager";

const arnOf = (name: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}`;

/** Secret that rotates. */
export const secretId = `${arnOf("orbit/credential")}-AbCdEf`;

/** Secret of the administrator. */
export const administratorSecret = `${arnOf("database/administrator")}-XyZ123`;

/** Version that rotations make. */
export const token = "5f0c7a62-6f4c-4c3a-9a43-2f6f0c6b8f11";

/** What a rotation is tried with. */
export interface RigOptions {
  readonly strategy: Strategy;
  readonly database: Database;
  readonly provider?: Provider;
  /** Value that is current at first. @default - none */
  readonly value?: string;
  /** Value of the administrator's secret. */
  readonly administrator?: string;
  /** Milliseconds that an invocation has. */
  readonly remainingMilliseconds?: number;
}

/** The handler with all it works with, in memory. */
export type Rig = ReturnType<typeof makeRig>;

/** Makes a handler with Secrets Manager in memory, a pending rotation, and time that passes only by sleeping. */
export function makeRig(options: RigOptions) {
  const { strategy, database, provider = new Provider(""), value, administrator } = options;
  const secretsManager = new SecretsManager();
  secretsManager.add(secretId, value);
  if (administrator !== undefined) secretsManager.add(administratorSecret, administrator);
  secretsManager.startRotation(secretId, token);
  const sink = memorySink();
  const time = { now: 0, slept: [0].slice(1) };
  const clock = () => time.now;
  let faults = new Faults();
  const handler = createHandler({
    strategyOf: readSettings({
      ROTATION: JSON.stringify({ secrets: { [`${secretId.slice(0, -6)}??????`]: strategy } }),
    }).strategyOf,
    store: secretsManagerStore(secretsManager.client()),
    postgres: faultyDatabase(database, () => faults),
    fetch: provider.fetch,
    telemetry: createTelemetry({ service: "rotate-secret", sink, clock }),
    clock,
    sleep: (milliseconds) => {
      time.slept.push(milliseconds);
      time.now += milliseconds;
      return Promise.resolve();
    },
  });
  return {
    secretsManager,
    database,
    provider,
    sink,
    time,
    /** Lets a call go wrong from now on. */
    inject(fault?: Fault): Faults {
      faults = new Faults(fault);
      secretsManager.faults = faults;
      provider.faults = faults;
      return faults;
    },
    /** Runs one step, in a process of its own. */
    run: async (
      step: RotationStep,
      change: Readonly<Record<string, unknown>> = {},
    ): Promise<void> => {
      faults.restart();
      const remaining = options.remainingMilliseconds ?? 90_000;
      await handler(
        { SecretId: secretId, ClientRequestToken: token, Step: step, ...change },
        { getRemainingTimeInMillis: () => remaining },
      );
    },
  };
}

/** Times that a step may fail in a row: one fault of one call must not need more than that. */
const mostFailures = 3;

/** Runs every step as often as `repeats` says; a step that fails is run again. `after` sees each invocation. */
export async function rotateThrough(
  rig: Rig,
  repeats: readonly number[],
  after: () => Promise<void> | void = () => undefined,
): Promise<void> {
  for (const [index, step] of rotationSteps.entries()) {
    for (let done = 0; done < (repeats[index] ?? 1); done += 1) await untilDone(rig, step, after);
  }
}

async function untilDone(
  rig: Rig,
  step: RotationStep,
  after: () => Promise<void> | void,
): Promise<void> {
  const failures: unknown[] = [];
  for (let isDone = false; !isDone; ) {
    if (failures.length > mostFailures) throw failures.at(-1);
    isDone = await rig.run(step).then(
      () => true,
      (error: unknown) => failures.push(error) === 0,
    );
    await after();
  }
}
