import { all, any, decided, not, type Truth } from "../iam/effective/truth";
import type { Entry, PrincipalEntry, Statement } from "../iam/statement";
import { literal, matchesArn, matchesShape } from "./arn-shapes";
import type { RequestView } from "./conditions-met";
import type { Caller } from "./request";

/**
 * How the principals of a statement take a caller in. What a resource's policy gives to a session or to everybody
 * is not limited by what the caller's boundary and session policy do not allow; what it gives to a role is; what it
 * gives to an account still needs the caller's own policy (IAM User Guide, "How AWS enforcement code logic evaluates
 * requests to allow or deny access", and "Permissions boundaries for IAM entities").
 */
export type NamedAs = "session" | "everyone" | "role" | "account";

/** Whether a caller is named, in each way. */
export type Naming = Readonly<Record<NamedAs, Truth>>;

const ways = ["session", "everyone", "role", "account"] as const;

/** What is known of a caller beside the request. */
export interface CallerView extends Pick<RequestView, "shapeOf"> {
  /** Our account. */
  readonly account: string | undefined;
  /** Whether the caller has a permissions boundary, as far as that can be seen. */
  readonly isBounded: Truth;
}

const nowhere: Naming = { session: "no", everyone: "no", role: "no", account: "no" };

/** How the principals of a statement take a caller in. */
export function namingOf(
  { principals, notPrincipals, effect }: Pick<Statement, "principals" | "notPrincipals" | "effect">,
  caller: Caller,
  view: CallerView,
): Naming {
  const listed = union(principals.map((principal) => entryNaming(principal, caller, view)));
  if (notPrincipals.length === 0) return listed;
  const excluded = union(notPrincipals.map((principal) => entryNaming(principal, caller, view)));
  const spared = effect === "Deny" ? sparedByDenial(excluded, caller, view) : anyWay(excluded);
  return { ...listed, everyone: any([listed.everyone, not(spared)]) };
}

/** Whether a caller is named in any way. */
export const anyWay = (naming: Naming): Truth => any(ways.map((way) => naming[way]));

// A denial with NotPrincipal denies every principal with a boundary, whatever it lists, and whoever is listed by
// role alone may be denied for its account or session (IAM User Guide, "Permissions boundaries for IAM entities" and
// "AWS JSON policy elements: NotPrincipal").
function sparedByDenial(naming: Naming, caller: Caller, { isBounded }: CallerView): Truth {
  if (caller.kind === "service") return anyWay(naming);
  if (naming.everyone === "yes") return not(isBounded);
  const isWhole = all([
    naming.role,
    naming.account,
    caller.kind === "role" ? naming.session : "yes",
  ]);
  const spared: Truth = isWhole === "yes" ? "yes" : anyWay(naming) === "no" ? "no" : "maybe";
  return all([spared, not(isBounded)]);
}

function union(namings: readonly Naming[]): Naming {
  const of = (way: NamedAs) => any(namings.map((naming) => naming[way]));
  return {
    session: of("session"),
    everyone: of("everyone"),
    role: of("role"),
    account: of("account"),
  };
}

const otherKinds: ReadonlySet<string> = new Set(["service", "federated", "canonicaluser"]);

function entryNaming({ type, entry }: PrincipalEntry, caller: Caller, view: CallerView): Naming {
  const kind = type.toLowerCase();
  if (otherKinds.has(kind)) {
    const isService = caller.kind === "service" && kind === "service";
    return isService ? { ...nowhere, role: serviceNamed(entry, caller.name) } : nowhere;
  }
  // Whatever an unknown principal turns out to be, it may be everybody.
  if (entry.kind === "unknown") return { ...nowhere, everyone: "maybe" };
  if (entry.kind === "text" && entry.text === "*") return { ...nowhere, everyone: "yes" };
  if (caller.kind === "role") return roleNaming(entry, caller, view);
  const isArn = caller.kind === "foreign" && entry.kind === "text";
  return isArn ? foreignNaming(entry.text, caller.arn) : nowhere;
}

// A service has spellings for its Regions, and each is a principal of its own.
function serviceNamed(entry: Entry, name: string): Truth {
  if (entry.kind !== "text") return entry.kind === "unknown" ? "maybe" : "no";
  return decided(entry.text.toLowerCase() === name.toLowerCase());
}

function roleNaming(
  entry: Exclude<Entry, { kind: "unknown" }>,
  caller: Extract<Caller, { kind: "role" }>,
  view: CallerView,
): Naming {
  const { role, sessionName } = caller;
  if (entry.kind === "reference") {
    return { ...nowhere, role: decided(entry.ref === role.name || entry.ref === role.urn) };
  }
  const account = accountNamed(entry.text);
  if (account !== undefined) {
    const isOurs = view.account === undefined ? "maybe" : decided(view.account === account);
    return { ...nowhere, account: isOurs };
  }
  const shape = view.shapeOf(role);
  const session = sessionShape(shape, sessionName);
  if (/^arn:[^:]*:sts:/.test(entry.text)) {
    return { ...nowhere, session: sessionNamed(entry.text, session) };
  }
  // A unique id stands where a role was deleted; whose it was is not known here.
  if (/^A(?:RO|ID)A[A-Z0-9]+$/.test(entry.text)) return { ...nowhere, role: "maybe" };
  return { ...nowhere, role: matchesArn(literal(entry.text), shape) };
}

// arn:aws:sts::111122223333:assumed-role/role-name/session-name: the path of the role is left out.
function sessionShape(roleShape: string, sessionName: string | undefined): string {
  const name = roleShape.split("/").at(-1) ?? "*";
  const arn = roleShape.replace(/:iam:/, ":sts:").replace(/:role\/.*$/, `:assumed-role/${name}`);
  return `${arn}/${sessionName === undefined ? "*" : literal(sessionName)}`;
}

const sessionNamed = (text: string, shape: string): Truth => matchesShape(literal(text), shape);

/** The account that a principal names as a whole: by its id or by the ARN of its root. */
function accountNamed(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? text : /^arn:[^:]*:iam::(\d{12}):root$/.exec(text)?.[1];
}

function foreignNaming(text: string, arn: string): Naming {
  const account = accountNamed(text);
  if (account !== undefined) return { ...nowhere, account: decided(arn.split(":")[4] === account) };
  if (text === arn) {
    return /:assumed-role\//.test(arn)
      ? { ...nowhere, session: "yes" }
      : { ...nowhere, role: "yes" };
  }
  const [, , name] = /^(arn:.*:assumed-role)\/([^/]+)\//.exec(arn) ?? [];
  const isItsRole =
    name !== undefined && text.endsWith(`/${name}`) && /:iam::\d+:role\//.test(text);
  const sameAccount = text.split(":")[4] === arn.split(":")[4];
  return { ...nowhere, role: decided(isItsRole && sameAccount) };
}
