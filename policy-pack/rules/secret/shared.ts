import { ownershipIn } from "../../contract/ownership";
import type {
  CheckContext,
  JudgedStack,
  StackObservation,
  StackResource,
  StackRule,
} from "../../engine/rule";
import { shortHash } from "../../engine/semantic-path";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { secretReaders } from "../../secret/readers";

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
    "Whether two secrets have the same known value, and whether services that the contract declares read a secret by task definition or identity policy without having it as a declared member.",
  cannotDecide:
    "Values that are unknown or made by rotation, and services that no contract declares.",
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
    if (isSameSecret(stack, resource, other)) return [];
    const message = `The value is the same as that of ${other.name}.`;
    const evidence = [{ urn: other.urn, path: "/secretString" }];
    return [
      {
        resource,
        verdict: "fail",
        path: "/secretString",
        message,
        evidence,
        value: textOf(secretId),
      },
    ];
  });
}

function isSameSecret(stack: JudgedStack, left: StackResource, right: StackResource): boolean {
  const [one, other] = [left, right].map(
    (version) => stack.referred(version, "secretId", [secretType])[0],
  );
  return one === undefined
    ? left.properties["secretId"] === right.properties["secretId"] &&
        !isUnknown(left.properties["secretId"])
    : one === other;
}

function judgeReaders(stack: JudgedStack, context: CheckContext): readonly StackObservation[] {
  const { ownersOf } = ownershipIn(stack, context.declared);
  return [...secretReaders(stack, context)].flatMap(([resource, readers]) => {
    const declared = ownersOf(resource);
    const services = [...new Set([...readers].flatMap(ownersOf))].sort();
    const isDeclared = services.every((service) => declared.includes(service));
    if (services.length < 2 || isDeclared) return [];
    const message = `Services ${services.join(", ")} read the secret.`;
    const evidence = [...readers].map(({ urn }) => ({ urn, path: "" }));
    return [
      {
        resource,
        verdict: "fail" as const,
        path: "",
        message,
        evidence,
        value: services.join(","),
      },
    ];
  });
}
