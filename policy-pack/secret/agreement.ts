import { namesCallers } from "../iam/caller-limit";
import type { Condition, Entry, Statement } from "../iam/document";
import { holding } from "../iam/key-actions";
import { keyHolders } from "../iam/key-holders";
import { covers, intersects } from "../iam/pattern";
import { principalForm } from "../iam/principal-forms";

/** Who a policy admits: exact ARNs, or a set that the policy leaves to others. */
export type Admitted = ReadonlySet<string> | "left to identity policies";

/** Who may decrypt a secret by the statements of its key. */
export function decryptersOf(statements: readonly Statement[], secretArn: string): Admitted {
  const allows = statements.filter(
    (statement) =>
      statement.effect === "Allow" &&
      holding(statement, ["kms:decrypt"]).length > 0 &&
      isForSecret(statement.conditions, secretArn),
  );
  return allows.some(isDelegated)
    ? "left to identity policies"
    : new Set(allows.flatMap(keyHolders));
}

// The account, or everybody, that no condition narrows to exact callers.
const isDelegated = (statement: Statement): boolean =>
  statement.principals.some((principal) =>
    ["account", "everybody", "pattern"].includes(principalForm(principal).kind),
  ) && namesCallers(statement.conditions) !== "met";

// A statement for another service, or for other secrets by encryption context, decrypts nothing of this one.
function isForSecret(conditions: readonly Condition[], secretArn: string): boolean {
  return conditions.every(({ operator, key, values }) => {
    if (/Not|Null/.test(operator)) return true;
    const texts = values.flatMap(textOf);
    if (texts.length < values.length) return true;
    if (key === "kms:viaservice") return texts.some((text) => text.startsWith("secretsmanager."));
    if (key !== "kms:encryptioncontext:secretarn") return true;
    return texts.some((text) => intersects(text, secretArn));
  });
}

const textOf = (entry: Entry): readonly string[] => (entry.kind === "text" ? [entry.text] : []);

/** Who may read a secret by its own policy; undefined when the policy names nobody. */
export interface Readers {
  /** ARNs, or patterns of ARNs. */
  readonly names: readonly string[];
  /** Whether everybody else is denied; else identity policies of the account may admit more. */
  readonly isComplete: boolean;
}

const reading = ["secretsmanager:getsecretvalue"];

/** Who may read a secret by the statements of its policy. */
export function readersOf(statements: readonly Statement[]): Readers | undefined {
  const relevant = statements.filter((statement) => holding(statement, reading).length > 0);
  const exempt = relevant.flatMap(exemptions);
  if (exempt.length > 0) return { names: exempt, isComplete: true };
  const named = relevant.filter(({ effect }) => effect === "Allow").flatMap(keyHolders);
  return named.length === 0 ? undefined : { names: named, isComplete: false };
}

// A denial for everybody but exact ARNs says who remains.
function exemptions({ effect, principals, conditions }: Statement): readonly string[] {
  const isForEverybody = principals.some((each) => principalForm(each).kind === "everybody");
  if (effect !== "Deny" || !isForEverybody) return [];
  return conditions
    .filter(({ operator, key }) => key === "aws:principalarn" && negated.test(operator))
    .flatMap(({ values }) => values.flatMap(textOf));
}

const negated = /^(?:ArnNotEquals|ArnNotLike|StringNotEquals|StringNotLike)$/i;

/** Whether one of the names, which may be patterns, is the ARN. */
export const isNamed = (arn: string, names: Iterable<string>): boolean =>
  [...names].some((name) => covers(name, arn));
