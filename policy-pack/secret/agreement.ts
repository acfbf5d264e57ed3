import { namesCallers } from "../iam/caller-limit";
import type { Condition, Entry } from "../iam/document";
import { speaksOf } from "../iam/effective/reach";
import { all, any, decided, type Truth } from "../iam/effective/truth";
import { holdersOf } from "../iam/key-holders";
import { covers, intersects } from "../iam/pattern";
import { principalForm } from "../iam/principal-forms";
import { openPlaces, type Place, type Sited } from "./sited";

/** Who a policy admits, and what of it is unknown. */
export interface Admitted {
  /** ARNs, or patterns of ARNs. */
  readonly names: readonly string[];
  /** Where somebody else may be admitted, or somebody not after all. */
  readonly open: readonly Place[];
}

/** A secret, as far as the statements of its key may speak of it. */
export interface SecretName {
  /** Pattern of its ARN. */
  readonly pattern: string;
  /** Where its name is unknown; undefined when it is known. */
  readonly open: Place | undefined;
}

/** Who may decrypt a secret by the statements of its key; undefined when identity policies decide that. */
export function decryptersOf(
  statements: readonly Sited[],
  secret: SecretName,
): Admitted | undefined {
  const relevant = statements
    .filter(({ statement }) => statement.effect === "Allow")
    .map((sited) => ({ sited, truth: decrypts(sited, secret) }))
    .filter(({ truth }) => truth !== "no");
  const certain = relevant.filter(({ truth }) => truth === "yes").map(({ sited }) => sited);
  if (certain.some(isDelegated)) return undefined;
  const doubtful = relevant.filter(({ truth }) => truth === "maybe").map(({ sited }) => sited);
  return {
    names: certain.flatMap(({ statement }) => holdersOf(statement).named),
    open: [
      ...certain.flatMap(({ statement, carrier }) =>
        holdersOf(statement).open.map((path) => ({ carrier, path })),
      ),
      ...doubtful.flatMap((sited) => [...openPlaces(sited), ...(secret.open ? [secret.open] : [])]),
    ],
  };
}

const decrypts = ({ statement }: Sited, secret: SecretName): Truth =>
  all([speaksOf(statement, "kms:decrypt"), isForSecret(statement.conditions, secret)]);

// The account, or everybody, that no condition narrows to exact callers.
const isDelegated = ({ statement }: Sited): boolean =>
  !statement.conditionUnknown &&
  statement.principals.some((principal) =>
    ["account", "everybody", "pattern"].includes(principalForm(principal).kind),
  ) &&
  namesCallers(statement.conditions) === "unmet";

// A statement for another service, or for other secrets by encryption context, decrypts nothing of this one.
const isForSecret = (conditions: readonly Condition[], secret: SecretName): Truth =>
  all(conditions.map((condition) => isMet(condition, secret)));

function isMet({ operator, key, values }: Condition, { pattern, open }: SecretName): Truth {
  if (/Not|Null/i.test(operator)) return "yes";
  if (key === "kms:viaservice") {
    return any(values.map((value) => meets(value, (text) => text.startsWith("secretsmanager."))));
  }
  if (key !== "kms:encryptioncontext:secretarn") return "yes";
  const truth = any(values.map((value) => meets(value, (text) => intersects(text, pattern))));
  return truth === "yes" && open !== undefined ? "maybe" : truth;
}

function meets(value: Entry, accepts: (text: string) => boolean): Truth {
  if (value.kind === "text") return decided(accepts(value.text));
  return "maybe";
}

/** Who may read a secret by its own policy. */
export interface Readers extends Admitted {
  /** Whether everybody else is denied; else identity policies of the account may admit more. */
  readonly isComplete: boolean;
}

const reading = "secretsmanager:getsecretvalue";

/** Who may read a secret by the statements of its policy. */
export function readersOf(statements: readonly Sited[]): Readers {
  const relevant = statements.filter(({ statement }) => speaksOf(statement, reading) !== "no");
  const doubtful = relevant.filter(
    ({ statement }) => statement.effectUnknown || speaksOf(statement, reading) === "maybe",
  );
  const certain = relevant.filter((sited) => !doubtful.includes(sited));
  const denials = certain.map(exemptions).filter(({ isDenial }) => isDenial);
  const allows = certain.filter(({ statement }) => statement.effect === "Allow");
  const isComplete = denials.length > 0;
  const admitted: readonly Admitted[] = isComplete
    ? denials
    : allows.map(({ statement, carrier }) => {
        const { named, open } = holdersOf(statement);
        return { names: named, open: open.map((path) => ({ carrier, path })) };
      });
  const names = admitted.flatMap((each) => each.names);
  const open = [...admitted.flatMap((each) => each.open), ...doubtful.flatMap(openPlaces)];
  return { names, open, isComplete };
}

interface Exemptions extends Admitted {
  readonly isDenial: boolean;
}

// A denial for everybody but exact ARNs says who remains.
function exemptions({ statement, carrier }: Sited): Exemptions {
  const { effect, principals, conditions, conditionUnknown, path } = statement;
  const forms = principals.map((each) => principalForm(each).kind);
  const isDenial =
    effect === "Deny" && forms.some((kind) => kind === "everybody" || kind === "unknown");
  const entries = conditions
    .filter(({ operator, key }) => key === "aws:principalarn" && negated.test(operator))
    .flatMap(({ values }) => values);
  const unknown = [
    ...[...principals.map(({ entry }) => entry), ...entries].filter(
      ({ kind }) => kind === "unknown",
    ),
    ...(conditionUnknown ? [{ path: `${path}/Condition` }] : []),
  ];
  const isNarrow = entries.length > 0 || conditionUnknown;
  return {
    isDenial: isDenial && isNarrow,
    names: entries.flatMap((entry) => (entry.kind === "text" ? [entry.text] : [])),
    open: unknown.map((entry) => ({ carrier, path: entry.path })),
  };
}

const negated = /^(?:ArnNotEquals|ArnNotLike|StringNotEquals|StringNotLike)$/i;

/** Whether one of the names, which may be patterns, is the ARN. */
export const isNamed = (arn: string, names: Iterable<string>): boolean =>
  [...names].some((name) => covers(name, arn));
