import { hasWildcard, isEveryResource } from "./pattern";
import { insideForms } from "./resource-forms";

/**
 * How much a resource pattern covers: one resource; things inside one named resource; resources by a pattern
 * of their name; all of a type, account, Region or partition; all; or what a policy variable decides.
 */
export type ResourceScope =
  | "exact"
  | "inside-one-resource"
  | "name-pattern"
  | "broad"
  | "all"
  | "undecided";

/** How much a resource pattern covers, and why it counts so. */
export interface ScopedResource {
  /** How much. */
  readonly scope: ResourceScope;
  /** Why, in the middle of a sentence. */
  readonly reason: string;
}

/** Whether a scope names one resource, or things inside one. */
export const isNamed = ({ scope }: Pick<ScopedResource, "scope">): boolean =>
  scope === "exact" || scope === "inside-one-resource";

const noKeys: ReadonlySet<string> = new Set();

/**
 * Classifies a resource pattern. Keys that a condition or a trust policy fixes, in lower case, may stand as
 * policy variables.
 */
export function scopeOf(pattern: string, fixedKeys: ReadonlySet<string> = noKeys): ScopedResource {
  const variables = [...pattern.matchAll(/\$\{([^{}]*)\}/g)].flatMap(([, name = ""]) =>
    /^[*?$]$/.test(name) ? [] : [readVariable(name, fixedKeys)],
  );
  const open = variables.find(({ kind }) => kind === "open");
  const narrow = structure(substituted(pattern, fixedKeys));
  if (open !== undefined && isNamed(narrow)) {
    return { scope: "name-pattern", reason: `\${${open.name}} may be anything` };
  }
  const undecided = variables.find(({ kind }) => kind === "undecided");
  if (undecided !== undefined && isNamed(narrow)) {
    return { scope: "undecided", reason: `nothing here fixes \${${undecided.name}}` };
  }
  return narrow;
}

/** Classifies a declared reference by its suffix: the resource is named, whatever stands inside it. */
export function referenceScope(suffix: string): ScopedResource {
  if (!hasWildcard(suffix)) return { scope: "exact", reason: "it is one resource of this stack" };
  return /^[/:]/.test(suffix) || /^-\?{6}$/.test(suffix)
    ? { scope: "inside-one-resource", reason: "it lies inside one resource of this stack" }
    : { scope: "name-pattern", reason: `the suffix ${suffix} turns one resource into a pattern` };
}

interface Variable {
  readonly kind: "fixed" | "open" | "undecided";
  readonly name: string;
}

// What AWS itself sets for a caller, and what a caller cannot choose: IAM User Guide, "IAM policy elements: Variables
// and tags"; AWS IoT guide, "Thing policy variables". `iot:ClientId` is what the client says it is.
const fixedByAws =
  /^(aws:(username|userid|principalaccount|principalorgid|resourceaccount|resourceorgid|ec2instancesourcevpc)|cognito-identity\.amazonaws\.com:sub|iot:(connection\.thing\..+|certificate\..+)|transfer:(username|homebucket|homefolder|homedirectory))$/;

const chosenByCaller =
  /^(aws:(requesttag\/.*|useragent|referer|tagkeys|sourceip|currenttime|epochtime|requestedregion|securetransport)|s3:.*)$/;

function readVariable(name: string, fixedKeys: ReadonlySet<string>): Variable {
  const [key = "", fallback = ""] = name.split(",").map((part) => part.trim());
  const lower = key.toLowerCase();
  if (/[*?]/.test(fallback) || chosenByCaller.test(lower)) return { kind: "open", name };
  const isFixed = fixedByAws.test(lower) || fixedKeys.has(lower);
  return { kind: isFixed ? "fixed" : "undecided", name };
}

// A letter stands for a literal character or for a variable's value, so that only true wildcards remain.
const substituted = (pattern: string, fixedKeys: ReadonlySet<string>): string =>
  pattern.replaceAll(/\$\{([^{}]*)\}/g, (_whole, name: string) =>
    !/^[*?$]$/.test(name) && readVariable(name, fixedKeys).kind === "open" && /,.*[*?]/.test(name)
      ? "*"
      : "x",
  );

function structure(pattern: string): ScopedResource {
  if (!hasWildcard(pattern)) return { scope: "exact", reason: "it is one resource" };
  if (isEveryResource(pattern)) return { scope: "all", reason: "it matches every resource" };
  const [scheme, ...parts] = pattern.split(":");
  if (scheme !== "arn" || parts.length < arnParts.length + 1) {
    return { scope: "broad", reason: "it is no ARN with all its parts" };
  }
  const open = arnParts.find((_name, at) => hasWildcard(parts[at] ?? ""));
  if (open !== undefined) return { scope: "broad", reason: `it names no single ${open}` };
  const [, service = "", , account = ""] = parts;
  return within({ service, account, name: parts.slice(arnParts.length).join(":") });
}

const arnParts = ["partition", "service", "Region", "account"] as const;

/** The parts of an ARN that decide whether a wildcard lies inside one resource. */
interface ArnParts {
  readonly service: string;
  readonly account: string;
  readonly name: string;
}

function within({ service, account, name }: ArnParts): ScopedResource {
  const inside = insideForms.find(
    (form) =>
      form.service === service &&
      form.pattern.test(name) &&
      (form.hasAccount !== false || account === ""),
  );
  if (inside !== undefined) return { scope: "inside-one-resource", reason: inside.reason };
  if (!hasWildcard(name)) return { scope: "exact", reason: "it is one resource" };
  return /^([a-zA-Z-]*[*?]*[/:])?[*?/:]+$/.test(name)
    ? { scope: "broad", reason: "it names no single resource" }
    : { scope: "name-pattern", reason: "it covers every resource whose name matches" };
}

/** A narrower resource that was probably meant, where one is known. */
export function narrowerResource(pattern: string): string | undefined {
  // Secrets Manager appends a hyphen and six characters to the name of each secret.
  const secret = /^(arn:[^:*?]+:secretsmanager:[^:*?]+:[^:*?]+:secret:[^*?]*[^*?/-])-?\*$/.exec(
    pattern,
  );
  if (secret?.[1] !== undefined) return `${secret[1]}-??????`;
  const bucket = /^(arn:[^:*?]+:s3:::[^/*?]*[a-z0-9])\*$/.exec(pattern);
  return bucket?.[1] === undefined ? undefined : `${bucket[1]}/*`;
}
