import type {
  CheckContext,
  JudgedStack,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { Statement } from "../../iam/document";
import { documentsOf } from "../../iam/locations";
import { decryptersOf, isNamed, readersOf } from "../../secret/agreement";

const secretType = "aws:secretsmanager/secret:Secret";
const policyType = "aws:secretsmanager/secretPolicy:SecretPolicy";
const keyType = "aws:kms/key:Key";
const keyPolicyType = "aws:kms/keyPolicy:KeyPolicy";
const aliasType = "aws:kms/alias:Alias";

/** Who may read a secret may decrypt with its key, and nobody else. */
export const secretAccessAgreement: StackRule = {
  id: "secret/access-agreement",
  title: "Secret policy and key policy agree",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [secretType, policyType, keyType, keyPolicyType],
  why: "Two locks with different lists are one lock: a reader who cannot decrypt fails at night, and whoever decrypts without being a reader waits for one mistake.",
  fix: "Name the same roles in the secret's policy and in its key's policy.",
  decides:
    "For a secret with a policy that names its readers and a key of this stack whose policy names who decrypts: whether the two lists are the same. Readers are named by an Allow, or by a Deny for everybody but them.",
  cannotDecide:
    "Secrets without such a policy, keys that leave decryption to identity policies (see kms/root-delegation and kms/statement), and what identity policies add.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["AC-3", "AC-6", "SC-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "the role that the secret's policy names may decrypt with its key",
    fail: "a role that may decrypt with the key, but that the secret's policy denies",
  },
  check: (stack, context) => {
    const statements = statementsBy(stack, context);
    return stack.ofType(secretType).flatMap((secret) => judge(secret, stack, statements));
  },
};

/** Statements of a secret or key, inline and separate together; undefined when a document is unknown. */
type StatementsBy = ReadonlyMap<StackResource, readonly Statement[] | undefined>;

function statementsBy(stack: JudgedStack, context: CheckContext): StatementsBy {
  const found = new Map<StackResource, readonly Statement[] | undefined>();
  const add = (owner: StackResource, carrier: StackResource): void => {
    for (const { document } of documentsOf(carrier, context)) {
      const before = found.has(owner) ? found.get(owner) : [];
      const read = document.kind === "known" ? document.statements : undefined;
      found.set(
        owner,
        before === undefined || read === undefined ? undefined : [...before, ...read],
      );
    }
  };
  for (const owner of stack.ofType(secretType, keyType)) add(owner, owner);
  for (const carrier of stack.ofType(policyType)) {
    for (const owner of stack.referred(carrier, "secretArn", [secretType])) add(owner, carrier);
  }
  for (const carrier of stack.ofType(keyPolicyType)) {
    for (const owner of stack.referred(carrier, "keyId", [keyType])) add(owner, carrier);
  }
  return found;
}

function judge(
  secret: StackResource,
  stack: JudgedStack,
  statements: StatementsBy,
): readonly StackObservation[] {
  const key = keyOf(secret, stack);
  if (key === undefined || !statements.has(secret) || !statements.has(key)) return [];
  const ofSecret = statements.get(secret);
  const ofKey = statements.get(key);
  if (ofSecret === undefined || ofKey === undefined) {
    const message = "The policy of the secret or of its key is unknown.";
    return [{ resource: secret, verdict: "undecided", path: "/kmsKeyId", message }];
  }
  return compare(secret, { key, ofSecret, ofKey });
}

function keyOf(secret: StackResource, stack: JudgedStack): StackResource | undefined {
  const [named] = stack.referred(secret, "kmsKeyId", [keyType, aliasType]);
  return named?.type === aliasType ? stack.referred(named, "targetKeyId", [keyType])[0] : named;
}

interface Policies {
  readonly key: StackResource;
  readonly ofSecret: readonly Statement[];
  readonly ofKey: readonly Statement[];
}

function compare(
  resource: StackResource,
  { key, ofSecret, ofKey }: Policies,
): readonly StackObservation[] {
  const readers = readersOf(ofSecret);
  const decrypters = decryptersOf(ofKey, arnPattern(resource));
  if (readers === undefined || typeof decrypters === "string") return [];
  const deaf = readers.names.filter((name) => ![...decrypters].some((arn) => isNamed(arn, [name])));
  const surplus = readers.isComplete
    ? [...decrypters].filter((arn) => !isNamed(arn, readers.names))
    : [];
  const evidence = [{ urn: key.urn, path: "/policy" }];
  const observe = (who: string, message: string): StackObservation => ({
    resource,
    verdict: "fail",
    path: "/kmsKeyId",
    message,
    evidence,
    value: who,
  });
  return [
    ...deaf.map((who) => observe(who, `${who} may read the secret and not decrypt with its key.`)),
    ...surplus.map((who) =>
      observe(who, `${who} may decrypt with the key and not read the secret.`),
    ),
  ];
}

// Secrets Manager appends six characters to the name.
function arnPattern({ properties }: StackResource): string {
  const { name } = properties;
  const known = typeof name === "string" && !isUnknown(name);
  return `arn:*:secretsmanager:*:*:secret:${known ? `${name}-??????` : "*"}`;
}
