import type { Period } from "../../../runtime/review/period";
import { lastFullPeriod } from "../../../runtime/review/period";
import type { Ports } from "../../../runtime/review/ports";
import { type Progress, reviewPeriod } from "../../../runtime/review/review";
import type { LogPart, Settings } from "../../../runtime/review/settings";
import type { Waivers } from "../../../runtime/review/waivers";

export const role = (name: string) => `arn:aws:iam::111122223333:role/app/dev/${name}`;

/** Two secrets and keys of a small estate. */
export const settings: Settings = {
  version: 1,
  stack: "app-dev",
  bucket: "app-dev-evidence",
  topicArn: "arn:aws:sns:us-east-1:111122223333:app-dev-alerts",
  rolePrefix: role(""),
  limits: {
    maxQueriesPerRun: 4,
    maxScannedBytesPerQuery: 1000,
    maxRows: 3,
    maxAttempts: 3,
    unusedDays: 90,
  },
  queries: {
    "secret-reads": { logGroup: "/trail", text: "secret-reads" },
    "key-use": { logGroup: "/trail", text: "key-use" },
    "governance-refusals": { logGroup: "/governance", text: "governance-refusals" },
    "iam-changes": { logGroup: "/trail", text: "iam-changes" },
  },
  secrets: [
    {
      name: "app/dev/orbit/api-token",
      arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:app/dev/orbit/api-token-??????",
      readers: [role("orbit-task")],
    },
  ],
  keys: [
    { name: "keys-logs", users: ["logs.us-east-1.amazonaws.com"] },
    { name: "keys-orbit-data", users: [role("orbit-task")] },
  ],
  services: ["orbit", "axon"],
  deployers: [role("deployer")],
  analyzerArn: "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/unused",
  roles: ["orbit-task", "axon-task"],
};

export const waivers: Waivers = {
  version: 1,
  file: "waivers.dev.json",
  status: "absent",
  malformed: 0,
  waivers: [],
};

export const declared = { settings, keyIds: ["key-1", "key-2"], waivers };

/** A Wednesday. */
export const now = Date.parse("2026-11-25T12:00:00Z");

export const period: Period = lastFullPeriod(now);

/** What a port does instead of its work: fails each time with an error of that name. */
export type Faults = Readonly<Partial<Record<string, string>>>;

/** What the world looks like. */
export interface WorldOptions {
  /** Rows by part. @default one declared row in each */
  readonly rows?: Readonly<Partial<Record<LogPart, readonly Readonly<Record<string, string>>[]>>>;
  /** Names of errors by port call, such as `facts`, or `start key-use`. */
  readonly faults?: Faults;
  /** Bytes that each look at a query finds scanned more; it never completes when there are any. */
  readonly scans?: number;
}

export class NamedError extends Error {
  constructor(name: string) {
    super("what AWS says, with password=hunter2");
    this.name = name;
  }
}

const atOnce = <T>(_: string, work: () => T): Promise<T> =>
  new Promise((resolve) => {
    resolve(work());
  });

/** Everything outside a review, in memory. `around` does each call, and may hold it for ever. */
export function makeWorld(
  options: WorldOptions = {},
  around: <T>(call: string, work: () => T) => Promise<T> = atOnce,
) {
  const objects = new Map<string, string>();
  const told: string[] = [];
  const calls: string[] = [];
  let scanned = 0;
  const call = <T>(name: string, work: () => T): Promise<T> => {
    calls.push(name);
    return around(name, () => {
      const fault = options.faults?.[name];
      if (fault !== undefined) throw new NamedError(fault);
      return work();
    });
  };
  const finding = (type: string) => ({
    resource: role("axon-task"),
    type,
    detail: "HIGH",
    seenAt: undefined,
  });
  const ports: Ports = {
    logs: {
      start: ({ text }) => call(`start ${text}`, () => text),
      progress: (id) =>
        call(`progress ${id}`, () => {
          scanned += options.scans ?? 0;
          const rows = Object.entries(options.rows ?? {}).find(([part]) => part === id)?.[1] ?? [];
          return {
            status: options.scans ? "running" : "complete",
            rows,
            scannedBytes: scanned || 10,
          };
        }),
      stop: (id) => call(`stop ${id}`, () => undefined),
    },
    roles: {
      facts: (name) =>
        call(`facts ${name}`, () => ({ arn: role(name), createdAt: 0, lastUsedAt: now - 1000 })),
      startServices: (arn) => call("startServices", () => arn),
      services: () => call("services", () => [{ namespace: "kms", lastUsedAt: now - 1000 }]),
    },
    findings: {
      unusedAccess: () =>
        call("unusedAccess", () => ({ findings: [finding("UnusedPermission")], hasMore: false })),
      failedControls: () => call("failedControls", () => undefined),
    },
    evidence: {
      list: (prefix) =>
        call("list", () => [...objects.keys()].filter((key) => key.startsWith(prefix))),
      read: (key) => call("read", () => objects.get(key)),
      putOnce: (key, text) =>
        call(`keep ${key}`, () => {
          if (objects.has(key)) return false;
          objects.set(key, text);
          return true;
        }),
    },
    tell: (subject, text) => call("tell", () => void told.push(`${subject}\n${text}`)),
  };
  return { objects, told, calls, ports };
}

/** A run with a quarter of an hour, of which each wait takes its part. */
export function run(
  ports: Ports,
  { milliseconds = 900_000, of = declared }: { milliseconds?: number; of?: typeof declared } = {},
): Promise<Progress> {
  let left = milliseconds;
  const patience = {
    now: () => now,
    remaining: () => left,
    sleep: (waited: number) => {
      left -= waited;
      return Promise.resolve();
    },
  };
  return reviewPeriod({ period, declared: of, ports, patience });
}
