import type { PolicyDocument, Statement } from "../../plan/document";

/** A request as a policy sees it: one caller, one action, and the keys that AWS would send with it. */
export interface Asked {
  /** ARN of a role, or name of an AWS service. */
  readonly caller: string;
  /** Action, for example `kms:Decrypt`. */
  readonly action: string;
  /** ARN, or logical name, of what is acted on. @default - the resource that carries the policy */
  readonly on?: string;
  /** Condition keys beside those about the caller. @default - none */
  readonly context?: Readonly<Record<string, string>>;
}

/** What a document says: a denial wins over everything, silence is neither. */
export function verdictOf(
  { Statement }: PolicyDocument,
  asked: Asked,
): "allow" | "deny" | "silent" {
  const effects = Statement.filter((statement) => applies(statement, asked)).map(
    ({ Effect }) => Effect,
  );
  if (effects.includes("Deny")) return "deny";
  return effects.includes("Allow") ? "allow" : "silent";
}

const isService = (caller: string): boolean => caller.endsWith(".amazonaws.com");

function applies(statement: Statement, asked: Asked): boolean {
  return (
    statement.Action.some((pattern) => matches(pattern, asked.action)) &&
    namesCaller(statement, asked.caller) &&
    (asked.on === undefined || namesResource(statement, asked.on)) &&
    meets(statement, contextOf(asked))
  );
}

function namesCaller({ Principal }: Statement, caller: string): boolean {
  if (Principal === undefined || Principal === "*") return true;
  if (isService(caller)) return Principal.Service?.includes(caller) === true;
  const root = caller.replace(/:(role|user)\/.*/, ":root");
  return Principal.AWS?.some((arn) => arn === caller || arn === root) === true;
}

const namesResource = ({ Resource = [] }: Statement, on: string): boolean =>
  Resource.some((entry) => matches(typeof entry === "string" ? entry : entry.ref, on));

const contextOf = ({ caller, context = {} }: Asked): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({
      ...(isService(caller) ? {} : { "aws:PrincipalArn": caller }),
      "aws:PrincipalIsAWSService": String(isService(caller)),
      "aws:SecureTransport": "true",
      ...context,
    }),
  );

function meets({ Condition = {} }: Statement, context: ReadonlyMap<string, string>): boolean {
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      compare(operator, context.get(key), [values].flat()),
    ),
  );
}

function compare(operator: string, given: string | undefined, values: readonly string[]): boolean {
  if (operator === "Null") return values.includes(String(given === undefined));
  const name = operator.replace(/IfExists$/, "");
  const isNegated = name.includes("Not");
  // A missing key meets negated and optional conditions, and no other (IAM User Guide, "Condition operators").
  if (given === undefined) return isNegated || name !== operator;
  const some = values.some((value) => equals(name, value, given));
  return isNegated ? !some : some;
}

function equals(operator: string, value: string, given: string): boolean {
  switch (operator) {
    case "StringEquals":
    case "Bool":
      return value === given;
    case "StringLike":
    case "ArnEquals":
    case "ArnLike":
    case "ArnNotEquals":
    case "ArnNotLike":
      return matches(value, given);
    default:
      throw new Error(`The evaluator does not know ${operator}.`);
  }
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}
