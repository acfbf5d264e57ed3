import type { Row } from "./part";
import type { LogPart, Settings } from "./settings";
import type { Waivers } from "./waivers";

/** Who did what, as a log has it. */
export interface Seen {
  /** ARN of the role behind a session, of a user, or name of an AWS service. */
  readonly who: string | undefined;
  /** What it was done to. */
  readonly what: string | undefined;
  /** What a governance decision was. */
  readonly outcome: string | undefined;
}

/** What is declared, and ids of keys in the order of `settings.keys`. */
export interface Declared {
  /** What the stack's program knows. */
  readonly settings: Settings;
  /** Ids of the stack's keys. */
  readonly keyIds: readonly string[];
  /** Waivers of the policy pack, when the program ran. */
  readonly waivers: Waivers;
}

type Verdict = Row["verdict"];

/** Compares what was seen with what is declared. */
export const verdictOf: Readonly<Record<LogPart, (seen: Seen, declared: Declared) => Verdict>> = {
  "secret-reads": (seen, { settings }) => {
    const secret = settings.secrets.find((each) => isSecret(each, seen.what));
    return judge(seen.who, secret?.readers, settings);
  },
  "key-use": (seen, { settings, keyIds }) => {
    const id = seen.what?.split("/").at(-1);
    const key = settings.keys.find((_, index) => keyIds[index] === id);
    return judge(seen.who, key?.users, settings);
  },
  "governance-refusals": (seen, { settings }) => {
    const isService = seen.who !== undefined && settings.services.includes(seen.who);
    // To refuse a service of the estate is what governance is for; that it cannot decide is not.
    return isService && seen.outcome === "deny" ? "unjudged" : "unexpected";
  },
  "iam-changes": ({ who }, { settings }) =>
    judge(who, settings.deployers.length === 0 ? undefined : settings.deployers, settings),
};

// About what the stack does not own nothing is declared, unless one of its own roles was there.
function judge(
  who: string | undefined,
  allowed: readonly string[] | undefined,
  { rolePrefix }: Settings,
): Verdict {
  if (allowed === undefined)
    return who?.startsWith(rolePrefix) === true ? "unexpected" : "unjudged";
  return who !== undefined && allowed.includes(who) ? "expected" : "unexpected";
}

/** Whether an id is of a secret: its name, its ARN, or its ARN without the six characters that AWS appends. */
export function isSecret(
  { name, arn }: Pick<Settings["secrets"][number], "name" | "arn">,
  id: string | undefined,
): boolean {
  if (id === undefined) return false;
  const start = arn.replace(/-\?{6}$/, "");
  if (id === name || id === start) return true;
  return id.startsWith(`${start}-`) && /^-[A-Za-z0-9]{6}$/.test(id.slice(start.length));
}
