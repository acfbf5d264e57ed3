import { ownershipIn } from "../../contract/ownership";
import type {
  CheckContext,
  JudgedStack,
  Reference,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { shortHash } from "../../engine/semantic-path";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { decided, type Truth } from "../../iam/effective/truth";
import { type Reader, secretReaders } from "../../secret/readers";

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";

/** Each secret is one service's alone, and has a value of its own. */
export const secretShared: StackRule = {
  id: "secret/shared",
  title: "Secrets are not shared",
  severity: "high",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: [secretType, versionType],
  why: "A secret of two services cannot be revoked for one of them, and a leak of either is a leak of both.",
  fix: "Give each service a secret of its own, or declare the secret as a member of both services.",
  decides:
    "Whether two secrets have the same known value, and whether services that the contract declares read a secret by task definition, or by any policy of their roles and users, without having it as a declared member.",
  cannotDecide:
    "Values that are unknown or made by rotation, services that no contract declares, readers whom the secret's own policy alone admits, and secrets that code names at run time. Patterns for every secret are a matter of iam/wildcard-resource.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["IA-5", "AC-6"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a secret that the role of one service reads",
    fail: "a secret that the roles of two services read",
  },
  check: (stack, context) => [...judgeValues(stack), ...judgeReaders(stack, context)],
};

function judgeValues(stack: JudgedStack): readonly StackObservation[] {
  const first = new Map<string, StackResource>();
  return stack.ofType(versionType).flatMap((resource): readonly StackObservation[] => {
    const { secretString, secretId } = resource.properties;
    if (typeof secretString !== "string" || secretString === "" || isUnknown(secretString))
      return [];
    // Only a hash is kept, and it leaves this function in no finding.
    const hash = shortHash(secretString);
    const other = first.get(hash);
    if (other === undefined) {
      first.set(hash, resource);
      return [];
    }
    const same = isSameSecret(stack, resource, other);
    if (same === "yes") return [];
    const path = "/secretString";
    const evidence = [{ urn: other.urn, path }];
    const value = textOf(secretId);
    if (same === "maybe") {
      const message = `The value is the same as that of ${other.name}; whether it is the same secret is unknown.`;
      return [{ resource, verdict: "undecided", path, message, evidence, value }];
    }
    const message = `The value is the same as that of ${other.name}.`;
    return [{ resource, verdict: "fail", path, message, evidence, value }];
  });
}

function isSameSecret(stack: JudgedStack, left: StackResource, right: StackResource): Truth {
  const [one, other] = [left, right].map((version) =>
    identityOf(stack.reference(version, ["secretId"], [secretType])),
  );
  return one === undefined || other === undefined ? "maybe" : decided(one === other);
}

function identityOf(secret: Reference): string | undefined {
  if (secret.kind === "resource") return secret.resource.urn;
  return secret.kind === "foreign" ? secret.name : undefined;
}

function judgeReaders(stack: JudgedStack, context: CheckContext): readonly StackObservation[] {
  const { ownersOf } = ownershipIn(stack, context.declared);
  return [...secretReaders(stack, context)].flatMap(
    ([resource, readers]): readonly StackObservation[] => {
      const declared = new Set(ownersOf(resource));
      const certain = readers.filter(({ open }) => open === undefined);
      const services = servicesOf(certain, ownersOf);
      const evidence = readers.map(({ place: { carrier, path } }) => ({ urn: carrier.urn, path }));
      if (isShared(services, declared)) {
        const names = services.join(", ");
        const message = `Services ${names} read the secret.`;
        const path = "";
        return [{ resource, verdict: "fail", path, message, evidence, value: names }];
      }
      const possible = servicesOf(readers, ownersOf);
      if (!isShared(possible, declared)) return [];
      const message = `Whether services ${possible.join(", ")} all read secret ${resource.name} is unknown.`;
      return readers
        .flatMap(({ open }) => open ?? [])
        .slice(0, 1)
        .map(({ carrier, path }) => ({
          resource: carrier,
          verdict: "undecided",
          path,
          message,
          evidence,
        }));
    },
  );
}

const isShared = (services: readonly string[], declared: ReadonlySet<string>): boolean =>
  services.length > 1 && !services.every((service) => declared.has(service));

const servicesOf = (
  readers: readonly Reader[],
  ownersOf: (resource: StackResource) => readonly string[],
): readonly string[] => [...new Set(readers.flatMap(({ resource }) => ownersOf(resource)))].sort();
