import type {
  CheckContext,
  JudgedStack,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { Document } from "../../iam/document";
import { documentsOf } from "../../iam/locations";
import {
  type Admitted,
  decryptersOf,
  isNamed,
  type Readers,
  readersOf,
  type SecretName,
} from "../../secret/agreement";
import type { Place, Sited } from "../../secret/sited";

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
    "Secrets without such a policy and secrets of other accounts: who reads them by identity policies alone is not compared. Keys that leave decryption to identity policies (see kms/root-delegation and kms/statement), grants on keys, what identity policies add, and denials in the key policy.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["AC-3", "AC-6", "SC-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "the role that the secret's policy names may decrypt with its key",
    fail: "a role that may decrypt with the key, but that the secret's policy denies",
  },
  check: (stack, context) => {
    const policies = policiesBy(stack, context);
    return stack.ofType(secretType).flatMap((secret) => judge(secret, stack, policies));
  },
};

/** Statements of a secret or key, inline and separate together, and where documents are unknown. */
interface Policies {
  readonly statements: readonly Sited[];
  readonly open: readonly Place[];
}

const none: Policies = { statements: [], open: [] };

function policiesBy(
  stack: JudgedStack,
  context: CheckContext,
): ReadonlyMap<StackResource, Policies> {
  const found = new Map<StackResource, Policies>();
  const add = (owner: StackResource, carrier: StackResource): void => {
    for (const { document } of documentsOf(carrier, context)) {
      const before = found.get(owner) ?? none;
      found.set(
        owner,
        document.kind === "unknown"
          ? { ...before, open: [...before.open, { carrier, path: document.path }] }
          : { ...before, statements: [...before.statements, ...sited(carrier, document)] },
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

const sited = (
  carrier: StackResource,
  { statements }: Extract<Document, { kind: "known" }>,
): readonly Sited[] => statements.map((statement) => ({ carrier, statement }));

function judge(
  secret: StackResource,
  stack: JudgedStack,
  policies: ReadonlyMap<StackResource, Policies>,
): readonly StackObservation[] {
  const key = keyOf(secret, stack);
  const ofSecret = policies.get(secret);
  const ofKey = key === undefined ? undefined : policies.get(key);
  if (ofSecret === undefined || ofKey === undefined) return [];
  const readers = readersOf(ofSecret.statements);
  const decrypters = decryptersOf(ofKey.statements, nameOf(secret));
  const open = [...readers.open, ...ofSecret.open];
  if (decrypters === undefined || readers.names.length + open.length === 0) return [];
  return compare(secret, {
    readers: { ...readers, open },
    decrypters: { ...decrypters, open: [...decrypters.open, ...ofKey.open] },
  });
}

function keyOf(secret: StackResource, stack: JudgedStack): StackResource | undefined {
  const [named] = stack.referred(secret, "kmsKeyId", [keyType, aliasType]);
  return named?.type === aliasType ? stack.referred(named, "targetKeyId", [keyType])[0] : named;
}

// Secrets Manager appends six characters to the name.
function nameOf(secret: StackResource): SecretName {
  const name = read(secret.properties, "name");
  const ending = name.kind === "known" ? `${textOf(name.value)}-??????` : "*";
  return {
    pattern: `arn:*:secretsmanager:*:*:secret:${ending}`,
    open: name.kind === "unknown" ? { carrier: secret, path: name.path } : undefined,
  };
}

interface Lists {
  readonly readers: Readers;
  readonly decrypters: Admitted;
}

// What is unknown of one list may be the name that seems to be missing in it.
function compare(
  resource: StackResource,
  { readers, decrypters }: Lists,
): readonly StackObservation[] {
  const deaf = readers.names.filter(
    (name) => !decrypters.names.some((arn) => isNamed(arn, [name])),
  );
  const surplus = decrypters.names.filter((arn) => !isNamed(arn, readers.names));
  const isDeafKnown = decrypters.open.length === 0;
  // Somebody unknown may also be the account, which leaves decryption to identity policies.
  const isSurplusKnown = isDeafKnown && readers.open.length === 0 && readers.isComplete;
  return [
    ...(isDeafKnown ? deaf : []).map((who) =>
      disagreement(resource, who, "may read the secret and not decrypt with its key"),
    ),
    ...[...new Set(isSurplusKnown ? surplus : [])].map((who) =>
      disagreement(resource, who, "may decrypt with the key and not read the secret"),
    ),
    ...[...readers.open, ...decrypters.open].map(({ carrier, path }): StackObservation => {
      const message = `Whether the policies of secret ${resource.name} and of its key agree is unknown.`;
      return { resource: carrier, verdict: "undecided", path, message };
    }),
  ];
}

const disagreement = (resource: StackResource, who: string, what: string): StackObservation => ({
  resource,
  verdict: "fail",
  path: "/kmsKeyId",
  message: `${who} ${what}.`,
  value: who,
});
