import { reasonOf } from "./failure";
import { savingMilliseconds } from "./log-part";
import { type Reading, type Reason, type Row, readingOf, unreadable } from "./part";
import type { Patience, RoleUse } from "./ports";
import type { Settings } from "./settings";
import { shown, shownTime } from "./text";

/** What the use of roles is read with. */
export interface RolePartOptions {
  /** Which roles, and after how many days without use they are reported. */
  readonly settings: Settings;
  /** IAM. */
  readonly roles: RoleUse;
  /** Time. */
  readonly patience: Patience;
}

const day = 86_400_000;
const pollMilliseconds = 1000;

/**
 * Reads which roles of the stack, and which of the services that each may use, were not used for a while. What could
 * be read is kept where a role could not; it throws nothing.
 */
export async function readRolePart(options: RolePartOptions): Promise<Reading> {
  const rows: Row[] = [];
  const failures: Reason[] = [];
  const { roles, limits } = options.settings;
  for (const name of roles) {
    if (options.patience.remaining() <= savingMilliseconds) {
      failures.push("timed-out");
      break;
    }
    try {
      rows.push(await rowOf(name, options));
    } catch (error) {
      failures.push(reasonOf(error));
    }
  }
  const [first] = failures;
  if (first === undefined) return readingOf(rows, limits.maxRows);
  if (rows.length === 0) return unreadable(first);
  return { ...readingOf(rows, limits.maxRows), status: "truncated", reason: "some-unreadable" };
}

async function rowOf(name: string, options: RolePartOptions): Promise<Row> {
  const { arn, createdAt, lastUsedAt } = await options.roles.facts(name);
  const since = options.patience.now() - options.settings.limits.unusedDays * day;
  // A role that is younger than that had no time to be unused.
  if (createdAt > since) return row(arn, { detail: "new", lastUsedAt, verdict: "unjudged" });
  if ((lastUsedAt ?? 0) < since) {
    return row(arn, { detail: "role not used", lastUsedAt, verdict: "unexpected" });
  }
  const unused = await unusedServices(arn, since, options);
  const detail = unused.length === 0 ? "in use" : `services not used: ${unused.join(" ")}`;
  return row(arn, { detail, lastUsedAt, verdict: unused.length === 0 ? "expected" : "unexpected" });
}

async function unusedServices(
  arn: string,
  since: number,
  { roles, patience }: RolePartOptions,
): Promise<readonly string[]> {
  const job = await roles.startServices(arn);
  let services = await roles.services(job);
  while (services === undefined) {
    if (patience.remaining() <= savingMilliseconds) throw new RoleTimeout();
    await patience.sleep(pollMilliseconds);
    services = await roles.services(job);
  }
  return services
    .filter(({ lastUsedAt }) => (lastUsedAt ?? 0) < since)
    .map(({ namespace }) => namespace);
}

class RoleTimeout extends Error {
  override readonly name = "Timeout";
}

interface Known extends Pick<Row, "verdict"> {
  readonly detail: string;
  readonly lastUsedAt: number | undefined;
}

const row = (arn: string, { detail, lastUsedAt, verdict }: Known): Row => ({
  who: shown(arn),
  what: null,
  detail: shown(detail),
  count: null,
  first: null,
  last: shownTime(lastUsedAt),
  verdict,
});
