import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Replayed } from "./contract";
import { number, object, textRecord } from "./values";

const program = path.resolve(__dirname, "../../dist/lambdas/rotate-secret/index.js");

/** What a rotation function is asked to do. */
export interface StepEvent {
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly Step: string;
}

/** How invocations ended. */
export interface Invocations {
  /** Messages of the invocations that failed, in order. */
  readonly errors: readonly string[];
  /** Everything that the function wrote. */
  readonly output: string;
}

// One process for all events, as Lambda reuses an environment.
const runner = `
  const { handler } = require(process.argv[1]);
  const context = { getRemainingTimeInMillis: () => Number(process.argv[3]) };
  (async () => {
    const errors = [];
    for (const event of JSON.parse(process.argv[2])) {
      await handler(event, context).then(() => errors.push(null), ({ message }) => errors.push(message));
    }
    process.stderr.write(JSON.stringify(errors));
  })();
`;

/** Invokes the built rotation program with the environment that a function declares, against an endpoint. */
export function invoke(
  { inputs }: Replayed,
  endpoint: string,
  events: readonly StepEvent[],
): Invocations {
  const declared = textRecord(object(inputs, "environment"), "variables");
  const timeoutSeconds = number(inputs, "timeout") ?? 3;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["-e", runner, program, JSON.stringify(events), String(timeoutSeconds * 1000)],
    {
      encoding: "utf8",
      env: {
        ...declared,
        SECRETS_MANAGER_ENDPOINT: endpoint,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "testing",
        AWS_SECRET_ACCESS_KEY: "testing",
      },
    },
  );
  if (status !== 0) throw new Error(`The function ended with ${String(status)}: ${stderr}`);
  const errors: unknown = JSON.parse(stderr.split("\n").at(-1) ?? "");
  if (!Array.isArray(errors)) throw new Error(`The function reported nothing: ${stderr}`);
  return {
    errors: errors.filter((message) => typeof message === "string"),
    output: stdout + stderr,
  };
}
