import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer } from "../engine/value";

/** A property that holds a document, or may hold one. */
export interface FoundDocument {
  /** JSON pointer. */
  readonly path: string;
  /** Whether its value is unknown, so that only its name speaks for it. */
  readonly unknown: boolean;
}

/**
 * The properties of a resource that are named after a policy and hold an IAM-style document, wherever they
 * are. An unknown value may be a document unless the name is known to stand for something else.
 */
export function documentsIn(type: string, properties: Properties): readonly FoundDocument[] {
  return Object.entries(properties).flatMap(([property, value]) =>
    search(value, { type, path: [property], isNamed: isPolicyName(property) }),
  );
}

interface Place {
  readonly type: string;
  readonly path: readonly (string | number)[];
  /** Whether a property on the way down is named after a policy. */
  readonly isNamed: boolean;
}

// Documents lie at most a few levels down; deeper nesting is hostile, and IAM would not read it either.
const deepest = 12;

function search(value: Value, place: Place): readonly FoundDocument[] {
  const { type, path, isNamed } = place;
  const found = (unknown: boolean) => [{ path: pointer(path), unknown }];
  if (typeof value === "string") {
    if (!isNamed) return [];
    if (isDocument(parsed(value))) return found(false);
    return isUnknown(value) && mayHoldDocument(type, path) ? found(true) : [];
  }
  if (isNamed && isDocument(value)) return found(false);
  if (path.length >= deepest) return [];
  return childrenOf(value).flatMap(([key, child]) =>
    search(child, { type, path: [...path, key], isNamed: isNamed || isPolicyName(String(key)) }),
  );
}

function childrenOf(value: Value): readonly (readonly [string | number, Value])[] {
  if (Array.isArray(value)) return listOf(value).map((item, index) => [index, item] as const);
  return isObject(value) ? Object.entries(value) : [];
}

const isPolicyName = (name: string): boolean => /polic(y|ies)|permissions/i.test(name);

// Named after policies of other kinds: life cycles, ciphers, routing, redrive, scaling. By name, or by type and
// name where the same name holds a document elsewhere. Read from @pulumi/aws 7.48.
const otherPolicies =
  /(alpn|ssl|tls|security|lifecycle|delivery|redrive|redriveAllow|filter|replay|archive|notification|scaling|termination|propagation|deletion|import|snapshot|tiering|backup|retry|password|signIn|retention|routing|latency|limit|protection|update|upgrade|idle|recrawl|change|share|context|browser|build|maintenance|instances|pit|default|endpoint|accessControl|lfTag|firewall|configuration|creation|enterprise|base)Polic(y|ies)$/i;
const switches = /^(block|create|force)[A-Z]/;
const otherByType: ReadonlySet<string> = new Set([
  "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule policyText",
  "aws:cloudwatch/logAccountPolicy:LogAccountPolicy policyDocument",
  "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy policyDocument",
  "aws:cloudwatch/logIndexPolicy:LogIndexPolicy policyDocument",
  "aws:ecr/lifecyclePolicy:LifecyclePolicy policy",
  "aws:iot/policyAttachment:PolicyAttachment policy",
  "aws:lambda/codeSigningConfig:CodeSigningConfig policies",
  "aws:networkmanager/coreNetwork:CoreNetwork basePolicyDocument",
  "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment policyDocument",
  "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy policy",
  "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy policy",
  "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy policy",
  "aws:resiliencehub/resiliencyPolicy:ResiliencyPolicy policy",
  "aws:ses/receiptFilter:ReceiptFilter policy",
  "aws:sns/dataProtectionPolicy:DataProtectionPolicy policy",
  "aws:verifiedaccess/endpoint:Endpoint policyDocument",
  "aws:verifiedaccess/group:Group policyDocument",
]);

/** Whether a property of a resource, by its name alone, may hold an IAM-style document. */
export function mayHoldDocument(type: string, path: readonly (string | number)[]): boolean {
  const [name, ...below] = path;
  if (typeof name !== "string") return false;
  const isPolicy = /polic(y|ies)$|policyDocument$/i.test(name) && !switches.test(name);
  if (!isPolicy || otherPolicies.test(name) || otherByType.has(`${type} ${name}`)) return false;
  const last = below.filter((key) => typeof key === "string").at(-1);
  return last === undefined || documentNames.test(last);
}

// Beside its document an entry of a list of policies has names, kinds and ARNs.
const documentNames = /(^|[a-z])(body|content|document|json|policy)$/i;

function parsed(text: string): Value | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

// A document has statements, and a statement has an effect; element names are read whatever their case.
function isDocument(value: Value | undefined): boolean {
  return listOf(member(value, "statement")).some(
    (statement) => member(statement, "effect") !== undefined,
  );
}

function member(value: Value | undefined, name: string): Value | undefined {
  if (!isObject(value)) return undefined;
  const key = Object.keys(value).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : value[key];
}
